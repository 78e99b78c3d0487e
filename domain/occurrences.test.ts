import { expect, test } from 'vitest';
import { LAST_DATE } from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';
import { firstOccurrences } from './occurrences.fixture.ts';
import { ruleFromText } from './repeat-rule.ts';

/** The days of the rule from its first, joined by spaces: all of them up to `limit`. */
function days(text: string, first: string, limit = 8): string {
  const rule = ruleFromText(text);
  if (!rule) throw new Error(`${text} is no rule`);
  return firstOccurrences(rule, first as CivilDate, limit).join(' ');
}

/** The same without the year, for rules that stay in one. */
function daysOfYear(text: string, first: string, limit?: number): string {
  return days(text, first, limit).replaceAll(`${first.slice(0, 4)}-`, '');
}

test('every day, and every few days', () => {
  expect(daysOfYear('FREQ=DAILY;COUNT=3', '1997-09-02')).toBe('09-02 09-03 09-04');
  expect(days('FREQ=DAILY;UNTIL=19971224', '1997-12-22')).toBe('1997-12-22 1997-12-23 1997-12-24');
  expect(daysOfYear('FREQ=DAILY;INTERVAL=2', '1997-09-02', 3)).toBe('09-02 09-04 09-06');
  expect(days('FREQ=DAILY;INTERVAL=10;COUNT=5', '1997-09-02')).toBe(
    '1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12',
  );
});

test('every day of January, said by the year and by the day', () => {
  const daily = days('FREQ=DAILY;UNTIL=20000131;BYMONTH=1', '1998-01-01', 200);
  expect(daily.split(' ')).toHaveLength(93);
  const byYear = 'FREQ=YEARLY;UNTIL=20000131;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA';
  expect(days(byYear, '1998-01-01', 200)).toBe(daily);
});

test('every week, on some of its days, over the turn of the year', () => {
  expect(daysOfYear('FREQ=WEEKLY;COUNT=4', '1997-09-02')).toBe('09-02 09-09 09-16 09-23');
  expect(daysOfYear('FREQ=WEEKLY;UNTIL=19971007;WKST=SU;BYDAY=TU,TH', '1997-09-02', 5)).toBe(
    '09-02 09-04 09-09 09-11 09-16',
  );
  expect(days('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR', '1997-12-26', 4)).toBe(
    '1997-12-26 1998-01-05 1998-01-07 1998-01-09',
  );
});

test('where the week begins tells which weeks every second one is', () => {
  const rule = 'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU';
  expect(daysOfYear(`${rule};WKST=MO`, '1997-08-05')).toBe('08-05 08-10 08-19 08-24');
  expect(daysOfYear(`${rule};WKST=SU`, '1997-08-05')).toBe('08-05 08-17 08-19 08-31');
});

test('the first Friday, the first and last Sunday, the last Monday but one of a month', () => {
  expect(daysOfYear('FREQ=MONTHLY;COUNT=4;BYDAY=1FR', '1997-09-05')).toBe(
    '09-05 10-03 11-07 12-05',
  );
  expect(daysOfYear('FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU', '1997-09-07', 4)).toBe(
    '09-07 09-28 11-02 11-30',
  );
  expect(daysOfYear('FREQ=MONTHLY;COUNT=4;BYDAY=-2MO', '1997-09-22')).toBe(
    '09-22 10-20 11-17 12-22',
  );
});

test('a month’s last day, and its last day but two, are in every month', () => {
  expect(daysOfYear('FREQ=MONTHLY;BYMONTHDAY=-1', '2027-01-31', 4)).toBe('01-31 02-28 03-31 04-30');
  expect(daysOfYear('FREQ=MONTHLY;BYMONTHDAY=-3', '1997-09-28', 3)).toBe('09-28 10-29 11-28');
  expect(days('FREQ=MONTHLY;COUNT=4;BYMONTHDAY=1,-1', '1997-09-30')).toBe(
    '1997-09-30 1997-10-01 1997-10-31 1997-11-01',
  );
});

test('a month without the day is passed over, and so is a year', () => {
  expect(daysOfYear('FREQ=MONTHLY', '2027-01-31', 4)).toBe('01-31 03-31 05-31 07-31');
  expect(daysOfYear('FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5', '2007-01-15')).toBe(
    '01-15 01-30 02-15 03-15 03-30',
  );
  expect(days('FREQ=YEARLY', '2096-02-29', 3)).toBe('2096-02-29 2104-02-29 2108-02-29');
  expect(days('FREQ=MONTHLY;INTERVAL=18;BYMONTHDAY=10,11', '1997-09-10', 3)).toBe(
    '1997-09-10 1997-09-11 1999-03-10',
  );
});

test('a month without the day has its last day where that is asked for', () => {
  const rule = ruleFromText('FREQ=MONTHLY');
  if (!rule) throw new Error('it is a rule');
  const first = '2028-01-31' as CivilDate;
  expect(firstOccurrences(rule, first, 3, 'clamp')).toEqual([
    '2028-01-31',
    '2028-02-29',
    '2028-03-31',
  ]);
  const said = { ...rule, monthDays: [31] };
  expect(firstOccurrences(said, first, 2, 'clamp')).toEqual([first, '2028-03-31']);
});

test('the last workday of a month, and the third of some days', () => {
  const last = 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1';
  expect(daysOfYear(last, '2026-01-30', 5)).toBe('01-30 02-27 03-31 04-30 05-29');
  expect(daysOfYear('FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3', '1997-09-04')).toBe(
    '09-04 10-07 11-06',
  );
  expect(daysOfYear('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2', '1997-09-29', 3)).toBe(
    '09-29 10-30 11-27',
  );
});

test('in a week that began before the first day, a position is that of the whole week', () => {
  expect(daysOfYear('FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2', '2026-11-24', 3)).toBe(
    '11-24 11-25 12-02',
  );
  expect(daysOfYear('FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1', '2026-11-25', 2)).toBe('11-25 11-30');
});

test('a position that a period does not have is none of its days', () => {
  expect(daysOfYear('FREQ=WEEKLY;BYDAY=MO;BYSETPOS=-3', '2026-11-23')).toBe('11-23');
  expect(daysOfYear('FREQ=DAILY;BYMONTH=11;BYSETPOS=1,-1', '2026-11-29', 2)).toBe('11-29 11-30');
});

test('every Tuesday and the last Friday is both', () => {
  expect(daysOfYear('FREQ=MONTHLY;BYDAY=TU,-1FR', '2026-09-01', 7)).toBe(
    '09-01 09-08 09-15 09-22 09-25 09-29 10-06',
  );
});

test('the twentieth Monday of a year, and a weekday of some months', () => {
  expect(days('FREQ=YEARLY;BYDAY=20MO', '1997-05-19', 3)).toBe('1997-05-19 1998-05-18 1999-05-17');
  expect(days('FREQ=YEARLY;BYDAY=-1SU', '2026-12-27', 2)).toBe('2026-12-27 2027-12-26');
  expect(days('FREQ=YEARLY;BYMONTH=3;BYDAY=TH', '1997-03-13', 4)).toBe(
    '1997-03-13 1997-03-20 1997-03-27 1998-03-05',
  );
  expect(days('FREQ=YEARLY;COUNT=4;BYMONTH=6,7', '1997-06-10')).toBe(
    '1997-06-10 1997-07-10 1998-06-10 1998-07-10',
  );
  expect(days('FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', '1997-10-26', 2)).toBe('1997-10-26 1998-10-25');
});

test('weekdays beside days of the month are days that are both', () => {
  expect(days('FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '1998-02-13', 4)).toBe(
    '1998-02-13 1998-03-13 1998-11-13 1999-08-13',
  );
  expect(days('FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13', '1997-09-13', 3)).toBe(
    '1997-09-13 1997-10-11 1997-11-08',
  );
});

test('election day: every fourth year the Tuesday after a Monday in November', () => {
  const rule = 'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8';
  expect(days(rule, '1996-11-05', 3)).toBe('1996-11-05 2000-11-07 2004-11-02');
});

test('the first day is one of them, whatever the rule says, and counts', () => {
  expect(daysOfYear('FREQ=WEEKLY;BYDAY=MO;COUNT=2', '2026-11-25')).toBe('11-25 11-30');
  expect(daysOfYear('FREQ=DAILY;COUNT=1', '2026-11-25')).toBe('11-25');
  expect(daysOfYear('FREQ=DAILY;UNTIL=20260101', '2026-11-25')).toBe('11-25');
});

test('a rule that names no day ends at once, and every rule ends with the years', () => {
  expect(days('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2026-11-25')).toBe('2026-11-25');
  expect(days('FREQ=DAILY', '2199-12-30')).toBe(`2199-12-30 ${LAST_DATE}`);
  expect(days('FREQ=WEEKLY;BYDAY=TU,WE;BYSETPOS=-1', '2199-12-25')).toBe('2199-12-25');
  expect(days('FREQ=WEEKLY;BYDAY=MO,TU,SU;BYSETPOS=3', '1970-01-01', 2)).toBe(
    '1970-01-01 1970-01-04',
  );
});

test('G03 the days are the same in every time zone, over every change of clocks', () => {
  const home = process.env['TZ'];
  const offsets = new Set<number>();
  const seen = new Set<string>();
  const everySecondMarch = 'FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=1,-1';
  const rules = [
    'FREQ=DAILY',
    'FREQ=WEEKLY;BYDAY=SU',
    'FREQ=MONTHLY;BYMONTHDAY=1,-1',
    everySecondMarch,
  ];
  try {
    for (const zone of [
      'UTC',
      'America/New_York',
      'Europe/Berlin',
      'Pacific/Apia',
      'Asia/Tehran',
    ]) {
      process.env['TZ'] = zone;
      offsets.add(new Date(2011, 0, 1).getTimezoneOffset());
      for (const rule of rules) seen.add(days(rule, '2011-01-01', 100));
    }
  } finally {
    if (home === undefined) delete process.env['TZ'];
    else process.env['TZ'] = home;
  }
  expect(offsets.size).toBe(5);
  expect(seen.size).toBe(rules.length);
});
