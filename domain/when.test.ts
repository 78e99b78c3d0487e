import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CivilDate } from './civil-date.ts';
import { compareWhens, duenessOf, isZoneName, valueFromWhen, whenFromValue } from './when.ts';
import type { When } from './when.ts';

const MONDAY = '2026-11-23' as CivilDate;

function when(...value: readonly string[]): When {
  const read = whenFromValue(value);
  if (!read) throw new Error(`${value.join(' ')} is no when`);
  return read;
}

test('a day, a time and a zone are read from one register and written back', () => {
  for (const value of [
    ['2026-11-23'],
    ['2026-11-23', '09:30'],
    ['2026-11-23', '23:59', 'America/Argentina/Buenos_Aires'],
    ['2026-11-23', '00:00', 'UTC'],
  ]) {
    expect(valueFromWhen(when(...value))).toEqual(value);
  }
  expect(when('2026-11-23')).toEqual({ day: MONDAY, time: undefined, zone: undefined });
});

test('what was taken away is null, and reads as not set', () => {
  expect(valueFromWhen(null)).toBeNull();
  expect(whenFromValue(null)).toBeUndefined();
  expect(whenFromValue(undefined)).toBeUndefined();
});

test('a zone without a time is not written', () => {
  expect(valueFromWhen({ day: MONDAY, time: undefined, zone: 'Europe/Berlin' })).toEqual([MONDAY]);
});

test('a value of another shape reads as not set', () => {
  for (const value of [
    '2026-11-23',
    { day: '2026-11-23' },
    [],
    [20_261_123],
    ['2026-02-30'],
    ['2026-11-23', '24:00'],
    ['2026-11-23', '9:30'],
    ['2026-11-23', null],
    ['2026-11-23', null, 'Europe/Berlin'],
    ['2026-11-23', '09:30', 7],
    ['2026-11-23', '09:30', ''],
    ['2026-11-23', '09:30', '../etc'],
    ['2026-11-23', '09:30', 'Europe/Berlin', 'more'],
  ]) {
    expect(whenFromValue(value)).toBeUndefined();
  }
});

test('reading is total, whatever JSON a register holds', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const read = whenFromValue(value as never);
      expect(read === undefined || valueFromWhen(read)).toEqual(read === undefined || value);
    }),
  );
});

test('zones look like the names of the IANA database', () => {
  for (const name of ['UTC', 'Etc/GMT+5', 'America/Port-au-Prince', 'Asia/Ho_Chi_Minh']) {
    expect(isZoneName(name)).toBe(true);
  }
  for (const name of ['', '/', '+02:00', 'Europe/', 'A/B/C/D', 'x'.repeat(40), 'Europe/Berlin\n']) {
    expect(isZoneName(name)).toBe(false);
  }
});

test('a day’s to-dos come by time, those for any time of the day last', () => {
  const sorted = [
    when('2026-11-22'),
    when('2026-11-23', '00:00'),
    when('2026-11-23', '09:30', 'Asia/Tokyo'),
    when('2026-11-23', '23:59'),
    when('2026-11-23'),
    when('2026-11-24', '08:00'),
    undefined,
  ];
  expect(sorted.toReversed().toSorted(compareWhens)).toEqual(sorted);
  for (const each of sorted) expect(compareWhens(each, each)).toBe(0);
});

test('due is told by the day alone', () => {
  expect(duenessOf('2026-11-22' as CivilDate, MONDAY)).toBe('overdue');
  expect(duenessOf(MONDAY, MONDAY)).toBe('today');
  expect(duenessOf('2026-11-24' as CivilDate, MONDAY)).toBe('tomorrow');
  expect(duenessOf('2026-11-25' as CivilDate, MONDAY)).toBe('later');
  expect(duenessOf('2027-01-01' as CivilDate, '2026-12-31' as CivilDate)).toBe('tomorrow');
});
