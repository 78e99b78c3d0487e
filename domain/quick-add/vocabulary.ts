/** The words that anything a language knows can hold: most words of a line are none of them and are passed over. */

import type { Locale } from './locale.ts';

export type Vocabulary = ReadonlySet<string>;

/** Counted out once for a language. */
export function vocabularyOf(locale: Locale): Vocabulary {
  const known = vocabularies.get(locale);
  if (known) return known;
  const vocabulary = new Set(allWords(locale));
  vocabularies.set(locale, vocabulary);
  return vocabulary;
}

const vocabularies = new WeakMap<Locale, Vocabulary>();

function allWords(locale: Locale): readonly string[] {
  const { days, leads, times, timesBesideDay, repeats } = locale;
  const patterns = [...days, ...leads, ...times, ...timesBesideDay, ...repeats];
  const { weekday, weekdayPlural, month, count, ordinal, unit, part } = locale;
  const maps = [weekday, weekdayPlural, month, count, ordinal, unit, part];
  return [
    ...patterns.flatMap(({ elements }) => elements.flatMap(({ words }) => words)),
    ...maps.flatMap((map) => [...map.keys()]),
  ];
}
