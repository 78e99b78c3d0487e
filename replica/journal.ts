/**
 * The sync journal: what every attempt to sync did, kept on the device so that a person can read it.
 *
 * An entry holds no title and no token, so a journal can be sent along with a bug report.
 */

/** What made an attempt happen. */
export type SyncReason =
  | 'start'
  | 'edit'
  | 'button'
  | 'online'
  | 'visible'
  | 'focus'
  | 'pageshow'
  | 'hidden'
  | 'timer'
  | 'background-sync'
  | 'periodic-sync'
  | 'message';

/** How an attempt ended. */
export type SyncOutcome =
  /** The server acknowledged everything that was sent. */
  | 'synced'
  /** No answer, or none of ours: offline, time-out, captive portal. */
  | 'offline'
  /** The server said it is busy or failed (429, 5xx). */
  | 'busy'
  /** The session is gone and the device key could not renew it. */
  | 'signed-out'
  /** This version of the app is too old for the server. */
  | 'too-old'
  /** The server does not hold what it held before; everything is being offered to it again. */
  | 'reset'
  /** The server refused the request as a whole. */
  | 'refused'
  /** This browser belongs to another account, to which only a page moves everything. */
  | 'other-account'
  /** The device's storage failed. */
  | 'storage'
  /** Time ran out with something left to send. */
  | 'unfinished';

export interface JournalEntry {
  /** When it began, in milliseconds since 1970 by this device's clock. */
  readonly atMs: number;
  readonly durationMs: number;
  readonly reason: SyncReason;
  /** Which JavaScript context did it. */
  readonly where: 'page' | 'worker';
  /** To-dos whose changes were sent and acknowledged. */
  readonly sent: number;
  /** To-dos that came from the server. */
  readonly received: number;
  readonly outcome: SyncOutcome;
  /** The HTTP status, where there was one. */
  readonly status?: number;
  /** 1 for a first attempt, one more for each that failed in a row before it. */
  readonly attempt: number;
  /** The browser's word that it will not try again by itself. */
  readonly lastChance: boolean;
  /** The worker did it, and when it ended no page of the app was open. */
  readonly isAppClosed?: true;
}

/** Whether a stored record is an entry of this or another version that can be told of. */
export function isJournalEntry(value: unknown): value is JournalEntry {
  return (
    typeof value === 'object' &&
    value !== null &&
    'atMs' in value &&
    typeof value.atMs === 'number' &&
    'outcome' in value &&
    'reason' in value
  );
}
