/** Every word on the screen, in English. Another language is another file of this shape. */

import type { JournalEntry } from '../replica/journal.ts';
import type { StorageErrorKind } from '../replica/storage-error.ts';
import type { SyncStatus } from '../replica/sync-status.ts';

export const words = {
  inbox: 'Inbox',
  done: 'Done',
  trash: 'Trash',
  settings: 'Settings',
  lists: 'Lists',
  openTodos: 'To-dos',

  addLines: (lines: number) => `Add ${lines} to-dos`,
  added: (todos: number) => (todos === 1 ? 'Added' : `Added ${todos} to-dos`),
  edit: (title: string) => `Edit ${title}`,
  onlyHere: 'Only on this device so far',
  moved: (position: number, of: number) => `Moved to ${position} of ${of}`,
  showAll: (todos: number) => `Show all ${todos}`,
  completed: 'Completed',
  reopened: 'Back in the Inbox',
  deleted: 'Moved to Trash',
  restored: 'Restored',
  undo: 'Undo',
  undone: 'Undone',

  emptyInbox: 'Nothing to do. Write down what is on your mind.',
  allDone: 'All done. Nothing left to do.',
  addFirst: 'Write a to-do',
  emptyDone: 'Completed to-dos gather here.',
  emptyTrash: 'Trash is empty.',
  toInbox: 'Go to the Inbox',
  trashRests: 'What you delete rests here for 30 days.',

  details: 'Details',
  detailsOf: (title: string) => `Details of ${title}`,
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

  sync: 'Sync',
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
  singleKeysHelp: 'Off, only arrows, Enter, Space and Del work on a to-do.',
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

/** Whether a status asks for something, is happening, is done, or is just so. */
export type Tone = 'needs-you' | 'now' | 'done' | 'quiet';

export interface StatusWords {
  /** After "Sync: ", for the button's name. */
  readonly name: string;
  /** What the button shows. */
  readonly chip: string;
  /** What the Sync centre says: what happened, what is safe, what to do. */
  readonly sentence: string;
  readonly tone: Tone;
}

export function wordsFromStatus(status: SyncStatus, now: number): StatusWords {
  const [tone, name, sentence, chip = name] = statusWords(status, now);
  return { tone, name, sentence, chip: capitalised(chip) };
}

function statusWords(
  status: SyncStatus,
  now: number,
): readonly [tone: Tone, name: string, sentence: string, chip?: string | undefined] {
  switch (status.kind) {
    case 'unstored':
      return [
        'needs-you',
        `${changes(status.count)} not stored`,
        `This device refused to store ${changes(status.count)}. Keep this tab open, make room, then sync.`,
      ];
    case 'review':
      return [
        'needs-you',
        `${counted(status.count, 'edit')} to review`,
        `The server refused ${counted(status.count, 'edit')}. The text is kept below; everything else goes on.`,
      ];
    case 'blocked': {
      const since = duration(now - status.sinceMs);
      return status.need === 'sign-in'
        ? [
            'needs-you',
            `not sent for ${since}, sign in again`,
            `The server no longer knows this browser. ${keptHere(status.count)} Sync now to sign in again.`,
          ]
        : [
            'needs-you',
            `not sent for ${since}, update Holdfast`,
            `This version is too old for the server. ${keptHere(status.count)} Reload to update.`,
          ];
    }
    case 'sending':
      return ['now', `sending ${status.count}`, `Sending ${changes(status.count)}.`];
    case 'offline':
      return [
        'quiet',
        status.count ? `offline, ${changes(status.count)} kept here` : 'offline',
        `No connection. ${keptHere(status.count)} Holdfast sends when the network is back.`,
        status.count ? `offline · ${changes(status.count)} kept here` : undefined,
      ];
    case 'waiting':
      return [
        'quiet',
        `server busy, ${changes(status.count)} kept here`,
        `The server has been failing for ${duration(now - status.sinceMs)}. ${keptHere(status.count)} Holdfast keeps trying.`,
        `server busy · ${changes(status.count)} kept here`,
      ];
    case 'saved':
      return [
        'done',
        `saved ${moment(status.atMs, now)}`,
        `Everything is on the server, as of ${moment(status.atMs, now)}.`,
      ];
    case 'empty':
      return ['quiet', 'nothing to send', 'Nothing has been written here yet.'];
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

/** "12:04" today, "21 Nov, 12:04" on another day. */
export function moment(ms: number, now: number): string {
  return day(ms) === day(now) ? clock.format(ms) : `${day(ms)}, ${clock.format(ms)}`;
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

const LOCALE = 'en-GB';
const clock = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });
const days = new Intl.DateTimeFormat(LOCALE, { weekday: 'short', day: 'numeric', month: 'short' });

function day(ms: number): string {
  return days.format(ms).replace(',', '');
}

function duration(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

function keptHere(count: number): string {
  if (!count) return 'Nothing is waiting.';
  return count === 1
    ? '1 change is safe on this device.'
    : `${count} changes are safe on this device.`;
}

function changes(count: number): string {
  return counted(count, 'change');
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
