/**
 * When to try again without being asked.
 *
 * Full jitter, so that a thousand replicas that lost one server do not come back together. While a person looks and
 * something waits, no more than a quarter of a minute passes; only the server's own wish makes it longer.
 *
 * Source: Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 */

import type { SyncState } from './sync-state.ts';

const FIRST_MS = 1000;
const LONGEST_MS = 300_000;
const LONGEST_WATCHED_MS = 15_000;
const IDLE_MS = 30_000;
const LONGEST_WISH_MS = 900_000;

/** @param fraction from 0 up to 1, random @param nowMs by the device's clock */
export function retryDelayMs(
  state: SyncState,
  nowMs: number,
  fraction: number,
  isWatched: boolean,
): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(state.failures, 10));
  const jittered = fraction * Math.min(ceiling, isWatched ? LONGEST_WATCHED_MS : LONGEST_MS);
  return Math.max(jittered, wishedDelayMs(state, nowMs), 250);
}

/** How long the server still wishes to be left alone. A clock that was set back would make a wish last for days. */
export function wishedDelayMs({ notBeforeMs }: SyncState, nowMs: number): number {
  const wishedMs = notBeforeMs - nowMs;
  return wishedMs > 0 && wishedMs <= LONGEST_WISH_MS ? wishedMs : 0;
}

/** Until the next look at the server when nothing waits: half a minute, give or take a half. */
export function idleDelayMs(fraction: number): number {
  return IDLE_MS * (0.5 + fraction);
}
