import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  FIRST_DATE,
  LAST_DATE,
  addDays,
  addMonths,
  civilDate,
  dateOfDayNumber,
  dayNumberOf,
  dayOf,
  daysBetween,
  daysInMonth,
  firstOfMonth,
  isCivilDate,
  isoWeekOf,
  lastOfMonth,
  monthOf,
  weekdayOf,
  yearOf,
} from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';

const date = (text: string) => text as CivilDate;
const dayNumber = fc.integer({ min: 0, max: dayNumberOf(LAST_DATE) });
const anyDate = dayNumber.map(dateOfDayNumber);

test('a day that there is reads as a date', () => {
  for (const text of ['1970-01-01', '2024-02-29', '2000-02-29', '2199-12-31', '2026-11-30']) {
    expect(isCivilDate(text)).toBe(true);
  }
});

test('a day that there is not, or another shape, reads as none', () => {
  const wrong = [
    ...['2023-02-29', '2100-02-29', '2026-11-31', '2026-00-10', '2026-13-01', '2026-01-00'],
    ...['1969-12-31', '2200-01-01', '2026-1-1', '2026-01-01T00:00', ' 2026-01-01', '20260101', ''],
    ...[20_260_101, null, undefined, true, ['2026-01-01'], { day: '2026-01-01' }],
  ];
  for (const value of wrong) expect(isCivilDate(value)).toBe(false);
});

test('three numbers make a date, or none', () => {
  expect(civilDate(2026, 3, 9)).toBe('2026-03-09');
  expect(civilDate(2026, 2, 29)).toBeUndefined();
  expect(civilDate(2026, 1.5, 1)).toBeUndefined();
  expect(civilDate(10_000, 1, 1)).toBeUndefined();
});

test('every day of the years goes to its number and back, in step with the calendar', () => {
  const wrong: string[] = [];
  let [year, month, day] = [1970, 1, 1];
  for (let number = 0; number <= dayNumberOf(LAST_DATE); number += 1) {
    const each = dateOfDayNumber(number);
    const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    const length = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
    const ours = [yearOf(each), monthOf(each), dayOf(each), dayNumberOf(each)];
    const all = [...ours, daysInMonth(year, month)].join(' ');
    if (all !== `${year} ${month} ${day} ${number} ${length}`) wrong.push(all);
    day += 1;
    if (day > length) [month, day] = [month + 1, 1];
    if (month > 12) [year, month] = [year + 1, 1];
  }
  expect(wrong).toEqual([]);
  expect([year, month, day]).toEqual([2200, 1, 1]);
});

test('dates sort as text', () => {
  fc.assert(
    fc.property(anyDate, anyDate, (a, b) => {
      expect(a < b).toBe(daysBetween(a, b) > 0);
      expect(addDays(a, daysBetween(a, b))).toBe(b);
    }),
  );
});

test('weekdays count from Monday, one after the other', () => {
  expect(weekdayOf(date('2026-11-23'))).toBe(1);
  expect(weekdayOf(date('2026-11-29'))).toBe(7);
  expect(weekdayOf(FIRST_DATE)).toBe(4);
  fc.assert(
    fc.property(anyDate, (each) => {
      fc.pre(each !== LAST_DATE);
      expect(weekdayOf(addDays(each, 1))).toBe((weekdayOf(each) % 7) + 1);
    }),
  );
});

test('months later is the same day, or the last of a shorter month', () => {
  expect(addMonths(date('2026-01-31'), 1)).toBe('2026-02-28');
  expect(addMonths(date('2024-01-31'), 1)).toBe('2024-02-29');
  expect(addMonths(date('2026-11-30'), 3)).toBe('2027-02-28');
  expect(addMonths(date('2026-12-15'), 1)).toBe('2027-01-15');
  expect(addMonths(date('2026-01-15'), -1)).toBe('2025-12-15');
  expect(addMonths(date('2024-02-29'), 12)).toBe('2025-02-28');
  expect(addMonths(date('2026-05-05'), -24)).toBe('2024-05-05');
});

test('arithmetic stays within the years', () => {
  expect(addDays(LAST_DATE, 1)).toBe(LAST_DATE);
  expect(addDays(FIRST_DATE, -1)).toBe(FIRST_DATE);
  expect(addMonths(date('2199-12-01'), 1)).toBe(LAST_DATE);
  expect(addMonths(date('1970-01-31'), -1)).toBe(FIRST_DATE);
  expect(addMonths(date('1970-01-31'), -100_000)).toBe(FIRST_DATE);
});

test('a month has a first and a last day', () => {
  expect(firstOfMonth(date('2024-02-17'))).toBe('2024-02-01');
  expect(lastOfMonth(date('2024-02-17'))).toBe('2024-02-29');
  expect(lastOfMonth(date('2026-11-30'))).toBe('2026-11-30');
});

test('a week belongs to the year of its Thursday', () => {
  expect(isoWeekOf(date('2026-11-23'))).toEqual({ year: 2026, week: 48 });
  expect(isoWeekOf(date('2021-01-03'))).toEqual({ year: 2020, week: 53 });
  expect(isoWeekOf(date('2018-12-31'))).toEqual({ year: 2019, week: 1 });
  expect(isoWeekOf(date('2027-01-01'))).toEqual({ year: 2026, week: 53 });
  expect(isoWeekOf(LAST_DATE)).toEqual({ year: 2200, week: 1 });
  expect(isoWeekOf(FIRST_DATE)).toEqual({ year: 1970, week: 1 });
});
