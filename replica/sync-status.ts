/**
 * Where the changes made on this device are, in the order of what a person should hear first.
 *
 * `count` is always a number of to-dos with registers that the server has not acknowledged.
 */

import type { SyncState } from './sync-state.ts';

export type SyncStatus =
  /** The device refused to store a change; it lives in memory only. */
  | { readonly kind: 'unstored'; readonly count: number }
  /** The server refused edits for good; they are kept for review. */
  | { readonly kind: 'review'; readonly count: number }
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
  | { readonly kind: 'waiting'; readonly count: number; readonly sinceMs: number }
  /** Everything is on the server, as of that time. */
  | { readonly kind: 'saved'; readonly atMs: number }
  /** Nothing was ever written here. */
  | { readonly kind: 'empty' };

export interface StatusFacts {
  readonly state: SyncState;
  /** To-dos with registers that the server has not acknowledged. */
  readonly waiting: number;
  readonly refused: number;
  /** Changes that the device could not store. */
  readonly unstored: number;
  readonly isSending: boolean;
  /** The browser's hint. It can say that there is no network, never that there is one. */
  readonly isOnline: boolean;
}

export function statusFrom({
  state,
  waiting,
  refused,
  unstored,
  isSending,
  isOnline,
}: StatusFacts): SyncStatus {
  if (unstored > 0) return { kind: 'unstored', count: unstored };
  if (refused > 0) return { kind: 'review', count: refused };
  const since = { count: waiting, sinceMs: state.failingSinceMs };
  if (state.outcome === 'signed-out') return { kind: 'blocked', need: 'sign-in', ...since };
  if (state.outcome === 'too-old') return { kind: 'blocked', need: 'update', ...since };
  const isGivenUp = state.isLastChanceLost && waiting > 0;
  if (isGivenUp && !isSending) return { kind: 'waiting', ...since };
  if (isSending && waiting > 0) return { kind: 'sending', count: waiting };
  if (!isOnline || state.outcome === 'offline') return { kind: 'offline', count: waiting };
  if (waiting === 0)
    return state.savedAtMs > 0 ? { kind: 'saved', atMs: state.savedAtMs } : { kind: 'empty' };
  return state.failures > 0 ? { kind: 'waiting', ...since } : { kind: 'sending', count: waiting };
}
