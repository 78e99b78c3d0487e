/**
 * Where the changes made on this device are, in the order of what a person should hear first.
 *
 * `count` is always a number of to-dos with registers that the server has not acknowledged. "Saved" is said only when
 * nothing waits, nothing is kept for a decision, and the server was the same one at the last attempt.
 */

import type { FirstLoad } from './records.ts';
import type { SyncState } from './sync-state.ts';

export type SyncStatus =
  /** The device refused to store a change; it lives in memory only. */
  | { readonly kind: 'unstored'; readonly count: number }
  /** Something is kept for a person to decide on. */
  | {
      readonly kind: 'review';
      /** Edits that the server refused for good. */
      readonly refused: number;
      /** To-dos that lost their place. */
      readonly recovered: number;
      /** Very much was deleted elsewhere. */
      readonly isDeletion: boolean;
    }
  /** Changes wait for something a person can do. */
  | {
      readonly kind: 'blocked';
      readonly count: number;
      readonly sinceMs: number;
      readonly need: 'sign-in' | 'update';
    }
  | { readonly kind: 'sending'; readonly count: number }
  | { readonly kind: 'offline'; readonly count: number }
  /** Changes could not be sent for a while: the server fails, or the browser has tried its last time by itself. */
  | {
      readonly kind: 'waiting';
      readonly count: number;
      readonly sinceMs: number;
      /** Nothing is sent any more unless the app is open. */
      readonly isLastChanceLost: boolean;
    }
  /** The server was another one too often and is left alone until that time by the device's clock. */
  | { readonly kind: 'paused'; readonly untilMs: number }
  /** Nothing waits, and the list is still coming in for the first time. */
  | { readonly kind: 'receiving'; readonly received: number; readonly total: number }
  /** Everything is on the server, and nothing is left to decide on, as of that time. */
  | { readonly kind: 'saved'; readonly atMs: number }
  /** Nothing was ever written here. */
  | { readonly kind: 'empty' };

export interface StatusFacts {
  readonly state: SyncState;
  /** To-dos with registers that the server has not acknowledged. */
  readonly waiting: number;
  readonly refused: number;
  readonly recovered: number;
  readonly isDeletion: boolean;
  /** How far the first load is, while there is one. */
  readonly firstLoad: FirstLoad | undefined;
  /** When a server that was another one too often is tried again, by the device's clock. */
  readonly breakerEndMs: number;
  /** Changes that the device could not store. */
  readonly unstored: number;
  readonly isSending: boolean;
  /** The browser's hint. It can say that there is no network, never that there is one. */
  readonly isOnline: boolean;
}

export function statusFrom(facts: StatusFacts): SyncStatus {
  const { state, waiting, unstored, refused, recovered, isSending } = facts;
  if (unstored > 0) return { kind: 'unstored', count: unstored };
  if (refused + recovered > 0) return review(facts);
  const since = { count: waiting, sinceMs: state.failingSinceMs };
  if (state.outcome === 'signed-out') return { kind: 'blocked', need: 'sign-in', ...since };
  if (state.outcome === 'too-old') return { kind: 'blocked', need: 'update', ...since };
  if (isSending && waiting > 0) return { kind: 'sending', count: waiting };
  if (state.outcome === 'reset') return { kind: 'paused', untilMs: facts.breakerEndMs };
  const { isLastChanceLost } = state;
  if (isLastChanceLost && waiting > 0) return { kind: 'waiting', ...since, isLastChanceLost };
  if (!facts.isOnline || state.outcome === 'offline') return { kind: 'offline', count: waiting };
  if (waiting === 0) return withNothingWaiting(facts);
  return state.failures > 0
    ? { kind: 'waiting', ...since, isLastChanceLost }
    : { kind: 'sending', count: waiting };
}

function withNothingWaiting(facts: StatusFacts): SyncStatus {
  const { state, firstLoad, isDeletion } = facts;
  if (firstLoad) return { kind: 'receiving', received: firstLoad.received, total: firstLoad.total };
  // Nothing here is unsent, so a question about what others did does not hide anything more urgent.
  if (isDeletion) return review(facts);
  return state.savedAtMs > 0 ? { kind: 'saved', atMs: state.savedAtMs } : { kind: 'empty' };
}

function review({ refused, recovered, isDeletion }: StatusFacts): SyncStatus {
  return { kind: 'review', refused, recovered, isDeletion };
}
