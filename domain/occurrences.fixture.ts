/** The first of a rule's days, for tests that say how many they look at. */

import type { CivilDate } from './civil-date.ts';
import { occurrences } from './occurrences.ts';
import type { RepeatRule } from './repeat-rule.ts';

/** The first `limit` days, or all. */
export function firstOccurrences(
  rule: RepeatRule,
  first: CivilDate,
  limit: number,
  shortMonths?: 'skip' | 'clamp',
): readonly CivilDate[] {
  const days: CivilDate[] = [];
  for (const day of occurrences(rule, first, shortMonths)) {
    if (days.length === limit) break;
    days.push(day);
  }
  return days;
}
