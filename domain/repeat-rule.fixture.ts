/** Rules as they may come: every part of the subset, in any company that RFC 5545 allows. */

import fc from 'fast-check';
import type { Frequency } from './repeat-rule.ts';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** A few of them, or as often none. */
function some<Value>(each: fc.Arbitrary<Value>, maxLength: number): fc.Arbitrary<readonly Value[]> {
  return fc.oneof(fc.constant([]), fc.array(each, { minLength: 1, maxLength }));
}

const notZero = (least: number, greatest: number): fc.Arbitrary<number> =>
  fc.integer({ min: least, max: greatest }).filter((number) => number !== 0);

const weekday = fc.constantFrom(...WEEKDAYS);
const months = some(fc.integer({ min: 1, max: 12 }), 4);
const monthDays = some(fc.oneof(notZero(-31, 31), fc.constantFrom(-1, 28, 29, 30, 31)), 4);
/** Mostly such as there are in a month. */
const ordinal = fc.oneof(
  { weight: 2, arbitrary: fc.constant('') },
  { weight: 3, arbitrary: notZero(-5, 5).map(String) },
);
const ordinalInYear = fc.oneof(ordinal, notZero(-53, 53).map(String));

function weekdaysOf(frequency: Frequency, isInMonths: boolean): fc.Arbitrary<readonly string[]> {
  if (frequency === 'DAILY' || frequency === 'WEEKLY') return some(weekday, 7);
  const ordinals = frequency === 'YEARLY' && !isInMonths ? ordinalInYear : ordinal;
  return some(
    fc.tuple(ordinals, weekday).map((both) => both.join('')),
    5,
  );
}

const limitless = fc.record({
  // Days are what an oracle takes longest for, and what there is least to get wrong in.
  frequency: fc.oneof(
    { weight: 1, arbitrary: fc.constant<Frequency>('DAILY') },
    { weight: 9, arbitrary: fc.constantFrom<Frequency>('WEEKLY', 'MONTHLY', 'YEARLY') },
  ),
  interval: fc.oneof(
    fc.constant(1),
    fc.integer({ min: 1, max: 6 }),
    fc.integer({ min: 1, max: 60 }),
  ),
  months,
  monthDays,
  positions: some(fc.oneof(notZero(-4, 4), notZero(-40, 40)), 3),
  weekStart: fc.option(weekday, { nil: undefined }),
});

/** The text of a rule without an end. */
export const endlessRuleText: fc.Arbitrary<string> = limitless.chain((drawn) =>
  weekdaysOf(drawn.frequency, drawn.months.length > 0).map((weekdays) => {
    const monthDays = drawn.frequency === 'WEEKLY' ? [] : drawn.monthDays;
    const most = mostPositions(drawn.frequency, new Set(weekdays).size);
    const positions = drawn.positions.map((position) => Math.max(-most, Math.min(position, most)));
    const hasSet = drawn.months.length + monthDays.length + weekdays.length > 0;
    const parts: readonly (readonly [name: string, value: string])[] = [
      ['FREQ', drawn.frequency],
      ['INTERVAL', String(drawn.interval)],
      ['BYMONTH', drawn.months.join(',')],
      ['BYMONTHDAY', monthDays.join(',')],
      ['BYDAY', weekdays.join(',')],
      ['BYSETPOS', hasSet ? positions.join(',') : ''],
      ['WKST', drawn.weekStart ?? ''],
    ];
    const said = parts.filter(([, value]) => value !== '');
    return said.map((part) => part.join('=')).join(';');
  }),
);

/** Beyond that few periods have a day, and an oracle looks through all of them before it says so. */
function mostPositions(frequency: Frequency, weekdays: number): number {
  switch (frequency) {
    case 'DAILY':
      return 1;
    case 'WEEKLY':
      return Math.max(1, weekdays);
    case 'MONTHLY':
      return 5;
    case 'YEARLY':
      return 40;
  }
}

/** The text of a rule with or without an end. */
export const anyRuleText: fc.Arbitrary<string> = fc
  .tuple(endlessRuleText, fc.constantFrom('', ';COUNT=1', ';COUNT=9999', ';UNTIL=20271231'))
  .map((parts) => parts.join(''));
