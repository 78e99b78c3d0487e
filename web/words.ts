/** The words of the first screen, in English. Those that it does without are in second-words.ts. */

export const words = {
  inbox: 'Inbox',
  done: 'Done',
  trash: 'Trash',
  settings: 'Settings',
  lists: 'Lists',
  openTodos: 'To-dos',

  edit: (title: string) => `Edit ${title}`,
  detailsOf: (title: string) => `Details of ${title}`,
  marks: { unsent: 'Only on this device so far', held: 'Not saved on this device yet' },
  showAll: (todos: number) => `Show all ${todos}`,

  emptyInbox: 'Nothing to do. Write down what is on your mind.',
  allDone: 'All done. Nothing left to do.',
  addFirst: 'Write a to-do',
  incomplete:
    'Holdfast is not completely loaded: nothing can be changed yet. Reload with a network.',
} as const;
