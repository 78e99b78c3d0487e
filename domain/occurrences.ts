/**
 * The days of a rule, in order, as RFC 5545 (section 3.3.10) counts them from a first one.
 *
 * Every part of our subset either widens or narrows the days of one period; both come to this: a day of the period is
 * one if each part that the rule has lets it pass, and what a rule leaves open the first day fills in.
 */

import { LAST_DATE, dateOfDayNumber, dayNumberOf, daysInMonth } from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';
import type { RepeatRule, RuleWeekday } from './repeat-rule.ts';

/**
 * The days from `first` to the end of the series or of all years, lazily. `first` is one of them and counts as one
 * even if the rule would not name it, as DTSTART is and does.
 *
 * @param shortMonths what becomes of the 31st, where only `first` says that it is the 31st, in a month of 30 days: RFC
 *   5545 skips the month; `clamp` takes its last day
 */
export function* occurrences(
  rule: RepeatRule,
  first: CivilDate,
  shortMonths: 'skip' | 'clamp' = 'skip',
): Generator<CivilDate, void> {
  yield first;
  const start = dayNumberOf(first);
  const end = dayNumberOf(rule.until ?? LAST_DATE);
  let left = (rule.count ?? Infinity) - 1;
  const isClamped = shortMonths === 'clamp' && rule.monthDays.length === 0;
  const pattern = { ...filledIn(rule, factsOf(start)), isClamped };
  for (const day of dayNumbersOf(pattern, start)) {
    if (day <= start) continue;
    if (day > end || left <= 0) return;
    left -= 1;
    yield dateOfDayNumber(day);
  }
}

interface Pattern extends RepeatRule {
  readonly isClamped: boolean;
}

/** The rule with what it leaves open said as the first day has it: in `FREQ=MONTHLY` the day of the month. */
function filledIn(rule: RepeatRule, { month, day, weekday }: DayFacts): RepeatRule {
  const { frequency, months, monthDays, weekdays } = rule;
  if (frequency === 'DAILY' || monthDays.length + weekdays.length > 0) return rule;
  if (frequency === 'WEEKLY') return { ...rule, weekdays: [{ weekday, ordinal: 0 }] };
  const isMonthOpen = frequency === 'YEARLY' && months.length === 0;
  return { ...rule, monthDays: [day], months: isMonthOpen ? [month] : months };
}

/** The rule's days by number from the period that `start` is in, those before `start` too. */
function* dayNumbersOf(rule: Pattern, start: number): Generator<number, void> {
  const latest = dayNumberOf(LAST_DATE);
  for (let steps = 0; ; steps += rule.interval) {
    const [from, to] = periodAt(rule, start, steps);
    if (from > latest) return;
    const days: number[] = [];
    for (let day = from; day < to; day += 1) if (isOneOf(rule, factsOf(day))) days.push(day);
    yield* atPositions(days, rule.positions);
  }
}

/** The period so many periods after the one that `start` is in: its first day, and the day after its last. */
function periodAt(
  { frequency, weekStart }: RepeatRule,
  start: number,
  steps: number,
): readonly [from: number, to: number] {
  const { year, month, weekday } = factsOf(start);
  switch (frequency) {
    case 'DAILY':
      return [start + steps, start + steps + 1];
    case 'WEEKLY': {
      const from = start - ((weekday - weekStart + 7) % 7) + 7 * steps;
      return [from, from + 7];
    }
    case 'MONTHLY':
      return [dayNumberAt(year, month + steps), dayNumberAt(year, month + steps + 1)];
    case 'YEARLY':
      return [dayNumberAt(year + steps, 1), dayNumberAt(year + steps + 1, 1)];
  }
}

/** The first of a month, which may be a month of a later year: the 13th is the January after. */
function dayNumberAt(year: number, month: number): number {
  return Date.UTC(year, month - 1, 1) / DAY_MS;
}

const DAY_MS = 86_400_000;

interface DayFacts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: RuleWeekday['weekday'];
}

/** Not by way of a civil date: the first week and the last year may reach out of the years of those. */
function factsOf(dayNumber: number): DayFacts {
  const date = new Date(dayNumber * DAY_MS);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: (date.getUTCDay() || 7) as RuleWeekday['weekday'],
  };
}

function isOneOf(rule: Pattern, facts: DayFacts): boolean {
  const { months, monthDays, weekdays, isClamped } = rule;
  if (months.length > 0 && !months.includes(facts.month)) return false;
  const fromEnd = facts.day - daysInMonth(facts.year, facts.month) - 1;
  const isDay = (each: number): boolean =>
    each === facts.day || each === fromEnd || (isClamped && fromEnd === -1 && each > facts.day);
  if (monthDays.length > 0 && !monthDays.some(isDay)) return false;
  if (weekdays.length === 0) return true;
  // In a year of all months "the 20th Monday" is one of the year, otherwise of the month.
  const isOfYear = rule.frequency === 'YEARLY' && months.length === 0;
  const ordinals = isOfYear ? ordinalsInYear(facts) : ordinalsOf(facts.day, fromEnd);
  return weekdays.some(
    ({ weekday, ordinal }) =>
      weekday === facts.weekday && (ordinal === 0 || ordinals.includes(ordinal)),
  );
}

function ordinalsInYear({ year, month, day }: DayFacts): readonly number[] {
  const number = dayNumberAt(year, month) + day - 1;
  return ordinalsOf(number - dayNumberAt(year, 1) + 1, number - dayNumberAt(year + 1, 1));
}

/** Of a day counted from 1, and from the end from -1: which of its weekday it is, both ways. */
function ordinalsOf(day: number, fromEnd: number): readonly number[] {
  return [Math.ceil(day / 7), Math.floor(fromEnd / 7)];
}

function atPositions(days: readonly number[], positions: readonly number[]): readonly number[] {
  if (positions.length === 0) return days;
  return days.filter((_, at) => positions.includes(at + 1) || positions.includes(at - days.length));
}
