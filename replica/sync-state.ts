/**
 * How the last attempt to sync ended, kept on the device, so that a reload or the worker goes on where another context
 * left off.
 */

import type { SyncOutcome } from './journal.ts';
import type { Reader } from './record-store.ts';
import { keys } from './records.ts';

export interface SyncState {
  /** Attempts that failed in a row. */
  readonly failures: number;
  /** Not before this time by the device's clock, because the server asked for it; 0 for no such wish. */
  readonly notBeforeMs: number;
  readonly outcome: SyncOutcome | undefined;
  /** When everything was last on the server; 0 for never. */
  readonly savedAtMs: number;
  /** Since when nothing got through; 0 while it does. */
  readonly failingSinceMs: number;
  /** The browser tried its last time in the background and failed. */
  readonly isLastChanceLost: boolean;
}

export const SYNC_STATE_START: SyncState = {
  failures: 0,
  notBeforeMs: 0,
  outcome: undefined,
  savedAtMs: 0,
  failingSinceMs: 0,
  isLastChanceLost: false,
};

export async function readSyncState(records: Reader): Promise<SyncState> {
  const state = await records.get(keys.sync);
  return isSyncState(state) ? state : SYNC_STATE_START;
}

export function isSyncState(value: unknown): value is SyncState {
  return typeof value === 'object' && value !== null && 'failures' in value && 'savedAtMs' in value;
}
