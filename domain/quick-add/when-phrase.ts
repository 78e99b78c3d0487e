/**
 * A phrase that may say when: a day, a time or both, in either order, as in "on Friday at 5" and "5pm tomorrow".
 *
 * What is found here is what the words could mean; `surroundings.ts` decides whether they do.
 */

import type { DayPattern, Locale, TimePattern, Trust } from './locale.ts';
import { longestMatch } from './pattern-match.ts';
import type { Match } from './pattern-match.ts';
import { isJoined } from './slots.ts';
import type { Word } from './words.ts';

export interface WhenPhrase {
  /** The index of the word after it. */
  readonly end: number;
  readonly day: Match<DayPattern> | undefined;
  /** As they were said: "in the evening at 7" has two that are one time. */
  readonly times: readonly Match<TimePattern>[];
  /** Begins with a preposition. */
  readonly isLed: boolean;
  readonly trust: Trust;
}

/** All that may begin at this word, the longest first. */
export function whenPhrasesAt(
  words: readonly Word[],
  at: number,
  locale: Locale,
): readonly WhenPhrase[] {
  const phrases = [...dayFirst(words, at, locale), ...timeFirst(words, at, locale)];
  return phrases.toSorted((a, b) => b.end - a.end);
}

function dayFirst(words: readonly Word[], at: number, locale: Locale): readonly WhenPhrase[] {
  const found = ledDayAt(words, at, locale);
  if (!found) return [];
  const { day, lead, isAmbiguous } = found;
  const times = isJoined(words, day.end - 1) ? timesAt(words, day.end, true, locale) : [];
  const phrases = [times, times.slice(0, 1), []].map((times) => ({
    end: times.at(-1)?.end ?? day.end,
    day,
    times,
    isLed: lead !== undefined,
    trust: trustOf(day, times, isAmbiguous),
  }));
  return lead === 'day-and-time' ? phrases.filter(({ times }) => times.length > 0) : phrases;
}

function timeFirst(words: readonly Word[], at: number, locale: Locale): readonly WhenPhrase[] {
  const phrases: WhenPhrase[] = [];
  const besideDay = timesAt(words, at, true, locale);
  for (const times of [besideDay, besideDay.slice(0, 1)]) {
    const end = times.at(-1)?.end ?? at;
    const found = end > at && isJoined(words, end - 1) ? ledDayAt(words, end, locale) : undefined;
    if (!found) continue;
    const { day } = found;
    const trust = trustOf(day, times, false);
    phrases.push({ end: day.end, day, times, isLed: false, trust });
  }
  const alone = timesAt(words, at, false, locale);
  for (const times of [alone, alone.slice(0, 1)]) {
    const last = times.at(-1);
    if (!last) continue;
    const trust = trustOf(undefined, times, false);
    phrases.push({ end: last.end, day: undefined, times, isLed: false, trust });
  }
  return phrases;
}

interface LedDay {
  readonly day: Match<DayPattern>;
  readonly lead: 'day' | 'day-and-time' | undefined;
  /** A weekday whose name is another word too. */
  readonly isAmbiguous: boolean;
}

function ledDayAt(words: readonly Word[], at: number, locale: Locale): LedDay | undefined {
  const lead = longestMatch(locale.leads, words, at, locale);
  const led =
    lead && isJoined(words, lead.end - 1)
      ? longestMatch(locale.days, words, lead.end, locale)
      : undefined;
  // The first word of a day may be one that leads to others: "on the 15th".
  const unled = longestMatch(locale.days, words, at, locale);
  const day = led ?? unled;
  if (!day) return undefined;
  const first = words[led && lead ? lead.end : at]?.text ?? '';
  const isAmbiguous =
    day.captures.weekday !== undefined && locale.surroundings.ambiguous.has(first);
  return { day, lead: led ? lead?.pattern.means : undefined, isAmbiguous };
}

/** A time, and what says more about it: "at 5 in the morning". */
export function timesAt(
  words: readonly Word[],
  at: number,
  isBesideDay: boolean,
  locale: Locale,
): readonly Match<TimePattern>[] {
  const first = timeAt(words, at, isBesideDay, locale);
  if (!first) return [];
  const second = isJoined(words, first.end - 1)
    ? timeAt(words, first.end, true, locale)
    : undefined;
  return second && isPart(first) !== isPart(second) ? [first, second] : [first];
}

function timeAt(
  words: readonly Word[],
  at: number,
  isBesideDay: boolean,
  locale: Locale,
): Match<TimePattern> | undefined {
  const alone = longestMatch(locale.times, words, at, locale);
  const beside = isBesideDay ? longestMatch(locale.timesBesideDay, words, at, locale) : undefined;
  return beside && beside.end > (alone?.end ?? at) ? beside : alone;
}

/** `5pm`, `5 pm` and `17:30`, which can be nothing but a time. */
export function isExactTime({ pattern: { means }, captures }: Match<TimePattern>): boolean {
  return captures.clock !== undefined || 'half' in means;
}

function isPart({ pattern }: Match<TimePattern>): boolean {
  return pattern.means.is === 'part';
}

function trustOf(
  day: Match<DayPattern> | undefined,
  times: readonly Match<TimePattern>[],
  isAmbiguous: boolean,
): Trust {
  if (!day) return times.every(({ pattern }) => pattern.trust === 'sure') ? 'sure' : 'likely';
  if (times.some(isExactTime)) return 'sure';
  // "Tomorrow at 5" may go on with "shops".
  if (times.some(({ captures }) => captures.hour !== undefined)) return 'likely';
  return isAmbiguous && times.length === 0 ? 'doubtful' : day.pattern.trust;
}
