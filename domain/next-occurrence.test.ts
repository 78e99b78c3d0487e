import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMonths, dateOfDayNumber, dayNumberOf } from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';
import { nextOccurrence } from './next-occurrence.ts';
import { firstOccurrences } from './occurrences.fixture.ts';
import { endlessRuleText } from './repeat-rule.fixture.ts';
import { ruleFromText } from './repeat-rule.ts';
import { repeatFromValue, valueFromRepeat } from './repeat.ts';
import type { Repeat } from './repeat.ts';
import { oracleDays, withSafePositions } from './rrule-oracle.fixture.ts';

/** A busy machine is no failure. */
const BUSY_MS = 900_000;
const MONDAY = '2026-11-23';

function repeat(...value: readonly string[]): Repeat {
  const read = repeatFromValue(value);
  if (!read) throw new Error(`${value.join(' ')} is no repeat`);
  return read;
}

/** The next day and how it repeats from there, as they are stored. */
function next(repeat: Repeat, due: string | undefined, doneOn: string): unknown {
  const occurrence = nextOccurrence(repeat, due as CivilDate | undefined, doneOn as CivilDate);
  return occurrence && [occurrence.day, valueFromRepeat(occurrence.repeat)];
}

test('what is done when it is due is due again at the next day of the series', () => {
  expect(next(repeat('FREQ=WEEKLY', 'due'), MONDAY, MONDAY)).toEqual([
    '2026-11-30',
    ['FREQ=WEEKLY', 'due', '2026-11-30'],
  ]);
});

test('what is done early is not due again on the same day', () => {
  const daily = repeat('FREQ=WEEKLY;BYDAY=MO,FR', 'due');
  expect(next(daily, MONDAY, '2026-11-20')).toMatchObject(['2026-11-27', {}]);
});

test('what was missed rolls forward to the first day after today', () => {
  const weekly = repeat('FREQ=WEEKLY;BYDAY=MO', 'due');
  expect(next(weekly, MONDAY, '2026-12-10')).toMatchObject(['2026-12-14', {}]);
  expect(next(weekly, MONDAY, '2026-12-07')).toMatchObject(['2026-12-14', {}]);
  expect(next(repeat('FREQ=DAILY', 'due'), MONDAY, '2027-01-05')).toMatchObject(['2027-01-06', {}]);
});

test('every second week stays the same weeks, whenever it is done and wherever it is moved', () => {
  const fortnightly = repeat('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', 'due', MONDAY);
  const onward = ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', 'due', '2026-12-07'];
  for (const [due, doneOn] of [
    [MONDAY, MONDAY],
    [MONDAY, '2026-12-01'],
    ['2026-11-22', '2026-11-22'],
    ['2026-12-01', '2026-12-01'],
  ] as const) {
    expect(next(fortnightly, due, doneOn)).toEqual(['2026-12-07', onward]);
  }
});

test('what was moved past the next day of the series goes on after the day it was moved to', () => {
  const daily = repeat('FREQ=DAILY', 'due', MONDAY);
  expect(next(daily, '2026-11-26', MONDAY)).toMatchObject(['2026-11-27', {}]);
});

test('what was moved to an earlier day does not come again on its own', () => {
  const weekly = repeat('FREQ=WEEKLY;BYDAY=MO', 'due', MONDAY);
  expect(next(weekly, '2026-11-20', '2026-11-20')).toMatchObject(['2026-11-30', {}]);
});

test('a series without a due day begins on the day it was done', () => {
  expect(next(repeat('FREQ=WEEKLY', 'due'), undefined, MONDAY)).toMatchObject(['2026-11-30', {}]);
});

test('a count counts down to the last, and the days that were missed are spent', () => {
  const three = repeat('FREQ=DAILY;COUNT=3', 'due');
  expect(next(three, MONDAY, MONDAY)).toEqual([
    '2026-11-24',
    ['FREQ=DAILY;COUNT=2', 'due', '2026-11-24'],
  ]);
  expect(next(three, MONDAY, '2026-11-24')).toEqual([
    '2026-11-25',
    ['FREQ=DAILY;COUNT=1', 'due', '2026-11-25'],
  ]);
  expect(next(three, MONDAY, '2026-11-25')).toBeUndefined();
  expect(next(repeat('FREQ=DAILY;COUNT=1', 'due'), MONDAY, MONDAY)).toBeUndefined();
});

test('a series ends after its last day', () => {
  const ending = repeat('FREQ=DAILY;UNTIL=20261124', 'due');
  expect(next(ending, MONDAY, MONDAY)).toMatchObject(['2026-11-24', {}]);
  expect(next(ending, '2026-11-24', MONDAY)).toBeUndefined();
});

test('counted from the day it was done, due days play no part', () => {
  const third = repeat('FREQ=DAILY;INTERVAL=3', 'done');
  for (const due of [undefined, MONDAY, '2020-01-01', '2030-01-01']) {
    expect(next(third, due, '2026-11-25')).toEqual([
      '2026-11-28',
      ['FREQ=DAILY;INTERVAL=3', 'done'],
    ]);
  }
});

test('counted from the day it was done, each time counts once, and a series ends after its last day', () => {
  expect(next(repeat('FREQ=DAILY;COUNT=3', 'done'), MONDAY, '2027-05-01')).toEqual([
    '2027-05-02',
    ['FREQ=DAILY;COUNT=2', 'done'],
  ]);
  expect(next(repeat('FREQ=DAILY;COUNT=1', 'done'), MONDAY, MONDAY)).toBeUndefined();
  expect(next(repeat('FREQ=DAILY;UNTIL=20261123', 'done'), MONDAY, MONDAY)).toBeUndefined();
});

test('a month after the 31st is the last day of a shorter month, and by the calendar it is passed over', () => {
  expect(next(repeat('FREQ=MONTHLY', 'done'), undefined, '2027-01-31')).toMatchObject([
    '2027-02-28',
    {},
  ]);
  expect(next(repeat('FREQ=YEARLY', 'done'), undefined, '2028-02-29')).toMatchObject([
    '2029-02-28',
    {},
  ]);
  expect(next(repeat('FREQ=MONTHLY', 'due'), '2027-01-31', '2027-01-31')).toMatchObject([
    '2027-03-31',
    {},
  ]);
});

test('so many months after it was done is a date so many months later', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60_000 }),
      fc.integer({ min: 1, max: 40 }),
      (day, months) => {
        const doneOn = dateOfDayNumber(day);
        const monthly = repeat(`FREQ=MONTHLY;INTERVAL=${months}`, 'done');
        expect(nextOccurrence(monthly, undefined, doneOn)?.day).toBe(addMonths(doneOn, months));
        const yearly = repeat(`FREQ=YEARLY;INTERVAL=${months}`, 'done');
        expect(nextOccurrence(yearly, undefined, doneOn)?.day).toBe(addMonths(doneOn, 12 * months));
      },
    ),
  );
});

const LAST_START = dayNumberOf('2150-01-01' as CivilDate);
const first = fc.integer({ min: 7, max: LAST_START }).map(dateOfDayNumber);
const series = fc
  .tuple(endlessRuleText, first, fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }))
  .map(([text, first, count]) => {
    const rule = ruleFromText(text);
    if (!rule) throw new Error(`${text} is no rule`);
    return { first, rule: { ...withSafePositions(rule), count } };
  });

test(
  'done one after the other, the to-dos of a series fall on all its days, in phase and counted',
  () => {
    fc.assert(
      fc.property(series, fc.boolean(), ({ rule, first }, keepsSeriesDay) => {
        const days: CivilDate[] = [];
        let day: CivilDate | undefined = first;
        let repeat: Repeat = { rule, from: 'due', seriesDay: undefined };
        while (day !== undefined && days.length < 15) {
          days.push(day);
          const next = nextOccurrence(repeat, day, day);
          if (next)
            repeat = keepsSeriesDay ? next.repeat : { ...next.repeat, seriesDay: undefined };
          day = next?.day;
        }
        expect(days).toEqual(firstOccurrences(rule, first, 15));
      }),
      { numRuns: 500 },
    );
  },
  BUSY_MS,
);

test(
  'what was missed rolls forward to the day that rrule.js has next',
  () => {
    const late = fc.integer({ min: -20, max: 400 });
    fc.assert(
      fc.property(series, late, ({ rule, first }, late) => {
        const doneOn = addDays(first, late);
        const after = doneOn > first ? doneOn : first;
        // rrule.js may stop a few years later: it looks through all years for a day that is not to be found.
        const until = addDays(after, 2_000);
        const days = oracleDays({ ...rule, until }, first, 3_000);
        const next = nextOccurrence({ rule, from: 'due', seriesDay: undefined }, first, doneOn);
        const isSoon = next !== undefined && next.day <= until;
        expect(isSoon ? next.day : undefined).toBe(days.find((day) => day > after));
        const passed = days.filter((day) => day <= after).length;
        const left = next && rule.count !== undefined ? rule.count - passed : undefined;
        expect(next?.repeat.rule.count).toBe(left);
      }),
      { numRuns: 300 },
    );
  },
  BUSY_MS,
);
