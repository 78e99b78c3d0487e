/** Finds a pattern in the words of a line. */

import type { Locale } from './locale.ts';
import type { Captures, Element, Pattern } from './pattern.ts';
import { isJoined, readSlot } from './slots.ts';
import type { SlotReading } from './slots.ts';
import type { Word } from './words.ts';

export interface Match<P> {
  readonly pattern: P;
  readonly captures: Captures;
  /** The index of its first word. */
  readonly from: number;
  /** The index of the word after it. */
  readonly end: number;
}

/** The longest of the patterns that begins at this word; of two as long, the one that is named first. */
export function longestMatch<P extends Pattern<unknown>>(
  patterns: readonly P[],
  words: readonly Word[],
  at: number,
  locale: Locale,
): Match<P> | undefined {
  const text = words[at]?.text ?? '';
  if (text === '') return undefined;
  const { byWord, others } = beginningsOf(patterns);
  let longest: Match<P> | undefined;
  for (const index of byWord.get(text) ?? others) {
    const pattern = patterns[index];
    const reading = pattern && matchElements(pattern.elements, 0, words, at, locale, {});
    if (reading && reading.end > (longest?.end ?? at)) longest = { pattern, from: at, ...reading };
  }
  return longest;
}

/** Which of the patterns can begin with a word, by their indexes. */
interface Beginnings {
  readonly byWord: ReadonlyMap<string, readonly number[]>;
  /** Those that begin with a slot, for all other words. */
  readonly others: readonly number[];
}

/** Counted out once for the patterns of a language. */
function beginningsOf(patterns: readonly Pattern<unknown>[]): Beginnings {
  const known = beginningsByPatterns.get(patterns);
  if (known) return known;
  const firsts = patterns.map(({ elements }) => firstElements(elements));
  const words = new Set(firsts.flatMap((elements) => elements.flatMap(({ words }) => words)));
  const indexes = (canBegin: (element: Element) => boolean): readonly number[] =>
    firsts.flatMap((elements, index) => (elements.some(canBegin) ? [index] : []));
  const beginnings = {
    byWord: new Map(
      Array.from(words, (word) => [
        word,
        indexes(({ slot, words }) => slot !== undefined || words.includes(word)),
      ]),
    ),
    others: indexes(({ slot }) => slot !== undefined),
  };
  beginningsByPatterns.set(patterns, beginnings);
  return beginnings;
}

const beginningsByPatterns = new WeakMap<readonly Pattern<unknown>[], Beginnings>();

/** The elements up to the first that may not be missing. */
function firstElements(elements: readonly Element[]): readonly Element[] {
  const needed = elements.findIndex(({ isOptional }) => !isOptional);
  return elements.slice(0, needed + 1);
}

/** Tries an optional element before it tries without; patterns are short, so that is a few steps. */
function matchElements(
  elements: readonly Element[],
  from: number,
  words: readonly Word[],
  at: number,
  locale: Locale,
  captures: Captures,
): SlotReading | undefined {
  const element = elements[from];
  if (!element) return { captures, end: at };
  const reading = readElement(element, words, at, locale);
  if (reading) {
    const rest = matchElements(elements, from + 1, words, reading.end, locale, {
      ...captures,
      ...reading.captures,
    });
    if (rest && (rest.end === reading.end || isJoined(words, reading.end - 1))) return rest;
  }
  return element.isOptional
    ? matchElements(elements, from + 1, words, at, locale, captures)
    : undefined;
}

function readElement(
  element: Element,
  words: readonly Word[],
  at: number,
  locale: Locale,
): SlotReading | undefined {
  if (element.slot) return readSlot(element.slot, words, at, locale);
  return element.words.includes(words[at]?.text ?? '') ? { captures: {}, end: at + 1 } : undefined;
}
