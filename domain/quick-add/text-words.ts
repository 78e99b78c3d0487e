/** Which words of a line are text whatever they say: quoted ones, names, and what the person turned back. */

import type { Locale } from './locale.ts';
import type { Range, Word } from './words.ts';

/** One answer for each word. */
export function textWords(
  words: readonly Word[],
  asText: readonly Range[],
  locale: Locale,
): readonly boolean[] {
  const isText = words.map(() => false);
  markQuoted(words, isText);
  markNames(words, isText, locale.names);
  markTurnedBack(words, isText, asText);
  return isText;
}

/** The quotation marks stay in the title: who writes them means them. */
function markQuoted(words: readonly Word[], isText: boolean[]): void {
  for (const [opening, closing] of QUOTES) {
    let start = -1;
    for (const [at, { before, after }] of words.entries()) {
      if (start < 0 && before.includes(opening)) start = at;
      if (start >= 0 && after.includes(closing)) {
        isText.fill(true, start, at + 1);
        start = -1;
      }
    }
  }
}

const QUOTES: readonly (readonly [opening: string, closing: string])[] = [
  ['"', '"'],
  ['`', '`'],
  ['“', '”'],
  ['„', '“'],
  ['„', '”'],
  ['«', '»'],
];

function markNames(words: readonly Word[], isText: boolean[], names: Locale['names']): void {
  const namesByFirst = new Map<string, (readonly string[])[]>();
  for (const name of names) {
    const [first = '', ...rest] = name.split(' ');
    const same = namesByFirst.get(first.toLowerCase()) ?? [];
    namesByFirst.set(first.toLowerCase(), [...same, [first, ...rest]]);
  }
  for (const [at, { text, isEscaped }] of words.entries()) {
    for (const name of isEscaped ? [] : (namesByFirst.get(text) ?? [])) {
      const isName = name.every((word, offset) => isNamed(words[at + offset], word));
      if (isName) isText.fill(true, at, at + name.length);
    }
  }
}

/** A capital in the name has to be one in the line. */
function isNamed(word: Word | undefined, named: string): boolean {
  const isAnyCase = named === named.toLowerCase();
  return word?.text === named.toLowerCase() && (isAnyCase || word.isCapital);
}

/** Both the words and the ranges are gone through once. */
function markTurnedBack(words: readonly Word[], isText: boolean[], asText: readonly Range[]): void {
  const ranges = asText
    .filter(({ start, end }) => start < end)
    .toSorted((a, b) => a.start - b.start);
  let next = 0;
  let textEnd = 0;
  for (const [at, { start, end }] of words.entries()) {
    for (let range = ranges[next]; range && range.start < end; range = ranges[next]) {
      textEnd = Math.max(textEnd, range.end);
      next += 1;
    }
    if (start < textEnd) isText[at] = true;
  }
}
