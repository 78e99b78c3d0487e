/** When a line says that its to-do is due, from all that it says about days, times and repeats. */

import { addDays } from '../civil-date.ts';
import type { CivilDate } from '../civil-date.ts';
import type { RepeatRule } from '../repeat-rule.ts';
import type { CivilTime } from '../when.ts';
import type { Meaning } from './find-tokens.ts';
import { firstDay } from './said-rule.ts';
import { dayAndTime, minutesOn } from './said-time.ts';
import type { Now, SaidTime } from './said-time.ts';

export interface SaidWhen {
  readonly day: CivilDate;
  readonly time: CivilTime | undefined;
}

/** The day and the time may stand apart in the line. What repeats begins with the first of its days that is to come. */
export function saidWhen(meanings: readonly Meaning[], now: Now): SaidWhen | undefined {
  let day: CivilDate | undefined;
  let time: SaidTime | undefined;
  let rule: RepeatRule | undefined;
  for (const meaning of meanings) {
    if (meaning.kind !== 'when' && meaning.kind !== 'repeat') continue;
    day ??= meaning.day;
    time ??= meaning.time;
    if (meaning.kind === 'repeat') rule = meaning.repeat.rule;
  }
  if (rule && !day) day = firstDay(rule, firstFreeDay(time, now));
  if (time) return dayAndTime(time, day, now);
  return day && { day, time: undefined };
}

/** Today, or tomorrow if the time is over today. */
export function firstFreeDay(time: SaidTime | undefined, now: Now): CivilDate {
  const isOver = time !== undefined && minutesOn(time, undefined) <= now.minutes;
  return isOver ? addDays(now.day, 1) : now.day;
}
