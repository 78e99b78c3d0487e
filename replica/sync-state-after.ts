/** How the end of an attempt changes what the next one starts from. */

import type { SyncOutcome } from './journal.ts';
import { SYNC_STATE_START } from './sync-state.ts';
import type { SyncState } from './sync-state.ts';

export interface AttemptEnd {
  readonly outcome: SyncOutcome;
  readonly nowMs: number;
  readonly retryAfterMs: number | undefined;
  readonly isLastChance: boolean;
}

/** The state after an attempt. */
export function stateAfter(before: SyncState, end: AttemptEnd): SyncState {
  if (end.outcome === 'synced') {
    return { ...SYNC_STATE_START, outcome: 'synced', savedAtMs: end.nowMs };
  }
  if (end.outcome === 'unfinished' && !end.isLastChance) {
    return { ...before, failures: 0, notBeforeMs: 0, outcome: 'unfinished', failingSinceMs: 0 };
  }
  return {
    failures: before.failures + 1,
    notBeforeMs: end.retryAfterMs === undefined ? 0 : end.nowMs + clampRetryAfter(end.retryAfterMs),
    outcome: end.outcome,
    savedAtMs: before.savedAtMs,
    failingSinceMs: before.failingSinceMs || end.nowMs,
    isLastChanceLost: before.isLastChanceLost || end.isLastChance,
  };
}

/** A server's wish is followed within reason: one second to a quarter of an hour. */
function clampRetryAfter(retryAfterMs: number): number {
  return Math.min(Math.max(retryAfterMs, 1000), 900_000);
}
