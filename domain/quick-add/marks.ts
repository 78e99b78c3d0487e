/** The tokens that begin with a sign: `#tag`, `/list` and `!1`. */

import type { Word } from './words.ts';

export type Mark =
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'list'; readonly list: string }
  | { readonly kind: 'priority'; readonly priority: 1 | 2 | 3 };

export interface FoundMark {
  readonly mark: Mark;
  /** The index of the word after it. */
  readonly end: number;
}

/** Lists by their name as it is compared. */
export type ListNames = ReadonlyMap<string, string>;

/** The mark that this word is or begins. */
export function markAt(
  line: string,
  words: readonly Word[],
  at: number,
  lists: ListNames,
): FoundMark | undefined {
  const word = words[at];
  if (!word) return undefined;
  const start = word.isEscaped ? word.start + 1 : word.start;
  switch (line.charAt(start)) {
    case '#':
      return found(tagOf(line, start, word.end), at + 1);
    case '!':
      return found(priorityOf(line, start, word.end), at + 1);
    case '/':
      return listAt(line, words, at, start, lists);
    default:
      return undefined;
  }
}

function found(mark: Mark | undefined, end: number): FoundMark | undefined {
  return mark && { mark, end };
}

/** Letters of any script, digits, `_`, `-` and `/` between them, with a letter somewhere: `#1` counts, and tags nothing. */
const TAG =
  /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}\p{Join_Control}_-]*(?:\/[\p{L}\p{M}\p{N}\p{Join_Control}_-]+)*$/u;
const LETTER = /\p{L}/u;

/** As many UTF-16 units as a tag may have. */
const LONGEST_TAG = 100;

function tagOf(line: string, start: number, end: number): Mark | undefined {
  if (end - start > LONGEST_TAG + 1) return undefined;
  const tag = line.slice(start + 1, end).normalize('NFC');
  return TAG.test(tag) && LETTER.test(tag) ? { kind: 'tag', tag } : undefined;
}

function priorityOf(line: string, start: number, end: number): Mark | undefined {
  switch (line.slice(start, Math.min(end, start + 3))) {
    case '!1':
      return { kind: 'priority', priority: 1 };
    case '!2':
      return { kind: 'priority', priority: 2 };
    case '!3':
      return { kind: 'priority', priority: 3 };
    default:
      return undefined;
  }
}

/** The longest of the lists whose name the words are, whatever the case. */
function listAt(
  line: string,
  words: readonly Word[],
  at: number,
  start: number,
  lists: ListNames,
): FoundMark | undefined {
  let longest: FoundMark | undefined;
  for (let end = at + 1; end <= at + LONGEST_NAME; end += 1) {
    const last = words[end - 1];
    if (!last || last.end - start > LONGEST_LIST) break;
    const list = lists.get(comparedName(line.slice(start + 1, last.end)));
    if (list !== undefined) longest = { mark: { kind: 'list', list }, end };
  }
  return longest;
}

/** As many words, and UTF-16 units, as are looked at for the name of a list. */
const LONGEST_NAME = 12;
const LONGEST_LIST = 120;

/** Names by which the lists are found. Of two that only differ in case the first is meant. */
export function listNames(lists: readonly string[]): ListNames {
  const names = new Map<string, string>();
  for (const list of lists) {
    const name = comparedName(list);
    if (name !== '' && !names.has(name)) names.set(name, list);
  }
  return names;
}

function comparedName(name: string): string {
  return name.normalize('NFC').toLowerCase().trim().replaceAll(/\s+/g, ' ');
}
