/**
 * The day on which a repeating to-do is due again once it is done.
 *
 * There is one open to-do of a series. What was missed is not caught up on: the next one lies after today.
 */

import type { CivilDate } from './civil-date.ts';
import { occurrences } from './occurrences.ts';
import type { Repeat } from './repeat.ts';

export interface Occurrence {
  readonly day: CivilDate;
  /** How it goes on from there. */
  readonly repeat: Repeat;
}

/**
 * The next occurrence; undefined when the series has ended.
 *
 * By `due`: the first day of the series after the day that this one stands for, after the day it was due (it may have
 * been moved) and after the day it was done. The days of the series in between are spent and count.
 * By `done`: the first day after the day it was done, if the series began on that. "A month later" than the 31st is the
 * last day of a shorter month.
 */
export function nextOccurrence(
  repeat: Repeat,
  due: CivilDate | undefined,
  doneOn: CivilDate,
): Occurrence | undefined {
  const { rule, from } = repeat;
  if (from === 'done') return firstAfter(doneOn, repeat, occurrences(rule, doneOn, 'clamp'));
  const first = repeat.seriesDay ?? due ?? doneOn;
  const after = [first, due ?? first, doneOn].reduce((a, b) => (a > b ? a : b));
  return firstAfter(after, repeat, occurrences(rule, first));
}

function firstAfter(
  after: CivilDate,
  { rule, from }: Repeat,
  days: Iterable<CivilDate>,
): Occurrence | undefined {
  let passed = 0;
  for (const day of days) {
    if (day > after) {
      const count = rule.count === undefined ? undefined : rule.count - passed;
      const seriesDay = from === 'due' ? day : undefined;
      return { day, repeat: { rule: { ...rule, count }, from, seriesDay } };
    }
    passed += 1;
  }
  return undefined;
}
