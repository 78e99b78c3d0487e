/** Which time is meant. Unless another moment is said it is Sunday, 22 November 2026, at noon. */

import { describe, expect, test } from 'vitest';
import { at, rowsOf, understood } from './spoken.fixture.ts';

describe('a time beside a day', () => {
  test.each(
    rowsOf(`
    Dentist tomorrow at 5                → Dentist | 2026-11-23 17:00
    Dentist tomorrow at 9                → Dentist | 2026-11-23 09:00
    Dentist tomorrow at 17               → Dentist | 2026-11-23 17:00
    Dentist tomorrow 17:30               → Dentist | 2026-11-23 17:30
    Dentist tomorrow 5pm                 → Dentist | 2026-11-23 17:00
    Dentist tomorrow 5 pm                → Dentist | 2026-11-23 17:00
    Dentist tomorrow at 5.30pm           → Dentist | 2026-11-23 17:30
    Dentist tomorrow at 5:30             → Dentist | 2026-11-23 17:30
    Dentist tomorrow at 05:30            → Dentist | 2026-11-23 05:30
    Dentist tomorrow @5pm                → Dentist | 2026-11-23 17:00
    Dentist tomorrow @ 5                 → Dentist | 2026-11-23 17:00
    Dentist tomorrow by noon             → Dentist | 2026-11-23 12:00
    Dentist tomorrow noon                → Dentist | 2026-11-23 12:00
    Dentist tomorrow at midnight         → Dentist | 2026-11-23 23:59
    Dentist tomorrow morning             → Dentist | 2026-11-23 09:00
    Dentist tomorrow afternoon           → Dentist | 2026-11-23 15:00
    Dentist tomorrow evening             → Dentist | 2026-11-23 19:00
    Dentist tomorrow night               → Dentist | 2026-11-23 20:00
    Dentist tomorrow morning at 11       → Dentist | 2026-11-23 11:00
    Dentist tomorrow evening at 7        → Dentist | 2026-11-23 19:00
    Dentist tomorrow at 7 in the evening → Dentist | 2026-11-23 19:00
    Dentist tomorrow, 5pm                → Dentist | 2026-11-23 17:00
    Dentist 5pm tomorrow                 → Dentist | 2026-11-23 17:00
    Dentist at 5 tomorrow                → Dentist | 2026-11-23 17:00
    Dentist at 5pm on friday             → Dentist | 2026-11-27 17:00
    Dentist friday at 17:00              → Dentist | 2026-11-27 17:00
    Dentist on fri at 9                  → Dentist | 2026-11-27 09:00
    Dentist mon 9am                      → Dentist | 2026-11-23 09:00
    Dentist sat 9am                      → Dentist | 2026-11-28 09:00
    Dentist Mon 23 Nov, 17:00            → Dentist | 2026-11-23 17:00
    Dentist 1 dec 9:30                   → Dentist | 2026-12-01 09:30
    Dentist at half past 8 tomorrow      → Dentist | 2026-11-23 08:30
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

describe('a time without a day is the next one that comes', () => {
  test.each(
    rowsOf(`
    Dentist at quarter to 5 → Dentist | 2026-11-22 16:45
    Dentist at 5 o'clock    → Dentist | 2026-11-22 17:00
    Dentist at five         → Dentist | 2026-11-22 17:00
    Dentist at 5pm          → Dentist | 2026-11-22 17:00
    Dentist at 11am         → Dentist | 2026-11-23 11:00
    Dentist 5pm             → Dentist | 2026-11-22 17:00
    Dentist at 12           → Dentist | 2026-11-23 12:00
    Dentist at 0:30         → Dentist | 2026-11-23 00:30
    Dentist 12am tomorrow   → Dentist | 2026-11-23 00:00
    Dentist 12pm tomorrow   → Dentist | 2026-11-23 12:00
    Dentist at 8            → Dentist | 2026-11-22 20:00
    Dentist in the morning  → Dentist | 2026-11-23 09:00
    Dentist in the evening  → Dentist | 2026-11-22 19:00
    Dentist this evening    → Dentist | 2026-11-22 19:00
    Dentist this afternoon  → Dentist | 2026-11-22 15:00
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

describe('dinner is in the evening and breakfast in the morning', () => {
  test.each(
    rowsOf(`
    Dinner at 7             → Dinner | 2026-11-22 19:00
    Dinner tomorrow at 7    → Dinner | 2026-11-23 19:00
    Wake up at 6            → Wake up | 2026-11-23 06:00
    Breakfast tomorrow at 9 → Breakfast | 2026-11-23 09:00
    Dinner at 12            → Dinner | 2026-11-23 12:00
    Drinks friday at 9      → Drinks | 2026-11-27 21:00
    Party tomorrow at 10:30 → Party | 2026-11-23 22:30
    Wake up tomorrow at 5   → Wake up | 2026-11-23 05:00
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

describe('at six in the evening', () => {
  test.each(
    rowsOf(`
    Call mom at 5           → Call mom | 2026-11-28 17:00
    Call mom at 7           → Call mom | 2026-11-27 19:00
    Call mom at 8           → Call mom | 2026-11-27 20:00
    Call mom at 11          → Call mom | 2026-11-27 23:00
    Call mom at 6           → Call mom | 2026-11-28 18:00
    Call mom 5pm            → Call mom | 2026-11-28 17:00
    Call mom 17:00          → Call mom | 2026-11-28 17:00
    Call mom 18:30          → Call mom | 2026-11-27 18:30
    Call mom today at 5     → Call mom | 2026-11-27 17:00
    Call mom this morning   → Call mom this morning
    Call mom this afternoon → Call mom this afternoon
    Call mom this evening   → Call mom | 2026-11-27 19:00
    Call mom in the evening → Call mom | 2026-11-27 19:00
    Call mom tonight        → Call mom | 2026-11-27 20:00
    `),
  )('%s', (line, expected) => {
    expect(understood(line, at('2026-11-27 18:00'))).toBe(expected);
  });
});

describe('half an hour before midnight', () => {
  test.each(
    rowsOf(`
    Call mom tonight          → Call mom | 2026-12-31
    Call mom tonight at 11:45 → Call mom | 2026-12-31 23:45
    Call mom at 11:45pm       → Call mom | 2026-12-31 23:45
    Call mom at 8             → Call mom | 2027-01-01 08:00
    Call mom this evening     → Call mom | 2026-12-31
    Call mom in the morning   → Call mom | 2027-01-01 09:00
    Call mom tomorrow morning → Call mom | 2027-01-01 09:00
    Call mom 23:30            → Call mom | 2027-01-01 23:30
    Call mom 23:31            → Call mom | 2026-12-31 23:31
    Call mom at midnight      → Call mom | 2026-12-31 23:59
    `),
  )('%s', (line, expected) => {
    expect(understood(line, at('2026-12-31 23:30'))).toBe(expected);
  });
});

describe('half an hour after midnight', () => {
  test.each(
    rowsOf(`
    Call mom tonight        → Call mom | 2026-11-30 20:00
    Call mom at 5           → Call mom | 2026-11-30 17:00
    Call mom at 0:15        → Call mom | 2026-12-01 00:15
    Call mom in the morning → Call mom | 2026-11-30 09:00
    Call mom this afternoon → Call mom | 2026-11-30 15:00
    Call mom at noon        → Call mom | 2026-11-30 12:00
    `),
  )('%s', (line, expected) => {
    expect(understood(line, at('2026-11-30 00:30'))).toBe(expected);
  });
});

describe('tonight, at noon and in two hours', () => {
  test.each(
    rowsOf(`
    Call mom at 8 tonight → Call mom | 2026-11-22 20:00
    Call mom tonight 8pm  → Call mom | 2026-11-22 20:00
    Call mom tonight at 8 → Call mom | 2026-11-22 20:00
    Lunch @ noon tomorrow → Lunch | 2026-11-23 12:00
    Call mom in 2h        → Call mom | 2026-11-22 14:00
    Call mom in 30m       → Call mom | 2026-11-22 12:30
    Call mom in 45min     → Call mom | 2026-11-22 12:45
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});
