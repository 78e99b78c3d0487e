/** The rule that a phrase means, and the day on which it begins. */

import { addDays, civilDate } from '../civil-date.ts';
import type { CivilDate, Weekday } from '../civil-date.ts';
import { occurrences } from '../occurrences.ts';
import type { Frequency, RepeatRule } from '../repeat-rule.ts';
import type { RepeatMeaning, UnitWord } from './locale.ts';
import type { Captures } from './pattern.ts';
import type { RepeatPhrase } from './repeat-phrase.ts';
import { later } from './said-day.ts';

/**
 * The rule; undefined where the words say none: "every 3 hours", "every 31 February".
 *
 * @param since the first day on which it can begin
 * @param until the last day, if one was said
 */
export function saidRule(
  { rule, lasting, count }: RepeatPhrase,
  since: CivilDate,
  until: CivilDate | undefined,
): RepeatRule | undefined {
  const endless = endlessRule(rule.pattern.means, rule.captures);
  if (!endless || count !== undefined) return endless && { ...endless, count };
  if (!lasting) return { ...endless, until };
  const last = lastDay(lasting, firstDay(endless, since));
  return last && { ...endless, until: last };
}

/** The first day of the rule from a day on. A rule that names no days begins on any. */
export function firstDay(rule: RepeatRule, since: CivilDate): CivilDate {
  const { months, monthDays, weekdays } = rule;
  if (months.length + monthDays.length + weekdays.length === 0) return since;
  const everyTime = { ...rule, interval: 1, count: undefined, until: undefined };
  for (const day of occurrences(everyTime, addDays(since, -1))) if (day >= since) return day;
  return since;
}

function lastDay({ unit, count }: Captures, first: CivilDate): CivilDate | undefined {
  const after = unit && later(first, unit, count ?? 1);
  return after && addDays(after, -1);
}

function endlessRule(means: RepeatMeaning, captures: Captures): RepeatRule | undefined {
  const { weekday, ordinal } = captures;
  switch (means.is) {
    case 'every':
      return everyRule(captures, means.interval ?? captures.count ?? 1, means.unit);
    case 'workdays':
      return ruleOf('WEEKLY', { weekdays: each(WORKDAYS) });
    case 'weekends':
      return ruleOf('WEEKLY', { weekdays: each([6, 7]) });
    case 'weekday-of-month':
      return weekday && ordinal
        ? ruleOf('MONTHLY', { weekdays: [{ weekday, ordinal }] })
        : undefined;
    case 'last-day':
      return ruleOf('MONTHLY', { monthDays: [-1] });
    case 'workday-of-month':
      return ordinal
        ? ruleOf('MONTHLY', { weekdays: each(WORKDAYS), positions: [ordinal] })
        : undefined;
    case 'part':
      return ruleOf('DAILY', {});
  }
}

const WORKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5];

function each(weekdays: readonly Weekday[]): RepeatRule['weekdays'] {
  return weekdays.toSorted((a, b) => a - b).map((weekday) => ({ weekday, ordinal: 0 }));
}

function ruleOf(frequency: Frequency, parts: Partial<RepeatRule>): RepeatRule {
  return {
    frequency,
    interval: 1,
    months: [],
    monthDays: [],
    weekdays: [],
    positions: [],
    weekStart: 1,
    count: undefined,
    until: undefined,
    ...parts,
  };
}

function everyRule(
  { unit: saidUnit, weekday, weekdays, plurals, month, dayNumber, monthDays }: Captures,
  times: number,
  givenUnit: UnitWord['unit'] | undefined,
): RepeatRule | undefined {
  const { unit, times: unitTimes } = saidUnit ?? { unit: givenUnit, times: 1 };
  const interval = times * unitTimes;
  const named = weekdays ?? plurals ?? (weekday && [weekday]);
  if (named)
    return within(unit, 'week', () => ruleOf('WEEKLY', { interval, weekdays: each(named) }));
  if (month) {
    const day = dayNumber ?? 1;
    // 2028 is a leap year.
    if (!civilDate(2028, month, day)) return undefined;
    const parts = { interval, months: [month], monthDays: [day] };
    return within(unit, 'year', () => ruleOf('YEARLY', parts));
  }
  if (monthDays) {
    const days = monthDays.toSorted((a, b) => a - b);
    return within(unit, 'month', () => ruleOf('MONTHLY', { interval, monthDays: days }));
  }
  const frequency = unit && FREQUENCIES[unit];
  return frequency && ruleOf(frequency, { interval });
}

/** Days of a week are named of weeks only, days of a month of months, and days of a year of years. */
function within(
  unit: UnitWord['unit'] | undefined,
  needed: UnitWord['unit'],
  rule: () => RepeatRule,
): RepeatRule | undefined {
  return unit === undefined || unit === needed ? rule() : undefined;
}

const FREQUENCIES: Readonly<Record<UnitWord['unit'], Frequency | undefined>> = {
  minute: undefined,
  hour: undefined,
  day: 'DAILY',
  week: 'WEEKLY',
  month: 'MONTHLY',
  year: 'YEARLY',
};
