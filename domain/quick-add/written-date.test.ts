import process from 'node:process';
import { casual } from 'chrono-node/en';
import { afterEach, expect, test } from 'vitest';
import { addDays } from '../civil-date.ts';
import type { CivilDate } from '../civil-date.ts';
import { writtenDate } from './written-date.ts';

const home = process.env['TZ'];
const TODAY = '2026-11-22' as CivilDate;

afterEach(() => {
  if (home === undefined) delete process.env['TZ'];
  else process.env['TZ'] = home;
});

/** Zones whose clocks change at midnight, by half an hour or by three, and those furthest from Greenwich. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Africa/Cairo',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'Asia/Beirut',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];

test('a written date is the same in every time zone, on whatever day it is read', () => {
  const offsets = new Set<number>();
  for (const zone of ZONES) {
    process.env['TZ'] = zone;
    offsets.add(new Date(Date.UTC(2026, 6, 1)).getTimezoneOffset());
    for (let days = 0; days < 366; days += 3) {
      const day = addDays(TODAY, days);
      const [year, month, date] = day.split('-').map(Number);
      expect(writtenDate(`${date} ${MONTHS[Number(month) - 1]}`, day, casual)).toBe(day);
      expect(writtenDate(`${date} ${MONTHS[Number(month) - 1]} ${year}`, TODAY, casual)).toBe(day);
    }
  }
  // The zones were really those of the device.
  expect(offsets.size).toBeGreaterThan(5);
});

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

test('a day without a year is the next one, and 29 February is that of the next leap year', () => {
  expect(writtenDate('21 nov', TODAY, casual)).toBe('2027-11-21');
  expect(writtenDate('22 nov', TODAY, casual)).toBe('2026-11-22');
  expect(writtenDate('29 feb', TODAY, casual)).toBe('2028-02-29');
  expect(writtenDate('feb 29', '2096-03-01' as CivilDate, casual)).toBe('2104-02-29');
});

test('what is not all a date, or a day that is not there or over, is none', () => {
  for (const text of [
    ...['31 feb', '31 november', 'feb 30', '29 feb 2027', '15 jan 2020', 'march', 'friday'],
    ...['15 jan to 17 jan', 'march with friends', '15 jan call', 'the 15th', '1/2 cup', ''],
  ]) {
    expect(writtenDate(text, TODAY, casual)).toBeUndefined();
  }
});
