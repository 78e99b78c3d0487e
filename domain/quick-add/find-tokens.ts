/** Finds what is understood of a line, from its first word to its last; of each kind the first counts. */

import { findPhrases } from './find-phrases.ts';
import type { SaidRepeatPhrase, SaidWhenPhrase } from './find-phrases.ts';
import type { Locale } from './locale.ts';
import { listNames, markAt } from './marks.ts';
import type { Mark } from './marks.ts';
import type { NumericOrder } from './said-day.ts';
import type { Now } from './said-time.ts';
import { textWords } from './text-words.ts';
import { wordsOf } from './words.ts';
import type { Range, Word } from './words.ts';

/** What a line is read with. */
export interface QuickAddContext {
  readonly now: Now;
  readonly locale: Locale;
  readonly numericOrder: NumericOrder;
  /** The names of the lists that `/` can mean. */
  readonly lists: readonly string[];
  /** What the person turned back to text, in any order. */
  readonly asText: readonly Range[];
}

export type Meaning =
  | Mark
  | SaidWhenPhrase
  | SaidRepeatPhrase
  /** Would be understood but for the `\` before it. */
  | { readonly kind: 'escape'; readonly text: string };

export type FoundToken = Range & { readonly meaning: Meaning };

/** Some words, by their indexes, and what they mean. */
export interface Found {
  readonly first: number;
  /** The index of the word after it. */
  readonly end: number;
  readonly meaning: Meaning;
}

/** In the order of the line. */
export function findTokens(line: string, context: QuickAddContext): readonly FoundToken[] {
  const words = wordsOf(line).map((word) => withDoneSign(word, context.locale));
  const isText = textWords(words, context.asText, context.locale);
  const marks = findMarks(line, words, isText, context.lists);
  const isMark = words.map(() => false);
  for (const { first, end } of marks) isMark.fill(true, first, end);
  return [...marks, ...findPhrases(words, isText, isMark, context)]
    .map((found) => tokenOf(found, line, words))
    .toSorted((a, b) => a.start - b.start);
}

/** The sign in "every! 3 days" is no punctuation. */
function withDoneSign(word: Word, { doneSign }: Locale): Word {
  if (!word.after.startsWith(doneSign.sign) || !doneSign.words.has(word.text)) return word;
  const { text, end, after } = word;
  const length = doneSign.sign.length;
  return { ...word, text: text + doneSign.sign, end: end + length, after: after.slice(length) };
}

function findMarks(
  line: string,
  words: readonly Word[],
  isText: readonly boolean[],
  lists: readonly string[],
): readonly Found[] {
  const names = listNames(lists);
  const marks: Found[] = [];
  const taken = new Set<Mark['kind']>();
  for (let at = 0; at < words.length; at += 1) {
    const found = isText[at] ? undefined : markAt(line, words, at, names);
    if (!found || isText.slice(at, found.end).includes(true)) continue;
    const { mark, end } = found;
    const isEscaped = words[at]?.isEscaped === true;
    if (taken.has(mark.kind) && !isEscaped) continue;
    if (mark.kind !== 'tag' && !isEscaped) taken.add(mark.kind);
    marks.push({ first: at, end, meaning: mark });
    at = end - 1;
  }
  return marks;
}

function tokenOf({ first, end, meaning }: Found, line: string, words: readonly Word[]): FoundToken {
  const range = { start: words[first]?.start ?? 0, end: words[end - 1]?.end ?? 0 };
  if (!words[first]?.isEscaped) return { ...range, meaning };
  return { ...range, meaning: { kind: 'escape', text: line.slice(range.start + 1, range.end) } };
}
