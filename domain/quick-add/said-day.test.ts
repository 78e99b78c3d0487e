/** Which day is meant. Unless another moment is said it is Sunday, 22 November 2026, at noon. */

import { describe, expect, test } from 'vitest';
import { at, rowsOf, understood } from './spoken.fixture.ts';

describe('days by their distance and their name', () => {
  test.each(
    rowsOf(`
    Call mom today                  → Call mom | 2026-11-22
    Call mom tonight                → Call mom | 2026-11-22 20:00
    Call mom tomorrow               → Call mom | 2026-11-23
    Call mom tmrw                   → Call mom | 2026-11-23
    Call mom the day after tomorrow → Call mom | 2026-11-24
    Call mom day after tomorrow     → Call mom | 2026-11-24
    Call mom monday                 → Call mom | 2026-11-23
    Call mom Monday                 → Call mom | 2026-11-23
    Call mom tue                    → Call mom | 2026-11-24
    Call mom thurs                  → Call mom | 2026-11-26
    Call mom sunday                 → Call mom | 2026-11-29
    Call mom on sunday              → Call mom | 2026-11-29
    Call mom on sun                 → Call mom | 2026-11-29
    Call mom by fri                 → Call mom | 2026-11-27
    Call mom this sunday            → Call mom | 2026-11-22
    Call mom this friday            → Call mom | 2026-11-27
    Call mom next friday            → Call mom | 2026-11-27
    Call mom next sunday            → Call mom | 2026-11-29
    Call mom friday next week       → Call mom | 2026-11-27
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

describe('weeks, weekends, months and years', () => {
  test.each(
    rowsOf(`
    Call mom this weekend          → Call mom | 2026-11-22
    Call mom at the weekend        → Call mom | 2026-11-22
    Call mom next weekend          → Call mom | 2026-11-28
    Call mom next week             → Call mom | 2026-11-23
    Call mom next month            → Call mom | 2026-12-01
    Call mom next year             → Call mom | 2027-01-01
    Report by end of week          → Report | 2026-11-27
    Report by the end of the month → Report | 2026-11-30
    Report end of month            → Report | 2026-11-30
    Report EOM                     → Report | 2026-11-30
    Report EOW                     → Report | 2026-11-27
    Report eod                     → Report | 2026-11-22
    Report by the end of the year  → Report | 2026-12-31
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

describe('so long from now', () => {
  test.each(
    rowsOf(`
    Call mom in 3 days            → Call mom | 2026-11-25
    Call mom in a week            → Call mom | 2026-11-29
    Call mom in two weeks         → Call mom | 2026-12-06
    Call mom in a fortnight       → Call mom | 2026-12-06
    Call mom in 2 months          → Call mom | 2027-01-22
    Call mom in a year            → Call mom | 2027-11-22
    Call mom within 10 days       → Call mom | 2026-12-02
    Call mom in a couple of days  → Call mom | 2026-11-24
    Call mom 3 days from now      → Call mom | 2026-11-25
    Call mom a week from tomorrow → Call mom | 2026-11-30
    Call mom in 2 hours           → Call mom | 2026-11-22 14:00
    Call mom in 90 min            → Call mom | 2026-11-22 13:30
    Call mom in half an hour      → Call mom | 2026-11-22 12:30
    Call mom in an hour           → Call mom | 2026-11-22 13:00
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

describe('written dates: without a year the next one', () => {
  test.each(
    rowsOf(`
    Rent 1 dec                  → Rent | 2026-12-01
    Rent 1st December           → Rent | 2026-12-01
    Rent 1st of December        → Rent | 2026-12-01
    Rent on the 1st of December → Rent | 2026-12-01
    Rent Dec 1                  → Rent | 2026-12-01
    Rent December 1st           → Rent | 2026-12-01
    Rent Dec. 1                 → Rent | 2026-12-01
    Rent December 1, 2027       → Rent | 2027-12-01
    Rent 1 December 2027        → Rent | 2027-12-01
    Rent Tue 1 Dec              → Rent | 2026-12-01
    Rent Tuesday, December 1    → Rent | 2026-12-01
    Rent 21 nov                 → Rent | 2027-11-21
    Rent 22 nov                 → Rent | 2026-11-22
    Rent 29 feb                 → Rent | 2028-02-29
    Rent 2026-12-01             → Rent | 2026-12-01
    Rent 1.12.2026              → Rent | 2026-12-01
    Rent 01/12/2026             → Rent | 2026-12-01
    Rent 12/24/2026             → Rent | 2026-12-24
    Rent on the 15th            → Rent | 2026-12-15
    Rent by the 31st            → Rent | 2026-12-31
    Rent due 15th               → Rent | 2026-12-15
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

describe('a month is its first day', () => {
  test.each(
    rowsOf(`
    Trip in January  → Trip | 2027-01-01
    Trip by March    → Trip | 2027-03-01
    Trip in november → Trip | 2027-11-01
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

describe('on a Friday evening', () => {
  test.each(
    rowsOf(`
    Call mom friday         → Call mom | 2026-12-04
    Call mom this friday    → Call mom | 2026-11-27
    Call mom next friday    → Call mom | 2026-12-04
    Call mom next week      → Call mom | 2026-11-30
    Call mom end of week    → Call mom | 2026-11-27
    Call mom next month     → Call mom | 2026-12-01
    Call mom at the weekend → Call mom | 2026-11-28
    Call mom in 2 hours     → Call mom | 2026-11-27 20:00
    Call mom saturday       → Call mom | 2026-11-28
    `),
  )('%s', (line, expected) => {
    expect(understood(line, at('2026-11-27 18:00'))).toBe(expected);
  });
});

describe('at the end of a year', () => {
  test.each(
    rowsOf(`
    Call mom tomorrow  → Call mom | 2027-01-01
    Call mom in 45 min → Call mom | 2027-01-01 00:15
    Pay 1 jan          → Pay | 2027-01-01
    Pay 31 dec         → Pay | 2026-12-31
    Pay in a month     → Pay | 2027-01-31
    Pay next month     → Pay | 2027-01-01
    Pay next year      → Pay | 2027-01-01
    Pay end of month   → Pay | 2026-12-31
    Pay on the 31st    → Pay | 2026-12-31
    Pay on the 1st     → Pay | 2027-01-01
    Pay friday         → Pay | 2027-01-01
    `),
  )('%s', (line, expected) => {
    expect(understood(line, at('2026-12-31 23:30'))).toBe(expected);
  });
});

describe('at the end of a month of 31 days', () => {
  test.each(
    rowsOf(`
    Pay in 1 month   → Pay | 2027-02-28
    Pay in 3 months  → Pay | 2027-04-30
    Pay on the 31st  → Pay | 2027-01-31
    Pay on the 30th  → Pay | 2027-03-30
    Pay on the 29th  → Pay | 2027-03-29
    Pay 29 feb       → Pay | 2028-02-29
    Pay in a year    → Pay | 2028-01-31
    Pay end of month → Pay | 2027-01-31
    Pay next month   → Pay | 2027-02-01
    Pay tomorrow     → Pay | 2027-02-01
    `),
  )('%s', (line, expected) => {
    expect(understood(line, at('2027-01-31 09:00'))).toBe(expected);
  });
});

describe('on a leap day', () => {
  test.each(
    rowsOf(`
    Pay in a year  → Pay | 2029-02-28
    Pay 29 feb     → Pay | 2028-02-29
    Pay today      → Pay | 2028-02-29
    Pay tomorrow   → Pay | 2028-03-01
    Pay in 4 years → Pay | 2032-02-29
    `),
  )('%s', (line, expected) => {
    expect(understood(line, at('2028-02-29 09:00'))).toBe(expected);
  });
});

describe('ends, beginnings and short forms', () => {
  test.each(
    rowsOf(`
    Call mom in 2d                      → Call mom | 2026-11-24
    Call mom in 3w                      → Call mom | 2026-12-13
    Report by end of next week          → Report | 2026-11-27
    Report by the end of next month     → Report | 2026-12-31
    Report end of next year             → Report | 2027-12-31
    Call mom at the start of next month → Call mom | 2026-12-01
    Call mom beginning of next week     → Call mom | 2026-11-23
    Report eod tomorrow                 → Report | 2026-11-23
    Report by EOD friday                → Report | 2026-11-27
    Call mom a week from friday         → Call mom | 2026-12-04
    Call mom two weeks from monday      → Call mom | 2026-12-07
    Call mom saturday the 28th          → Call mom | 2026-11-28
    Call mom fri 27th                   → Call mom | 2026-11-27
    Rent on 1/12                        → Rent | 2026-12-01
    Rent by 24/12                       → Rent | 2026-12-24
    Rent due 12/24                      → Rent | 2026-12-24
    Rent on 1/2                         → Rent | 2027-02-01
    Rent 24/12/26                       → Rent | 2026-12-24
    Diet starting monday                → Diet | 2026-11-23
    Diet starting on 1 dec              → Diet | 2026-12-01
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

test('3/12 is a day of December or of March, as the country writes it', () => {
  const monthFirst = { ...at('2026-11-22 12:00'), numericOrder: 'month-first' } as const;
  expect(understood('Rent 3/12/2027')).toBe('Rent | 2027-12-03');
  expect(understood('Rent 3/12/2027', monthFirst)).toBe('Rent | 2027-03-12');
  expect(understood('Rent 24/12/2027', monthFirst)).toBe('Rent | 2027-12-24');
  expect(understood('Rent 3.12.2027', monthFirst)).toBe('Rent | 2027-12-03');
});
