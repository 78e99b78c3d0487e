/** A phrase that may say how a to-do repeats, with what goes with it: a time, a first day, an end. */

import type { DayPattern, Locale, RepeatPattern, TimePattern } from './locale.ts';
import { longestMatch } from './pattern-match.ts';
import type { Match } from './pattern-match.ts';
import type { Captures } from './pattern.ts';
import { isJoined } from './slots.ts';
import { timesAt } from './when-phrase.ts';
import type { Word } from './words.ts';

export interface RepeatPhrase {
  /** The index of the word after it. */
  readonly end: number;
  readonly rule: Match<RepeatPattern>;
  readonly times: readonly Match<TimePattern>[];
  readonly starting: Match<DayPattern> | undefined;
  readonly until: Match<DayPattern> | undefined;
  /** For so many units. */
  readonly lasting: Captures | undefined;
  /** So many times. */
  readonly count: number | undefined;
  /** Counts from the day it was done. */
  readonly isAfterDone: boolean;
}

/** All that may begin at this word, the longest first: what goes with a rule may be no part of it after all. */
export function repeatPhrasesAt(
  words: readonly Word[],
  at: number,
  locale: Locale,
): readonly RepeatPhrase[] {
  const rule = longestMatch(locale.repeats, words, at, locale);
  if (!rule) return [];
  const phrases: RepeatPhrase[] = [
    {
      end: rule.end,
      rule,
      times: [],
      starting: undefined,
      until: undefined,
      lasting: undefined,
      count: undefined,
      isAfterDone: rule.pattern.means.is === 'every' && rule.pattern.means.isDone === true,
    },
  ];
  for (;;) {
    const [phrase] = phrases;
    const longer = phrase && isJoined(words, phrase.end - 1) && withMore(phrase, words, locale);
    if (!longer) return phrases;
    phrases.unshift(longer);
  }
}

/** With one thing more that was not said yet; undefined when nothing of the kind follows. */
function withMore(
  phrase: RepeatPhrase,
  words: readonly Word[],
  locale: Locale,
): RepeatPhrase | undefined {
  const times = timesAt(words, phrase.end, true, locale);
  const lastTime = times.at(-1);
  if (lastTime)
    return phrase.times.length > 0 ? undefined : { ...phrase, times, end: lastTime.end };
  const link = longestMatch(locale.repeatEnds, words, phrase.end, locale);
  if (!link) return undefined;
  const { end, captures } = link;
  const hasEnd = phrase.until ?? phrase.lasting ?? phrase.count;
  switch (link.pattern.means) {
    case 'after-done':
      return phrase.isAfterDone ? undefined : { ...phrase, end, isAfterDone: true };
    case 'times':
      return hasEnd ? undefined : { ...phrase, end, count: captures.count };
    case 'lasting':
      return hasEnd ? undefined : { ...phrase, end, lasting: captures };
    case 'starting': {
      const starting = isJoined(words, end - 1) && longestMatch(locale.days, words, end, locale);
      return starting && !phrase.starting ? { ...phrase, end: starting.end, starting } : undefined;
    }
    case 'until': {
      const until = isJoined(words, end - 1) && longestMatch(locale.days, words, end, locale);
      return until && !hasEnd ? { ...phrase, end: until.end, until } : undefined;
    }
  }
}
