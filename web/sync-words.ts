/** What happens to the changes, in English: for the chip, the Sync centre and the journal. */

import type { JournalEntry } from '../replica/journal.ts';
import type { SyncStatus } from '../replica/sync-status.ts';
import { duration, moment } from './moments.ts';

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
      return now - status.sinceMs < 60_000
        ? ['quiet', `not sent yet${keptHere(status.count)}`]
        : ['quiet', `not sent for ${duration(now - status.sinceMs)}${keptHere(status.count)}`];
    case 'saved':
      return ['done', `saved ${moment(status.atMs, now)}`];
    case 'empty':
      return ['quiet', 'nothing to send'];
  }
}

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
      return `The server has failed or been out of reach for ${duration(now - status.sinceMs)}. ${safeHere(status.count)} Holdfast keeps trying while it is open.`;
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

function safeHere(count: number): string {
  if (!count) return 'Nothing is waiting.';
  const are = count === 1 ? 'is' : 'are';
  return `${counted(count, 'change')} ${are} safe on this device.`;
}

function keptHere(count: number): string {
  return count ? `, ${counted(count, 'change')} kept here` : '';
}

/** "1 change", "3 changes". */
function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}
