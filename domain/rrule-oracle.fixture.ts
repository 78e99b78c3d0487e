/**
 * The days of a rule as rrule.js counts them, which nobody here wrote.
 *
 * It departs from RFC 5545 in five ways, four of which are made up for here:
 *
 * - Where the rule would not name the first day, rrule.js neither gives it nor counts it. In RFC 5545 (section 3.8.5.3)
 *   DTSTART is the first of the recurrence set, and COUNT counts it.
 * - In a week that began before the first day, rrule.js counts BYSETPOS from the first day on. RFC 5545 (section 3.3.10)
 *   means the set of the whole period, as rrule.js itself does for months and years. So weekly rules with BYSETPOS are
 *   counted from the day on which that week began.
 * - Of `BYDAY=MO,1FR`, a list of days each of which is meant (RFC 5545, section 3.3.10), rrule.js takes only those that are
 *   in both kinds of list, which is none. So beside ordinals "every Monday" is said as the first, the second and so on.
 * - A day that two of the BYSETPOS name, such as the only one of a month by 1 and by -1, rrule.js gives twice. The
 *   recurrence set is a set.
 * - Of a period of two days, BYSETPOS=-3 should name none, and rrule.js gives the first. So a rule keeps only those
 *   positions from the end that each of its periods has, see `withSafePositions`.
 */

import { RRule } from 'rrule';
import type { Options } from 'rrule';
import { LAST_DATE, addDays, dateOfDayNumber, dayNumberOf, weekdayOf } from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';
import type { RepeatRule, RuleWeekday } from './repeat-rule.ts';
import { textFromRule } from './repeat-rule.ts';

/** The rule without the positions from the end that rrule.js may miscount. */
export function withSafePositions(rule: RepeatRule): RepeatRule {
  const least = fewestDaysOf(rule);
  return { ...rule, positions: rule.positions.filter((position) => position >= -least) };
}

/** So many days each period has that has any; often it has more. */
function fewestDaysOf({ frequency, months, monthDays, weekdays }: RepeatRule): number {
  const isOfEveryWeek = weekdays.length > 0 && weekdays.every(({ ordinal }) => ordinal === 0);
  if (frequency === 'DAILY' || monthDays.length > 0 || !isOfEveryWeek) return 1;
  if (frequency === 'WEEKLY') return months.length > 0 ? 1 : weekdays.length;
  return 4 * weekdays.length;
}

/** The first `limit` days of the rule, or all, the given first day at their head. */
export function oracleDays(
  rule: RepeatRule,
  first: CivilDate,
  limit: number,
): readonly CivilDate[] {
  const { count = Infinity, until = LAST_DATE } = rule;
  const weekdays = withoutMixture(rule.weekdays);
  const endless = { ...rule, weekdays, count: undefined, until: undefined };
  const start = hasSetOfWeek(rule) ? weekStartOf(first, rule) : first;
  const options: Partial<Options> = {
    ...RRule.parseString(textFromRule(endless)),
    dtstart: laterDate(start),
  };
  // What the rule leaves open, the first day says and not the week's.
  if (hasSetOfWeek(rule) && rule.weekdays.length === 0) options.byweekday = [weekdayOf(first) - 1];

  const most = Math.min(limit, count);
  const days = new Set([first]);
  new RRule(options).all((date) => {
    const dayNumber = date.getTime() / DAY_MS - SHIFT_DAYS;
    if (days.size >= most || dayNumber > dayNumberOf(until)) return false;
    if (dayNumber > dayNumberOf(first)) days.add(dateOfDayNumber(dayNumber));
    return true;
  });
  return [...days];
}

const DAY_MS = 86_400_000;

/** The calendar is the same every 400 years, weekdays too. */
const SHIFT_YEARS = 7_600;
const SHIFT_DAYS = (SHIFT_YEARS / 400) * 146_097;

/** rrule.js looks for the days of a rule that has none until the year 9999, so it counts in the years before that. */
function laterDate(date: CivilDate): Date {
  return new Date((dayNumberOf(date) + SHIFT_DAYS) * DAY_MS);
}

function hasSetOfWeek({ frequency, positions }: RepeatRule): boolean {
  return frequency === 'WEEKLY' && positions.length > 0;
}

function weekStartOf(date: CivilDate, { weekStart }: RepeatRule): CivilDate {
  return addDays(date, -((weekdayOf(date) - weekStart + 7) % 7));
}

function withoutMixture(weekdays: readonly RuleWeekday[]): readonly RuleWeekday[] {
  if (weekdays.every(({ ordinal }) => ordinal === 0)) return weekdays;
  return weekdays.flatMap(({ weekday, ordinal }) =>
    ordinal === 0
      ? Array.from({ length: WEEKS }, (_, at) => ({ weekday, ordinal: at + 1 }))
      : [{ weekday, ordinal }],
  );
}

/** That a year can have of one weekday. */
const WEEKS = 53;
