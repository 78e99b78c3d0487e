/** The words that the first screen does without, in English. */

import type { StorageErrorKind } from '../replica/storage-error.ts';
import { amount } from './moments.ts';

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
  syncing: 'Trying…',
  nothingNew: 'nothing new',
  onlyHere: 'only on this device',
  lastSaved: 'last fully saved',
  never: 'Never',
  maybeBlocked:
    'This device says that it has a network. If other sites work, an extension or a filter may be blocking Holdfast.',
  waitingHere: 'Waiting to be sent',
  showAll: (all: number) => `Show all ${amount(all)}`,
  showFewer: 'Show fewer',
  /** After a to-do's title, what waits about it. */
  changed: {
    created: 'new',
    recovered: 'recovered',
    title: 'title',
    notes: 'notes',
    completed: 'completed',
    reopened: 'not completed after all',
    deleted: 'moved to Trash',
    restored: 'restored',
    moved: 'moved',
    other: 'changed',
  },
  offeredAgain: 'offered to the server again',

  needsAttention: 'Needs attention',
  refusedBecause: {
    gone: 'Not taken: the to-do is gone from the server.',
    size: 'Not taken: too large. Copy the text and make it shorter.',
    type: 'Not taken: the server did not understand it.',
    role: 'Not taken: you may only read this list.',
  },
  copy: 'Copy',
  copyTitled: (title: string) => `Copy ${title}`,
  copied: 'Copied',
  notCopied: 'This browser did not let Holdfast copy. Select the text instead.',
  retry: 'Retry',
  retryTitled: (title: string) => `Retry ${title}`,
  sentAgain: 'Sending it again',
  discard: 'Discard',
  discardTitled: (title: string) => `Discard ${title}`,
  discarded: 'Discarded',
  untitled: 'Untitled',
  movedElsewhere: 'Moved to another place',
  listSettings: 'A list’s settings',

  deletedElsewhere: (todos: number) =>
    todos === 1
      ? '1 to-do was deleted on another device.'
      : `${amount(todos)} to-dos were deleted on another device.`,
  bringBack: 'Bring them back',
  areBack: (todos: number) =>
    todos === 1 ? '1 to-do is back' : `${amount(todos)} to-dos are back`,
  wasMeant: 'It was meant',
  deletionStays: 'They stay deleted',

  recovered: 'Recovered',
  recoveredBecause: (list: string | undefined, reason: 'gone' | 'member' | undefined) => {
    if (reason === 'gone')
      return list ? `From ${list}, where it was deleted long ago.` : 'It was deleted long ago.';
    if (reason === 'member')
      return list ? `From ${list}, which was taken away.` : 'Its list was taken away.';
    return list ? `From ${list}.` : 'Its place is gone.';
  },
  putBack: 'Put back',
  putBackTitled: (title: string) => `Put back ${title}`,
  putAllBack: 'Put all back',
  isBackOnTop: (todos: number) =>
    todos === 1
      ? 'Back on top of the Inbox'
      : `${amount(todos)} to-dos are back on top of the Inbox`,

  receiving: (received: number, total: number) =>
    `Bringing back ${amount(received)} of ${amount(total)}`,
  receivedPart: (percent: number, total: number) =>
    percent === 0
      ? `Bringing back ${amount(total)} to-dos. You can go on meanwhile.`
      : `${percent} % of ${amount(total)} to-dos are here.`,
  receivedAll: 'All to-dos are here.',

  attempts: 'Latest attempts',
  noAttempts: 'None yet.',
  thisDevice: 'This device',
  sending: 'Sending',
  storage: 'Storage',
  alerts: 'Alerts',
  tellMe: 'Notify me',
  exportJournal: 'Export journal',
  exportHelp: 'A file for a bug report: times and results, no titles and nothing that signs in.',

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
  tryAgain: 'Try again',

  notSaved: {
    quota: 'Not saved: this device has no room left. Your text is still here.',
    blocked: 'Not saved: another tab holds the storage. Your text is still here; close that tab.',
    lost: 'Not saved: the browser closed its storage. Try again.',
    corrupt: 'Not saved: the browser says its storage is damaged.',
    denied: 'Not saved: this browser allows no storage here.',
    wiped: 'Not saved: the browser has just cleared its storage. Try again.',
    'newer-layout': 'Not saved: this tab is out of date. Reload it.',
  } satisfies Readonly<Record<StorageErrorKind, string>>,
  tooLong: 'Not saved: the text is too long for one to-do. Make it shorter.',
  failed: 'Not saved. Your text is still here; try again.',
} as const;
