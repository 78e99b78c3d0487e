/**
 * Decides from the words around a phrase whether it is a date or part of the title.
 *
 * "Friday" ends "Call Anna Friday" and begins "Friday Night Lights"; "at 5" is a time before "with Bob" and none before
 * "different shops". In doubt the words stay in the title: a date that was not understood is seen at once, words that
 * were taken away by mistake are not.
 */

import type { Locale, Trust } from './locale.ts';
import { longestMatch } from './pattern-match.ts';
import type { Pattern } from './pattern.ts';
import { readSlot } from './slots.ts';
import type { Word } from './words.ts';

/** What is to be decided: the words from `from` up to, not including, `end`. */
export interface Candidate {
  readonly from: number;
  readonly end: number;
  readonly trust: Trust;
  readonly holds: {
    readonly lead: boolean;
    readonly day: boolean;
    readonly time: boolean;
    /** A time with a number in it. */
    readonly hour: boolean;
    /** A time that can be nothing else: `5pm`, `17:30`. */
    readonly clock: boolean;
    readonly repeat: boolean;
  };
}

/** Whether the words may be taken for what they could mean. `isMark` knows tags and the like: no part of a sentence. */
export function isMeant(
  candidate: Candidate,
  words: readonly Word[],
  isMark: (at: number) => boolean,
  locale: Locale,
): boolean {
  const { from, end, trust, holds } = candidate;
  const around = neighbours(candidate, words, isMark);
  if (isPartOfSentenceBefore(candidate, around, words[from - 2], locale)) return false;
  if (isOneOfSeveral(candidate, words, locale)) return false;
  const { isStart } = around;
  const next = goesOnWithDate(candidate, words, locale) ? undefined : around.next;
  const { followers, starters, continuers, timedThings } = locale.surroundings;
  if (!next) return trust !== 'doubtful' || holds.lead || isAbbreviation(around, words, end - 1);
  if (holds.time && timedThings.has(next.text)) return false;
  if (trust === 'doubtful') {
    return holds.lead && followers.has(next.text) && !locale.joining.has(next.text);
  }
  const isAdverb = holds.repeat && trust === 'likely';
  if (isStart && !isAdverb && starters.has(next.text)) return true;
  const isFree = !continuers.has(next.text) && !(words[from]?.isCapital && next.isCapital);
  const isSetOff = holds.clock || (holds.day && holds.hour) || (holds.repeat && trust === 'sure');
  if (isStart && isSetOff) return isFree;
  if (trust === 'sure' && !holds.repeat) return isFree;
  return followers.has(next.text) && (!isStart || holds.time || holds.lead);
}

interface Neighbours {
  /** The word before, if it is of the same sentence. */
  readonly previous: Word | undefined;
  readonly next: Word | undefined;
  /** Nothing of the same sentence is before it. */
  readonly isStart: boolean;
  /** `previous` is the first of its sentence. */
  readonly isSecond: boolean;
}

function neighbours(
  { from, end }: Candidate,
  words: readonly Word[],
  isMark: (at: number) => boolean,
): Neighbours {
  const wordAt = (at: number): Word | undefined => (isMark(at) ? undefined : words[at]);
  const endsBefore = (at: number): boolean => {
    const before = wordAt(at - 1);
    return !before || before.after !== '' || words[at]?.before !== '' || isSign(before);
  };
  const following = wordAt(end);
  const isEnd =
    !following || words[end - 1]?.after !== '' || following.before !== '' || isSign(following);
  const isStart = endsBefore(from);
  return {
    previous: isStart ? undefined : words[from - 1],
    next: isEnd ? undefined : following,
    isStart,
    isSecond: !isStart && endsBefore(from - 1),
  };
}

/** A dash, an arrow, a picture: no letters or digits in it. */
function isSign({ start, end, text }: Word): boolean {
  return start === end || (text !== '' && !/[\p{L}\p{N}]/u.test(text));
}

function isPartOfSentenceBefore(
  { holds }: Candidate,
  { previous, isSecond }: Neighbours,
  beforePrevious: Word | undefined,
  locale: Locale,
): boolean {
  if (!previous || holds.lead) return false;
  const { blockers, aboutDays, numbered, books, reading } = locale.surroundings;
  const { text } = previous;
  if (blockers.has(text)) return true;
  if (holds.day) return aboutDays.has(text) && !holds.time && isSecond;
  if (holds.repeat) return false;
  // A weekday that was not taken: "on Mon & Wed at 6".
  if (locale.weekday.has(text)) return true;
  const isBook = books.has(text) && (isSecond || reading.has(beforePrevious?.text ?? ''));
  return numbered.has(text) || (isBook && holds.clock);
}

/** A repeat may be followed by its first day, and a day or a time by how often. */
function goesOnWithDate(
  { end, holds }: Candidate,
  words: readonly Word[],
  locale: Locale,
): boolean {
  const patterns = holds.repeat ? locale.days : locale.repeats;
  return longestMatch<Pattern<unknown>>(patterns, words, end, locale) !== undefined;
}

/** "Friday and Saturday", "9am - 5pm": one day or time of them would be half of what was said. */
function isOneOfSeveral(
  { from, end, holds }: Candidate,
  words: readonly Word[],
  locale: Locale,
): boolean {
  if (holds.repeat) return false;
  const isDate = (at: number): boolean =>
    longestMatch(locale.days, words, at, locale) !== undefined ||
    readSlot('clock', words, at, locale) !== undefined ||
    (holds.time && readSlot('hour', words, at, locale) !== undefined);
  const isBetween = (at: number): boolean => locale.surroundings.spans.has(words[at]?.text ?? '');
  if (isBetween(end) && isDate(end + 1)) return true;
  if (words[end - 1]?.after === ',' && holds.day && longestMatch(locale.days, words, end, locale)) {
    return true;
  }
  return isBetween(from - 1) && endsWithDate(words, from - 2, locale);
}

function endsWithDate(words: readonly Word[], at: number, locale: Locale): boolean {
  const slots = ['weekday', 'month', 'clock', 'year', 'numeric'] as const;
  return at >= 0 && slots.some((slot) => readSlot(slot, words, at, locale));
}

/** `Sat: dentist`, and `Dentist Sat` at the end; but not `Dog sat` or `Read Baltimore Sun`. */
function isAbbreviation(
  { previous, isStart, isSecond }: Neighbours,
  words: readonly Word[],
  at: number,
): boolean {
  const word = words[at];
  if (isStart) return word?.after === ':';
  return word?.isCapital === true && (isSecond || previous?.isCapital === false);
}
