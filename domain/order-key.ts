/**
 * Order keys: a to-do's place among its siblings, as text that sorts.
 *
 * A key is a whole part and a fraction over the stamp's digits. The first digit says how long the whole part is and
 * its sign, so adding a thousand to-dos at either end lengthens a key by one or two digits, not by a thousand. Rows
 * sort by (key, id). Every key ends in random digits: two devices that insert at the same place offline almost never
 * draw the same key, and where they do the id decides.
 *
 * Source: David Greenspan, "Implementing Fractional Indexing", 2020, for the whole part with a length digit.
 */

import { DIGITS } from './stamp.ts';

/** How many random bytes one key takes. */
export const JITTER_BYTES = 3;

const BASE = DIGITS.length;
const LOWEST = DIGITS.charAt(0);
const HIGHEST = DIGITS.charAt(BASE - 1);
/** Heads from here up are positive whole numbers of 1, 2, 3 … digits; below it negative ones of 1, 2, 3 … digits. */
const FIRST_POSITIVE_HEAD = BASE / 2;

/**
 * A key after `before` and before `after`; undefined stands for the end on that side. Where the two are equal or the
 * wrong way round the key comes right after `before`.
 */
export function orderKeyBetween(
  before: string | undefined,
  after: string | undefined,
  jitter: Uint8Array,
): string {
  return pointBetween(before, after) + digitsOf(jitter);
}

function pointBetween(before: string | undefined, after: string | undefined): string {
  if (before === undefined) {
    return after === undefined
      ? DIGITS.charAt(FIRST_POSITIVE_HEAD) + LOWEST
      : neighbour(whole(after), -1);
  }
  if (after === undefined) return neighbour(whole(before), 1);
  const start = whole(before);
  const fraction = before.slice(start.length);
  if (before < after && start === whole(after)) {
    return start + fractionBetween(fraction, after.slice(start.length));
  }
  const next = neighbour(start, 1);
  return before < after && next < whole(after)
    ? next
    : start + fractionBetween(fraction, undefined);
}

/** The digits between two fractions such that whatever follows them stays between. `b` undefined means no upper end. */
function fractionBetween(a: string, b: string | undefined): string {
  const low = a === '' ? 0 : DIGITS.indexOf(a.charAt(0));
  // A hostile key may end in lowest digits, which leaves no room below it: then only the lower end is kept.
  const high = b === undefined || b === '' ? BASE : DIGITS.indexOf(b.charAt(0));
  if (high - low > 1) return DIGITS.charAt((low + high) >> 1);
  if (high === low) return DIGITS.charAt(low) + fractionBetween(a.slice(1), b?.slice(1));
  return DIGITS.charAt(low) + fractionBetween(a.slice(1), undefined);
}

/** The whole number before or after. */
function neighbour(key: string, step: 1 | -1): string {
  const [from, to] = step === 1 ? [HIGHEST, LOWEST] : [LOWEST, HIGHEST];
  for (let at = key.length - 1; at > 0; at -= 1) {
    const digit = key.charAt(at);
    if (digit === from) continue;
    const next = DIGITS.charAt(DIGITS.indexOf(digit) + step);
    return key.slice(0, at) + next + to.repeat(key.length - at - 1);
  }
  const head = DIGITS.indexOf(key.charAt(0)) + step;
  const headDigit = DIGITS.charAt(Math.max(0, Math.min(BASE - 1, head)));
  return headDigit + to.repeat(wholeLength(headDigit) - 1);
}

function whole(key: string): string {
  return key.slice(0, wholeLength(key)).padEnd(wholeLength(key), LOWEST);
}

function wholeLength(key: string): number {
  const head = DIGITS.indexOf(key.charAt(0));
  return head >= FIRST_POSITIVE_HEAD
    ? head - FIRST_POSITIVE_HEAD + 2
    : FIRST_POSITIVE_HEAD - head + 1;
}

/** Random digits; the last is never the lowest, because a fraction that ends in it has nothing below it. */
function digitsOf(jitter: Uint8Array): string {
  return Array.from(jitter, (byte, at) =>
    DIGITS.charAt(at === jitter.length - 1 ? 1 + (byte % (BASE - 1)) : byte % BASE),
  ).join('');
}
