/** Carries what a person turned back to text through an edit of the line. */

import type { Range } from './words.ts';

/**
 * The ranges of the edited line that hold what the ranges of the line before held. A range within which something was
 * changed is gone: its words are new words.
 */
export function keptRanges(
  ranges: readonly Range[],
  before: string,
  after: string,
): readonly Range[] {
  const shortest = Math.min(before.length, after.length);
  let same = 0;
  while (same < shortest && before[same] === after[same]) same += 1;
  let sameAtEnd = 0;
  while (sameAtEnd < shortest - same && before.at(-1 - sameAtEnd) === after.at(-1 - sameAtEnd)) {
    sameAtEnd += 1;
  }
  const changeEnd = before.length - sameAtEnd;
  const shift = after.length - before.length;
  return ranges.flatMap(({ start, end }) => {
    if (end <= same) return [{ start, end }];
    return start >= changeEnd ? [{ start: start + shift, end: end + shift }] : [];
  });
}
