/** What is being typed at the caret: a tag or the name of a list that is not complete yet, to be completed. */

import type { Range } from './words.ts';

export interface PartialToken extends Range {
  readonly kind: 'tag' | 'list';
  /** What stands between the sign and the caret, in NFC; empty right after the sign. */
  readonly typed: string;
}

/**
 * The token that the caret is in or right behind; undefined where it is in none. Its range is what a completion
 * replaces: from the sign to the end of the word.
 *
 * The name of a list may have spaces in it, so `/home of` is one while a list begins like that.
 *
 * @param caret UTF-16 units before the caret
 * @param lists the names that `/` can mean
 */
export function partialToken(
  line: string,
  caret: number,
  lists: readonly string[],
): PartialToken | undefined {
  const before = line.slice(Math.max(0, caret - LONGEST), caret);
  const [, tag] = /(?:^|[\s([{])#([\p{L}\p{M}\p{N}\p{Join_Control}_/-]*)$/u.exec(before) ?? [];
  if (tag !== undefined) return partial('tag', tag, line, caret);
  const [, name] = /(?:^|[\s([{])\/([^/]*)$/.exec(before) ?? [];
  if (name === undefined) return undefined;
  const isKnown = lists.some((list) => folded(list).startsWith(folded(name)));
  return isKnown ? partial('list', name, line, caret) : undefined;
}

/** As many UTF-16 units before the caret as are looked at. */
const LONGEST = 120;

function partial(
  kind: PartialToken['kind'],
  typed: string,
  line: string,
  caret: number,
): PartialToken {
  const [rest = ''] =
    /^[\p{L}\p{M}\p{N}\p{Join_Control}_/-]*/u.exec(line.slice(caret, caret + LONGEST)) ?? [];
  const start = caret - typed.length - 1;
  return { kind, typed: typed.normalize('NFC'), start, end: caret + rest.length };
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ');
}
