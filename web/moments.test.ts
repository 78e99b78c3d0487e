import { expect, test } from 'vitest';
import { bytes, dayFromIso, dayHeading, duration, moment } from './moments.ts';

const at = (text: string): number => new Date(text).getTime();
const now = at('2026-11-22T12:04');

test('a moment of today is a time of day, any other has its day', () => {
  expect(moment(at('2026-11-22T09:05'), now)).toBe('09:05');
  expect(moment(at('2026-11-21T23:59'), now)).toBe('Sat 21 Nov, 23:59');
});

test('days are named as a person would', () => {
  expect(dayHeading(at('2026-11-22T00:00'), now)).toBe('Today');
  expect(dayHeading(at('2026-11-21T23:00'), now)).toBe('Yesterday');
  expect(dayHeading(at('2026-11-19T12:00'), now)).toBe('Thu 19 Nov');
  expect(dayFromIso('2026-11-20')).toBe('Fri 20 Nov');
});

test.each([
  [5000, '1 min'],
  [40 * 60_000, '40 min'],
  [3 * 3_600_000, '3 h'],
  [47 * 3_600_000, '47 h'],
  [96 * 3_600_000, '4 days'],
])('%i ms is %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

test('amounts of storage are short', () => {
  expect([0, 999, 12_345, 1_240_000, 2_100_000_000].map(bytes)).toEqual([
    '0 byte',
    '999 byte',
    '12.3 kB',
    '1.2 MB',
    '2.1 GB',
  ]);
});
