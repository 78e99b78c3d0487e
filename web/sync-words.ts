/** What happens to the changes, in English: for the chip and the Sync centre. */

import type { SyncStatus } from '../replica/sync-status.ts';
import { LOCALE, amount, duration, moment } from './moments.ts';

/** Whether a status asks for something, is happening, is done, or is just so. */
export type Tone = 'needs-you' | 'now' | 'done' | 'quiet';

/** No break is longer, whatever the device's clock says meanwhile. */
const BREAK_MS = 600_000;

/** The status in a few words, as they follow "Sync: ". */
export function statusWords(status: SyncStatus, now: number): readonly [tone: Tone, words: string] {
  switch (status.kind) {
    case 'unstored':
      return ['needs-you', `${counted(status.count, 'change')} not stored`];
    case 'review':
      return ['needs-you', toReview(status)];
    case 'blocked': {
      const need = status.need === 'sign-in' ? 'sign in again' : 'update Holdfast';
      return ['needs-you', `not sent for ${duration(now - status.sinceMs)}, ${need}`];
    }
    case 'sending':
      return ['now', `sending ${status.count}`];
    case 'offline':
      return ['quiet', `offline${keptHere(status.count)}`];
    case 'waiting': {
      const spanMs = now - status.sinceMs;
      const unsent = spanMs < 60_000 ? 'not sent yet' : `not sent for ${duration(spanMs)}`;
      return status.isLastChanceLost
        ? ['needs-you', `${unsent}, keep Holdfast open`]
        : ['quiet', `${unsent}${keptHere(status.count)}`];
    }
    case 'paused':
      return ['needs-you', 'paused, kept here'];
    case 'receiving':
      return ['now', `bringing back ${amount(status.received)} of ${amount(status.total)}`];
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
      return reviewSentence(status);
    case 'blocked':
      return status.need === 'sign-in'
        ? `The server no longer knows this browser. ${safeHere(status.count)} Sync now to sign in again.`
        : `This version is too old for the server. ${safeHere(status.count)} Reload to update.`;
    case 'sending':
      return `Sending ${counted(status.count, 'change')}.`;
    case 'offline':
      return `No connection. ${safeHere(status.count)} Holdfast sends when the network is back.`;
    case 'waiting':
      if (status.isLastChanceLost) {
        return `The browser has tried in the background and given up. ${safeHere(status.count)} Holdfast goes on trying while it is open.`;
      }
      return `The server has failed or been out of reach for ${duration(now - status.sinceMs)}. ${safeHere(status.count)} Holdfast keeps trying while it is open.`;
    case 'paused':
      return `The server answered as a different one three times. Your changes are kept here. It is tried again in about ${duration(Math.min(BREAK_MS, status.untilMs - now))}, or tap Sync now.`;
    case 'receiving':
      return `Bringing back ${amount(status.received)} of ${counted(status.total, 'to-do')}. You can go on meanwhile.`;
    case 'saved':
      return `Everything is on the server, as of ${moment(status.atMs, now)}.`;
    case 'empty':
      return 'Nothing has been written here yet.';
  }
}

type Review = Extract<SyncStatus, { kind: 'review' }>;

function toReview({ refused, recovered }: Review): string {
  const edits = refused + recovered;
  return edits > 0 ? `${counted(edits, 'edit')} to review` : 'a deletion to review';
}

function reviewSentence({ refused, recovered, isDeletion }: Review): string {
  const parts = [
    refused && counted(refused, 'refused edit'),
    recovered && counted(recovered, 'recovered to-do'),
    isDeletion && 'a great deletion',
  ].filter((part) => typeof part === 'string');
  return `Kept for you to decide: ${inWords.format(parts)}. Everything else goes on.`;
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
  return `${amount(count)} ${one}${count === 1 ? '' : 's'}`;
}

const inWords = new Intl.ListFormat(LOCALE, { type: 'conjunction' });
