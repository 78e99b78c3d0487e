/**
 * The circuit breaker of a list: a server that says again and again that it is another one is left alone for a while.
 *
 * Every reset reads the whole list and offers all of it, so a loop would cost a person their data plan. What was written
 * stays in the outbox.
 */

import type { ListRecord } from './records.ts';

const MANY = 3;
const WINDOW_MS = 600_000;

/** Whether the list is to be left alone now. @param nowMs by the device's clock */
export function isBreakerOpen({ resetsMs = [] }: ListRecord, nowMs: number): boolean {
  return recent(resetsMs, nowMs).length >= MANY;
}

/** When it is tried again by itself, by the device's clock; 0 while nothing speaks against trying. */
export function breakerEndMs({ resetsMs = [] }: ListRecord): number {
  return resetsMs.length < MANY ? 0 : (resetsMs[0] ?? 0) + WINDOW_MS;
}

/** The resets to remember after one more. */
export function withReset({ resetsMs = [] }: ListRecord, nowMs: number): readonly number[] {
  return [...recent(resetsMs, nowMs), nowMs].slice(-MANY);
}

/** A clock that was set back leaves resets in the future, which would count for days. */
function recent(resetsMs: readonly number[], nowMs: number): readonly number[] {
  return resetsMs.filter((atMs) => Math.abs(nowMs - atMs) < WINDOW_MS);
}
