/** The day that a phrase names, seen from today. What has no year, or is only a weekday, is the next such day. */

import {
  addDays,
  addMonths,
  civilDate,
  dayOf,
  firstOfMonth,
  lastOfMonth,
  monthOf,
  weekdayOf,
  yearOf,
} from '../civil-date.ts';
import type { CivilDate, Weekday } from '../civil-date.ts';
import type { DayPattern, Locale, UnitWord } from './locale.ts';
import type { Match } from './pattern-match.ts';
import type { NumericDate } from './pattern.ts';
import type { Word } from './words.ts';

/** Which number comes first in 3/12/2027. */
export type NumericOrder = 'day-first' | 'month-first';

/** The day, or undefined where there is none: 31 February, a year that is over, two hours from now. */
export function saidDay(
  { pattern: { means }, captures, from, end }: Match<DayPattern>,
  words: readonly Word[],
  today: CivilDate,
  order: NumericOrder,
  locale: Locale,
): CivilDate | undefined {
  const { weekday, unit, count, monthDays, month, numeric } = captures;
  switch (means.is) {
    case 'from-today':
      return addDays(today, means.days);
    case 'part-of-today':
      return today;
    case 'weekday':
      return weekday && weekdayFrom(today, weekday, means.which);
    case 'weekend':
      return weekendFrom(today, means.which);
    case 'next':
      return unit && firstOfNext(today, unit);
    case 'end-of':
      return endOf(
        (means.next && unit && firstOfNext(today, unit)) ?? today,
        means.unit ?? unit?.unit,
      );
    case 'after':
      return unit && later(startOf(today, weekday, means.days), unit, means.count ?? count ?? 1);
    case 'written': {
      const text = words.slice(from, end).map(({ text }) => text);
      return locale.readWritten(text.join(' '), today);
    }
    case 'numeric':
      return numeric && numericDay(numeric, order, today);
    case 'day-of-month':
      return monthDays?.length === 1 ? nextDayOfMonth(today, monthDays[0] ?? 0) : undefined;
    case 'month':
      return month === undefined ? undefined : nextMonth(today, month);
  }
}

function startOf(today: CivilDate, weekday: Weekday | undefined, days = 0): CivilDate {
  return weekday ? weekdayFrom(today, weekday, 'coming') : addDays(today, days);
}

/**
 * `coming` is after today: who means today says so. `this` may be today. `next` is in the week after this one, and weeks
 * begin on Monday.
 */
function weekdayFrom(
  today: CivilDate,
  weekday: Weekday,
  which: 'coming' | 'this' | 'next',
): CivilDate {
  const days = (weekday - weekdayOf(today) + 7) % 7;
  if (which === 'next') return addDays(mondayAfter(today), weekday - 1);
  return addDays(today, days === 0 && which === 'coming' ? 7 : days);
}

function mondayAfter(today: CivilDate): CivilDate {
  return addDays(today, 8 - weekdayOf(today));
}

const SATURDAY = 6;

function weekendFrom(today: CivilDate, which: 'this' | 'next'): CivilDate {
  if (which === 'next') return addDays(mondayAfter(today), SATURDAY - 1);
  return weekdayOf(today) >= SATURDAY ? today : weekdayFrom(today, SATURDAY, 'this');
}

function firstOfNext(today: CivilDate, { unit, times }: UnitWord): CivilDate | undefined {
  if (times !== 1) return undefined;
  switch (unit) {
    case 'week':
      return mondayAfter(today);
    case 'month':
      return firstOfMonth(addMonths(today, 1));
    case 'year':
      return civilDate(yearOf(today) + 1, 1, 1);
    case 'minute':
    case 'hour':
    case 'day':
      return undefined;
  }
}

const FRIDAY = 5;

/** A week ends with its last working day. */
function endOf(today: CivilDate, unit: UnitWord['unit'] | undefined): CivilDate | undefined {
  switch (unit) {
    case 'day':
      return today;
    case 'week':
      return weekdayFrom(today, FRIDAY, 'this');
    case 'month':
      return lastOfMonth(today);
    case 'year':
      return civilDate(yearOf(today), 12, 31);
    case 'minute':
    case 'hour':
    case undefined:
      return undefined;
  }
}

/** So many units later; undefined for hours and minutes, which are not days. */
export function later(
  day: CivilDate,
  { unit, times }: UnitWord,
  count: number,
): CivilDate | undefined {
  const units = count * times;
  switch (unit) {
    case 'day':
      return addDays(day, units);
    case 'week':
      return addDays(day, 7 * units);
    case 'month':
      return addMonths(day, units);
    case 'year':
      return addMonths(day, 12 * units);
    case 'minute':
    case 'hour':
      return undefined;
  }
}

/** From today on: without a year the next such day, otherwise none where it is over. */
function numericDay(
  { parts, order }: NumericDate,
  either: NumericOrder,
  today: CivilDate,
): CivilDate | undefined {
  const [first, second, third] = parts;
  if (order === 'year-first') return upcoming(civilDate(first, second, third ?? 0), today);
  const isDayFirst = order === 'day-first' || (either === 'day-first' ? second <= 12 : first > 12);
  const [day, month] = isDayFirst ? [first, second] : [second, first];
  if (third !== undefined) return upcoming(civilDate(third, month, day), today);
  const [thisYear, nextYear] = [0, 1].map((years) => civilDate(yearOf(today) + years, month, day));
  return upcoming(thisYear, today) ?? nextYear;
}

function upcoming(day: CivilDate | undefined, today: CivilDate): CivilDate | undefined {
  return day && day >= today ? day : undefined;
}

function nextDayOfMonth(today: CivilDate, day: number): CivilDate | undefined {
  // Of any two months one after the other, one has 31 days.
  for (const months of [0, 1, 2]) {
    const month = addMonths(firstOfMonth(today), months);
    const date = civilDate(yearOf(month), monthOf(month), day);
    if (date && date >= today) return date;
  }
  return undefined;
}

function nextMonth(today: CivilDate, month: number): CivilDate | undefined {
  const isOver = month < monthOf(today) || (month === monthOf(today) && dayOf(today) > 1);
  return civilDate(yearOf(today) + (isOver ? 1 : 0), month, 1);
}
