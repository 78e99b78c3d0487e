/**
 * The words of a line, each with its place, so that whatever is understood can be shown where it was typed.
 *
 * Punctuation around a word is no part of it, but is remembered: a comma or a bracket says where a phrase ends.
 */

/** A place in the line: UTF-16 units from `start` up to, not including, `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Word extends Range {
  /** In lower case, with straight apostrophes; empty for what is too long to be a word of a date. */
  readonly text: string;
  /** Begins with a capital letter. */
  readonly isCapital: boolean;
  /** The punctuation right before the word: brackets and quotation marks. */
  readonly before: string;
  /** The punctuation right after it. */
  readonly after: string;
  /** A `\` stands before it; `start` is then that of the `\`. */
  readonly isEscaped: boolean;
}

/** Every stretch without white space, in order; takes time in proportion to the line's length. */
export function wordsOf(line: string): readonly Word[] {
  return Array.from(line.matchAll(/\S+/g), (match) => wordOf(match[0], match.index));
}

function wordOf(stretch: string, at: number): Word {
  let start = 0;
  while (start < stretch.length && OPENING.has(stretch.charAt(start))) start += 1;
  let end = stretch.length;
  while (end > start && CLOSING.has(stretch.charAt(end - 1))) end -= 1;
  const isEscaped = stretch.charAt(start) === '\\' && end > start + 1;
  const core = stretch.slice(isEscaped ? start + 1 : start, end);
  return {
    start: at + start,
    end: at + end,
    text: core.length > LONGEST_WORD ? '' : folded(core),
    isCapital: /^\p{Lu}/u.test(core),
    before: stretch.slice(0, start),
    after: stretch.slice(end),
    isEscaped,
  };
}

/** Longer than any word of a date, a time or a repeat. */
const LONGEST_WORD = 24;

/** Characters that order writing from right to left and from left to right stand around words, unseen. */
const UNSEEN = '\u200E\u200F\u061C\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFEFF';
const OPENING = new Set(`([{<"'\`“„‟‘‚«‹¿¡${UNSEEN}`);
const CLOSING = new Set(`)]}>"'\`“”‟’»›.,;:!?…،؛؟。、！？：；，．${UNSEEN}`);

/** `5 P.M.` is `5 pm`, and `o’clock` is `o'clock`. */
function folded(core: string): string {
  const text = core.toLowerCase().replaceAll('’', "'");
  return text.endsWith('.m') ? text.replaceAll('.', '') : text;
}
