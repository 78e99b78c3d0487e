/**
 * The hybrid logical clock: a pure value that only moves forward.
 *
 * An edit is stamped after everything its author has seen, whatever the device's clock says. A clock that is slow is
 * lifted by what it observes; a clock that is set back keeps counting from where it was.
 */

import { MAX_COUNTER, MAX_MS, partsOfStamp, stampFromParts } from './stamp-parts.ts';
import type { Stamp } from './stamp.ts';

export interface Clock {
  readonly ms: number;
  readonly counter: number;
}

export const CLOCK_START: Clock = { ms: 0, counter: 0 };

/** The next moment: later than the clock, and not earlier than `nowMs`. A full counter spills into the millisecond. */
export function tick(clock: Clock, nowMs: number): Clock {
  const now = Math.min(Math.floor(nowMs), MAX_MS);
  if (now > clock.ms) return { ms: now, counter: 0 };
  if (clock.counter < MAX_COUNTER) return { ms: clock.ms, counter: clock.counter + 1 };
  return { ms: clock.ms + 1, counter: 0 };
}

/** The clock after it has seen a stamp: never earlier than the stamp. */
export function observe(clock: Clock, stamp: Stamp): Clock {
  const { ms, counter } = partsOfStamp(stamp);
  const isLater = ms > clock.ms || (ms === clock.ms && counter > clock.counter);
  return isLater ? { ms, counter } : clock;
}

export function stampFromClock(clock: Clock, node: string): Stamp {
  return stampFromParts({ ...clock, node });
}
