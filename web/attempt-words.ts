/** The sync journal in English: what an attempt did, and what made it happen. */

import type { JournalEntry, SyncReason } from '../replica/journal.ts';
import { amount } from './moments.ts';

export interface AttemptWords {
  /** "sent 3". */
  readonly what: string;
  /** "in the background after you closed the app"; may be empty. */
  readonly how: string;
}

/** One attempt, without its time. */
export function wordsFromAttempt(entry: JournalEntry): AttemptWords {
  const attempt = entry.attempt > 1 ? `attempt ${entry.attempt}` : '';
  const lastChance = entry.lastChance ? 'the browser’s last try' : '';
  const how = [why(entry.reason, entry.isAppClosed === true), attempt, lastChance];
  return { what: outcome(entry), how: how.filter(Boolean).join(', ') };
}

/** Several failures in a row that were all alike. */
export function wordsFromAttempts(entry: JournalEntry, tries: number, since: string): AttemptWords {
  return { what: outcome(entry), how: `${amount(tries)} tries since ${since}` };
}

function outcome({ outcome: ended, sent, received, status }: JournalEntry): string {
  const moved = [sent && `sent ${amount(sent)}`, received && `received ${amount(received)}`]
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
      return 'a different server three times; left alone for a while';
    case 'other-account':
      return 'this browser has another account, to which only an open Holdfast moves everything';
    case 'refused':
      return `refused${answer}`;
    case 'storage':
      return 'this device’s storage failed';
    case 'unfinished':
      return moved ? `${moved}, then ran out of time` : 'ran out of time';
  }
}

function why(reason: SyncReason, isAppClosed: boolean): string {
  switch (reason) {
    case 'start':
      return 'as Holdfast opened';
    case 'edit':
      return 'right after a change';
    case 'button':
      return 'as you asked';
    case 'online':
      return isAppClosed
        ? 'as the network came back after you closed the app'
        : 'as the network came back';
    case 'visible':
    case 'focus':
    case 'pageshow':
      return 'as you came back';
    case 'timer':
      return 'by itself';
    case 'hidden':
      return 'as you left the app';
    case 'background-sync':
      return isAppClosed ? 'in the background after you closed the app' : 'in the background';
    case 'periodic-sync':
      return 'in the background, as the browser does now and then';
    case 'message':
      return isAppClosed ? 'as you closed the app' : 'as you left the app';
  }
}
