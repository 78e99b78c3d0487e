/**
 * A civil date: a day on the calendar, `YYYY-MM-DD`, in no time zone. It sorts as text.
 *
 * The years are 1970 to 2199. Arithmetic that would leave them stays at their first or last day.
 */

import type { Branded } from './ids.ts';

export type CivilDate = string & Branded<'civil-date'>;

/** 1 is Monday and 7 is Sunday, as ISO 8601 counts. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const FIRST_DATE = '1970-01-01' as CivilDate;
export const LAST_DATE = '2199-12-31' as CivilDate;

/** Whether the value is the text of a day that there is. */
export function isCivilDate(value: unknown): value is CivilDate {
  if (typeof value !== 'string' || !DATE.test(value)) return false;
  const day = Number(value.slice(8));
  return day > 0 && day <= daysInMonth(yearOf(value), monthOf(value));
}

const DATE = /^(?:19[7-9]\d|2[01]\d\d)-(?:0[1-9]|1[0-2])-\d\d$/;

/** The date of these numbers, January being 1; undefined when there is no such day. */
export function civilDate(year: number, month: number, day: number): CivilDate | undefined {
  const text = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
  return isCivilDate(text) ? text : undefined;
}

export function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

/** January is 1. */
export function monthOf(date: string): number {
  return Number(date.slice(5, 7));
}

export function dayOf(date: CivilDate): number {
  return Number(date.slice(8));
}

export function weekdayOf(date: CivilDate): Weekday {
  // 1970 began on a Thursday.
  return (((dayNumberOf(date) + 3) % 7) + 1) as Weekday;
}

/** How many days `date` is after 1970-01-01. */
export function dayNumberOf(date: CivilDate): number {
  return Date.UTC(yearOf(date), monthOf(date) - 1, dayOf(date)) / DAY_MS;
}

const DAY_MS = 86_400_000;

/** The day that is so many days after 1970-01-01, or the nearest one within the years. */
export function dateOfDayNumber(dayNumber: number): CivilDate {
  const within = Math.max(0, Math.min(dayNumber, LAST_DAY_NUMBER));
  return new Date(within * DAY_MS).toISOString().slice(0, 10) as CivilDate;
}

const LAST_DAY_NUMBER = 84_005;

/** The day so many days later; earlier when negative. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOfDayNumber(dayNumberOf(date) + days);
}

/** The same day so many months later, or the last of that month when it has no such day. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const count = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const [year, month] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1];
  const day = Math.min(dayOf(date), daysInMonth(year, month));
  return civilDate(year, month, day) ?? (months < 0 ? FIRST_DATE : LAST_DATE);
}

/** How many days after `from` the day `to` is; negative when it is before. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumberOf(to) - dayNumberOf(from);
}

export function firstOfMonth(date: CivilDate): CivilDate {
  return `${date.slice(0, 8)}01` as CivilDate;
}

export function lastOfMonth(date: CivilDate): CivilDate {
  return `${date.slice(0, 8)}${daysInMonth(yearOf(date), monthOf(date))}` as CivilDate;
}

export function daysInMonth(year: number, month: number): number {
  // Day 0 of the month after.
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The week of ISO 8601 that the day is in; the year is the one that the week's Thursday is in. */
export function isoWeekOf(date: CivilDate): { readonly year: number; readonly week: number } {
  // Not limited to the years, or the week of the very last days would be that of another Thursday.
  const thursday = dayNumberOf(date) + 4 - weekdayOf(date);
  const year = new Date(thursday * DAY_MS).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1) / DAY_MS) / 7) + 1;
  return { year, week };
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
