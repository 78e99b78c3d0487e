/** The words of the first screen, in English. Those that it does without are in second-words.ts. */

import type { SyncStatus } from '../replica/sync-status.ts';

export const words = {
  inbox: 'Inbox',
  done: 'Done',
  trash: 'Trash',
  settings: 'Settings',
  lists: 'Lists',
  openTodos: 'To-dos',
  sync: 'Sync',

  addLines: (lines: number) => `Add ${lines} to-dos`,
  added: (todos: number) => (todos === 1 ? 'Added' : `Added ${todos} to-dos`),
  edit: (title: string) => `Edit ${title}`,
  detailsOf: (title: string) => `Details of ${title}`,
  onlyHere: 'Only on this device so far',
  moved: (position: number, of: number) => `Moved to ${position} of ${of}`,
  showAll: (todos: number) => `Show all ${todos}`,
  completed: 'Completed',
  reopened: 'Back in the Inbox',
  deleted: 'Moved to Trash',
  restored: 'Restored',
  undone: 'Undone',

  emptyInbox: 'Nothing to do. Write down what is on your mind.',
  allDone: 'All done. Nothing left to do.',
  addFirst: 'Write a to-do',
} as const;

/** Whether a status asks for something, is happening, is done, or is just so. */
export type Tone = 'needs-you' | 'now' | 'done' | 'quiet';

/** The status in a few words, as they follow "Sync: ". */
export function statusWords(status: SyncStatus, now: number): readonly [tone: Tone, words: string] {
  switch (status.kind) {
    case 'unstored':
      return ['needs-you', `${counted(status.count, 'change')} not stored`];
    case 'review':
      return ['needs-you', `${counted(status.count, 'edit')} to review`];
    case 'blocked': {
      const need = status.need === 'sign-in' ? 'sign in again' : 'update Holdfast';
      return ['needs-you', `not sent for ${duration(now - status.sinceMs)}, ${need}`];
    }
    case 'sending':
      return ['now', `sending ${status.count}`];
    case 'offline':
      return ['quiet', `offline${keptHere(status.count)}`];
    case 'waiting':
      return ['quiet', `server busy${keptHere(status.count)}`];
    case 'saved':
      return ['done', `saved ${moment(status.atMs, now)}`];
    case 'empty':
      return ['quiet', 'nothing to send'];
  }
}

/** "12:04" today, "Sat 21 Nov, 12:04" on another day. */
export function moment(ms: number, now: number): string {
  return day(ms) === day(now) ? clock.format(ms) : `${day(ms)}, ${clock.format(ms)}`;
}

/** "Sat 21 Nov". */
export function day(ms: number): string {
  return days.format(ms).replace(',', '');
}

/** "40 min", "3 h", "4 days". */
export function duration(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

/** "1 change", "3 changes". */
export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

export const LOCALE = 'en-GB';
const clock = new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short' });
const days = new Intl.DateTimeFormat(LOCALE, { weekday: 'short', day: 'numeric', month: 'short' });

function keptHere(count: number): string {
  return count ? `, ${counted(count, 'change')} kept here` : '';
}
