/** The words that the first screen does without, in English. */

import type { StorageErrorKind } from '../replica/storage-error.ts';

export const secondWords = {
  sync: 'Sync',
  addLines: (lines: number) => `Add ${lines} to-dos`,
  added: (todos: number) => (todos === 1 ? 'Added' : `Added ${todos} to-dos`),
  moved: (position: number, of: number) => `Moved to ${position} of ${of}`,
  completed: 'Completed',
  reopened: 'Back in the Inbox',
  deleted: 'Moved to Trash',
  restored: 'Restored',
  undone: 'Undone',
  undo: 'Undo',
  emptyDone: 'Completed to-dos gather here.',
  emptyTrash: 'Trash is empty.',
  trashRests: 'What you delete rests here for 30 days.',

  details: 'Details',
  title: 'Title',
  notes: 'Notes',
  delete: 'Delete',
  close: 'Close',
  restore: 'Restore',
  restoreTitled: (title: string) => `Restore ${title}`,
  inTrash: 'In the Trash',
  deletedMeanwhile: 'Deleted elsewhere while you were writing. Your text is kept with it.',
  notHere: 'There is no such to-do on this device.',
  goneMeanwhile: 'This to-do is gone for good. What you wrote is still in the fields: copy it.',
  addedOn: (moment: string) => `Added ${moment}`,

  syncNow: 'Sync now',
  waitingHere: 'Waiting to be sent',
  andMore: (todos: number) => `and ${todos} more`,
  refused: 'Refused by the server',
  refusedBecause: {
    gone: 'The to-do is gone from the server.',
    size: 'Too large.',
    type: 'The server did not understand it.',
    role: 'You may only read this list.',
  },
  thisDevice: 'This device',
  attempts: 'Latest attempts',
  noAttempts: 'None yet.',
  background: {
    yes: 'This browser also sends after you closed Holdfast.',
    no: 'This browser sends only while Holdfast is open.',
    denied: 'Sending in the background is switched off here. Keep Holdfast open to send.',
    unknown: '',
  },
  used: (used: string, quota: string | undefined) =>
    quota ? `${used} of ${quota} used.` : `${used} used.`,
  persisted: 'The browser keeps this data until you clear it.',
  notPersisted: 'The browser may clear this data when space runs out.',

  theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  keyboard: 'Keyboard',
  singleKeys: 'Single-key shortcuts',
  singleKeysHelp: 'When off, only arrows, Enter, Space and Del act on a to-do.',
  keys: [
    ['Q', 'Add a to-do'],
    ['J K ↓ ↑', 'Next, previous'],
    ['Space E', 'Complete'],
    ['Enter', 'Edit the title'],
    ['O', 'Open details'],
    ['Alt ↑ ↓', 'Move up, down'],
    ['Del', 'Move to Trash'],
    ['Z', 'Undo, while offered'],
    ['G I', 'Go to the Inbox'],
    ['G D', 'Go to Done'],
    ['?', 'This list'],
  ],
  yourData: 'Your data',
  aboutData:
    'Every change is stored on this device before the screen shows it, then sent to the server. There is no sign-up: this browser is your key.',

  updateReady: 'A new version is ready.',
  updateNow: 'Update now',
  restoring: 'This browser had cleared Holdfast’s storage. Fetching your to-dos…',
  restoredSince: (day: string | undefined) =>
    `This browser had cleared Holdfast’s storage. Your to-dos are back from the server${
      day ? `; what was written here since ${day} and not sent is lost` : ''
    }.`,
  understood: 'Understood',
  readOnly: 'A newer Holdfast wrote this device’s data. Reload to go on.',
  reload: 'Reload',

  notSaved: {
    quota: 'Not saved: this device has no room left. Your text is still here.',
    blocked: 'Not saved: another tab holds the storage. Close it and try again.',
    lost: 'Not saved: the browser closed its storage. Try again.',
    corrupt: 'Not saved: the browser says its storage is damaged.',
    denied: 'Not saved: this browser allows no storage here.',
    'newer-layout': 'Not saved: this tab is out of date. Reload it.',
  } satisfies Readonly<Record<StorageErrorKind, string>>,
  tooLong: 'Not saved: the text is too long for one to-do. Make it shorter.',
  failed: 'Not saved. Your text is still here; try again.',
} as const;
