/** How often is meant, and when it begins. Unless another moment is said it is Sunday, 22 November 2026, at noon. */

import { describe, expect, test } from 'vitest';
import { at, rowsOf, understood } from './spoken.fixture.ts';

describe('days', () => {
  test.each(
    rowsOf(`
    Water plants every day         → Water plants | 2026-11-22 | FREQ=DAILY
    Water plants daily             → Water plants | 2026-11-22 | FREQ=DAILY
    Water plants each day          → Water plants | 2026-11-22 | FREQ=DAILY
    Water plants every single day  → Water plants | 2026-11-22 | FREQ=DAILY
    Water plants every day at 8    → Water plants | 2026-11-23 08:00 | FREQ=DAILY
    Water plants every morning     → Water plants | 2026-11-23 09:00 | FREQ=DAILY
    Water plants every evening     → Water plants | 2026-11-22 19:00 | FREQ=DAILY
    Water plants every night at 11 → Water plants | 2026-11-22 23:00 | FREQ=DAILY
    Water plants every other day   → Water plants | 2026-11-22 | FREQ=DAILY;INTERVAL=2
    Water plants every second day  → Water plants | 2026-11-22 | FREQ=DAILY;INTERVAL=2
    Water plants every 2 days      → Water plants | 2026-11-22 | FREQ=DAILY;INTERVAL=2
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

describe('weekdays', () => {
  test.each(
    rowsOf(`
    Water plants every monday             → Water plants | 2026-11-23 | FREQ=WEEKLY;BYDAY=MO
    Water plants every Mon and Thu        → Water plants | 2026-11-23 | FREQ=WEEKLY;BYDAY=MO,TH
    Water plants every mon, wed, fri      → Water plants | 2026-11-23 | FREQ=WEEKLY;BYDAY=MO,WE,FR
    Water plants every sunday             → Water plants | 2026-11-22 | FREQ=WEEKLY;BYDAY=SU
    Water plants every other friday       → Water plants | 2026-11-27 | FREQ=WEEKLY;INTERVAL=2;BYDAY=FR
    Water plants every 2nd friday         → Water plants | 2026-11-27 | FREQ=WEEKLY;INTERVAL=2;BYDAY=FR
    Water plants every weekday            → Water plants | 2026-11-23 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
    Water plants every workday at 9       → Water plants | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
    Water plants on weekdays              → Water plants | 2026-11-23 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
    Water plants every weekend            → Water plants | 2026-11-22 | FREQ=WEEKLY;BYDAY=SA,SU
    Water plants on weekends              → Water plants | 2026-11-22 | FREQ=WEEKLY;BYDAY=SA,SU
    Water plants on mondays               → Water plants | 2026-11-23 | FREQ=WEEKLY;BYDAY=MO
    Water plants on Mondays and Thursdays → Water plants | 2026-11-23 | FREQ=WEEKLY;BYDAY=MO,TH
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

describe('weeks', () => {
  test.each(
    rowsOf(`
    Water plants every week                → Water plants | 2026-11-22 | FREQ=WEEKLY
    Water plants weekly                    → Water plants | 2026-11-22 | FREQ=WEEKLY
    Water plants every 2 weeks             → Water plants | 2026-11-22 | FREQ=WEEKLY;INTERVAL=2
    Water plants every fortnight           → Water plants | 2026-11-22 | FREQ=WEEKLY;INTERVAL=2
    Water plants every 2 weeks on tuesday  → Water plants | 2026-11-24 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU
    Water plants every week on mon and thu → Water plants | 2026-11-23 | FREQ=WEEKLY;BYDAY=MO,TH
    Water plants weekly on friday          → Water plants | 2026-11-27 | FREQ=WEEKLY;BYDAY=FR
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

describe('days of the month', () => {
  test.each(
    rowsOf(`
    Water plants every third friday                   → Water plants | 2026-12-18 | FREQ=MONTHLY;BYDAY=3FR
    Water plants every first monday of the month      → Water plants | 2026-12-07 | FREQ=MONTHLY;BYDAY=1MO
    Water plants every 2nd tuesday of the month       → Water plants | 2026-12-08 | FREQ=MONTHLY;BYDAY=2TU
    Water plants every last friday                    → Water plants | 2026-11-27 | FREQ=MONTHLY;BYDAY=-1FR
    Water plants every last day of the month          → Water plants | 2026-11-30 | FREQ=MONTHLY;BYMONTHDAY=-1
    Water plants every last workday of the month      → Water plants | 2026-11-30 | FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1
    Water plants every first workday                  → Water plants | 2026-12-01 | FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1
    Water plants every last business day of the month → Water plants | 2026-11-30 | FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1
    Water plants every month                          → Water plants | 2026-11-22 | FREQ=MONTHLY
    Water plants monthly                              → Water plants | 2026-11-22 | FREQ=MONTHLY
    Water plants every month on the 15th              → Water plants | 2026-12-15 | FREQ=MONTHLY;BYMONTHDAY=15
    Water plants monthly on the 31st                  → Water plants | 2026-12-31 | FREQ=MONTHLY;BYMONTHDAY=31
    Water plants every 15th                           → Water plants | 2026-12-15 | FREQ=MONTHLY;BYMONTHDAY=15
    Water plants every 1st and 15th                   → Water plants | 2026-12-01 | FREQ=MONTHLY;BYMONTHDAY=1,15
    Water plants on the 1st of every month            → Water plants | 2026-12-01 | FREQ=MONTHLY;BYMONTHDAY=1
    Water plants on the last day of every month       → Water plants | 2026-11-30 | FREQ=MONTHLY;BYMONTHDAY=-1
    Water plants every quarter                        → Water plants | 2026-11-22 | FREQ=MONTHLY;INTERVAL=3
    Water plants quarterly                            → Water plants | 2026-11-22 | FREQ=MONTHLY;INTERVAL=3
    Water plants every 3 months on the 1st            → Water plants | 2026-12-01 | FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

describe('days of the year', () => {
  test.each(
    rowsOf(`
    Water plants every year            → Water plants | 2026-11-22 | FREQ=YEARLY
    Water plants yearly                → Water plants | 2026-11-22 | FREQ=YEARLY
    Water plants annually              → Water plants | 2026-11-22 | FREQ=YEARLY
    Water plants every year on 15 jan  → Water plants | 2027-01-15 | FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15
    Water plants every january 15      → Water plants | 2027-01-15 | FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15
    Water plants every 15 january      → Water plants | 2027-01-15 | FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15
    Water plants every 15th of january → Water plants | 2027-01-15 | FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15
    Water plants every 29 feb          → Water plants | 2028-02-29 | FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

describe('from the day it was done', () => {
  test.each(
    rowsOf(`
    Water plants every! 3 days                 → Water plants | 2026-11-22 | FREQ=DAILY;INTERVAL=3 from done
    Water plants every! week                   → Water plants | 2026-11-22 | FREQ=WEEKLY from done
    Water plants every! day at 9               → Water plants | 2026-11-23 09:00 | FREQ=DAILY from done
    Water plants every 3 days after completion → Water plants | 2026-11-22 | FREQ=DAILY;INTERVAL=3 from done
    Water plants 3 days after done             → Water plants | 2026-11-22 | FREQ=DAILY;INTERVAL=3 from done
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

describe('with a first day or an end', () => {
  test.each(
    rowsOf(`
    Water plants every day until 31 dec             → Water plants | 2026-11-22 | FREQ=DAILY;UNTIL=20261231
    Water plants every day until friday             → Water plants | 2026-11-22 | FREQ=DAILY;UNTIL=20261127
    Water plants every day for 2 weeks              → Water plants | 2026-11-22 | FREQ=DAILY;UNTIL=20261205
    Water plants every week for 6 times             → Water plants | 2026-11-22 | FREQ=WEEKLY;COUNT=6
    Water plants every day 10 times                 → Water plants | 2026-11-22 | FREQ=DAILY;COUNT=10
    Water plants every monday starting 1 dec        → Water plants | 2026-12-07 | FREQ=WEEKLY;BYDAY=MO
    Water plants every day from tomorrow            → Water plants | 2026-11-23 | FREQ=DAILY
    Water plants every 2 weeks starting friday at 9 → Water plants | 2026-11-27 09:00 | FREQ=WEEKLY;INTERVAL=2
    Water plants tomorrow every 3 days              → Water plants | 2026-11-23 | FREQ=DAILY;INTERVAL=3
    Water plants every 3 days tomorrow              → Water plants | 2026-11-23 | FREQ=DAILY;INTERVAL=3
    Standup 9:30 every weekday                      → Standup | 2026-11-23 09:30 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
    Standup 9:30 daily                              → Standup | 2026-11-23 09:30 | FREQ=DAILY
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

describe('anywhere in the line', () => {
  test.each(
    rowsOf(`
    Every monday yoga                   → yoga | 2026-11-23 | FREQ=WEEKLY;BYDAY=MO
    every monday at 9 yoga              → yoga | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO
    Every day: stretch                  → stretch | 2026-11-22 | FREQ=DAILY
    every friday call mom               → call mom | 2026-11-27 | FREQ=WEEKLY;BYDAY=FR
    daily: stretch                      → stretch | 2026-11-22 | FREQ=DAILY
    Yoga every wed 6pm #health !2 /Home → Yoga | 2026-11-25 18:00 | FREQ=WEEKLY;BYDAY=WE | #health | /Home | !2
    Once a week call mom                → Once a week call mom
    Call mom once a month               → Call mom | 2026-11-22 | FREQ=MONTHLY
    Once every 2 weeks call mom         → call mom | 2026-11-22 | FREQ=WEEKLY;INTERVAL=2
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

describe('on a Friday evening', () => {
  test.each(
    rowsOf(`
    Gym every friday            → Gym | 2026-11-27 | FREQ=WEEKLY;BYDAY=FR
    Gym every friday at 5       → Gym | 2026-12-04 17:00 | FREQ=WEEKLY;BYDAY=FR
    Gym every friday 8pm        → Gym | 2026-11-27 20:00 | FREQ=WEEKLY;BYDAY=FR
    Gym every day               → Gym | 2026-11-27 | FREQ=DAILY
    Gym every day at 9          → Gym | 2026-11-28 09:00 | FREQ=DAILY
    Gym every weekday           → Gym | 2026-11-27 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
    Gym every month             → Gym | 2026-11-27 | FREQ=MONTHLY
    Gym every month on the 27th → Gym | 2026-11-27 | FREQ=MONTHLY;BYMONTHDAY=27
    `),
  )('%s', (line, expected) => {
    expect(understood(line, at('2026-11-27 18:00'))).toBe(expected);
  });
});

describe('at the end of a month of 31 days', () => {
  test.each(
    rowsOf(`
    Pay every month                 → Pay | 2027-01-31 | FREQ=MONTHLY
    Pay every month on the 31st     → Pay | 2027-01-31 | FREQ=MONTHLY;BYMONTHDAY=31
    Pay every month on the 30th     → Pay | 2027-03-30 | FREQ=MONTHLY;BYMONTHDAY=30
    Pay every last day of the month → Pay | 2027-01-31 | FREQ=MONTHLY;BYMONTHDAY=-1
    Pay every last workday          → Pay | 2027-02-26 | FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1
    Pay every first monday          → Pay | 2027-02-01 | FREQ=MONTHLY;BYDAY=1MO
    Pay every year                  → Pay | 2027-01-31 | FREQ=YEARLY
    Pay every quarter               → Pay | 2027-01-31 | FREQ=MONTHLY;INTERVAL=3
    `),
  )('%s', (line, expected) => {
    expect(understood(line, at('2027-01-31 09:00'))).toBe(expected);
  });
});

describe('of every month', () => {
  test.each(
    rowsOf(`
    Review last friday of every month → Review | 2026-11-27 | FREQ=MONTHLY;BYDAY=-1FR
    Review last day of every month    → Review | 2026-11-30 | FREQ=MONTHLY;BYMONTHDAY=-1
    Rent 1st of every month           → Rent | 2026-12-01 | FREQ=MONTHLY;BYMONTHDAY=1
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

test('what is no rule stays text', () => {
  for (const line of ['Check oven every 3 hours', 'Call mom every 31 feb', 'Nap every 0 days']) {
    expect(understood(line)).toBe(line);
  }
});
