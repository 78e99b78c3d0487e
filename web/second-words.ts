/** The words that the first screen does without, in English. */

import type { JournalEntry } from '../replica/journal.ts';
import type { StorageErrorKind } from '../replica/storage-error.ts';
import type { SyncStatus } from '../replica/sync-status.ts';
import { LOCALE, counted, day, duration, moment } from './words.ts';

export const secondWords = {
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

/** What the Sync centre says of a status: what happened, what is safe, what to do. */
export function statusSentence(status: SyncStatus, now: number): string {
  switch (status.kind) {
    case 'unstored':
      return `This device refused to store ${counted(status.count, 'change')}. Keep this tab open, make room, then sync.`;
    case 'review':
      return `The server refused ${counted(status.count, 'edit')}. The text is kept below; everything else goes on.`;
    case 'blocked':
      return status.need === 'sign-in'
        ? `The server no longer knows this browser. ${safeHere(status.count)} Sync now to sign in again.`
        : `This version is too old for the server. ${safeHere(status.count)} Reload to update.`;
    case 'sending':
      return `Sending ${counted(status.count, 'change')}.`;
    case 'offline':
      return `No connection. ${safeHere(status.count)} Holdfast sends when the network is back.`;
    case 'waiting':
      return `The server has been failing for ${duration(now - status.sinceMs)}. ${safeHere(status.count)} Holdfast keeps trying.`;
    case 'saved':
      return `Everything is on the server, as of ${moment(status.atMs, now)}.`;
    case 'empty':
      return 'Nothing has been written here yet.';
  }
}

/** One attempt in words, without its time: "sent 3, in the background". */
export function wordsFromAttempt(entry: JournalEntry): string {
  const inBackground = entry.reason === 'background-sync' ? 'in the background' : '';
  const attempt = entry.attempt > 1 ? `attempt ${entry.attempt}` : '';
  const lastChance = entry.lastChance ? 'the browser’s last try' : '';
  return [outcome(entry), inBackground, attempt, lastChance].filter(Boolean).join(', ');
}

function outcome({ outcome: ended, sent, received, status }: JournalEntry): string {
  const moved = [sent && `sent ${sent}`, received && `received ${received}`]
    .filter(Boolean)
    .join(', ');
  const answer = status ? ` (${status})` : '';
  switch (ended) {
    case 'synced':
      return moved || 'nothing new';
    case 'offline':
      return 'no connection';
    case 'busy':
      return `server busy${answer}`;
    case 'signed-out':
      return `signed out${answer}`;
    case 'too-old':
      return `this version is too old${answer}`;
    case 'reset':
      return 'the server’s copy was replaced; offering everything again';
    case 'refused':
      return `refused${answer}`;
    case 'storage':
      return 'this device’s storage failed';
    case 'unfinished':
      return moved ? `${moved}, then ran out of time` : 'ran out of time';
  }
}

/** "Today", "Yesterday", "Thu 19 Nov": a heading over what happened on that day. */
export function dayHeading(ms: number, now: number): string {
  if (day(ms) === day(now)) return 'Today';
  return day(ms) === day(now - 86_400_000) ? 'Yesterday' : day(ms);
}

/** A civil day, "2026-11-20", as "Fri 20 Nov". */
export function dayFromIso(iso: string): string {
  return day(Date.parse(`${iso}T12:00`));
}

/** "12 kB", "3.4 MB". */
export function bytes(count: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const power = Math.min(3, Math.floor(Math.log10(Math.max(1, count)) / 3));
  return new Intl.NumberFormat(LOCALE, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    maximumFractionDigits: 1,
  }).format(count / 1000 ** power);
}

function safeHere(count: number): string {
  if (!count) return 'Nothing is waiting.';
  const are = count === 1 ? 'is' : 'are';
  return `${counted(count, 'change')} ${are} safe on this device.`;
}
