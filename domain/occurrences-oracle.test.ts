/** Ten thousand rules, each counted by us and by rrule.js. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LAST_DATE, addDays, dateOfDayNumber, dayNumberOf } from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';
import { firstOccurrences } from './occurrences.fixture.ts';
import { endlessRuleText } from './repeat-rule.fixture.ts';
import { ruleFromText } from './repeat-rule.ts';
import type { RepeatRule } from './repeat-rule.ts';
import { oracleDays, withSafePositions } from './rrule-oracle.fixture.ts';

const RULES = 10_000;
/** Half a minute of work; a busy machine is no failure. */
const BUSY_MS = 900_000;
/** More than the longest COUNT that is drawn. */
const DAYS = 15;

const seed = Date.now() & 0x7f_ff_ff_ff;
console.log(`measured: ${RULES} rules against rrule.js, seed ${seed}`);

interface Series {
  readonly rule: RepeatRule;
  readonly first: CivilDate;
}

/** Any day from the second week on, but month ends, leap days and the turn of the year more often than chance has them. */
const first: fc.Arbitrary<CivilDate> = fc.oneof(
  fc.integer({ min: 7, max: dayNumberOf(LAST_DATE) }).map(dateOfDayNumber),
  fc
    .tuple(
      fc.integer({ min: 1971, max: 2199 }),
      fc.constantFrom('01-01', '01-29', '01-30', '01-31', '02-28', '03-31', '12-28', '12-31'),
    )
    .map((parts) => parts.join('-') as CivilDate),
  fc
    .integer({ min: 493, max: 549 })
    .map((years) => `${years * 4}-02-28` as CivilDate)
    .map((day) => addDays(day, 1)),
);

const end = (first: CivilDate): fc.Arbitrary<Partial<RepeatRule>> =>
  fc.oneof(
    fc.constant({}),
    fc.integer({ min: 1, max: DAYS - 3 }).map((count) => ({ count })),
    fc.integer({ min: -10, max: 2_000 }).map((days) => ({ until: addDays(first, days) })),
  );

const series: fc.Arbitrary<Series> = first.chain((first) =>
  fc.tuple(endlessRuleText, end(first)).map(([text, end]) => {
    const rule = ruleFromText(text);
    if (!rule) throw new Error(`${text} is no rule`);
    return { rule: { ...withSafePositions(rule), ...end }, first };
  }),
);

test(
  'our days are those of rrule.js',
  () => {
    fc.assert(
      fc.property(series, ({ rule, first }) => {
        expect(firstOccurrences(rule, first, DAYS)).toEqual(oracleDays(rule, first, DAYS));
      }),
      { numRuns: RULES, seed },
    );
  },
  BUSY_MS,
);
