/** The id of the to-do that follows a repeating one, the same on every device that completes it. */

import type { ItemId } from './ids.ts';
import { DIGITS } from './stamp.ts';

/**
 * The id of the next to-do of a series: the id of this one and a fixed number, added. Two to-dos never have the same
 * follower, and a series never comes back to an id it had; a XOR, which makes other ids (recovered-id.ts), would with
 * every second.
 *
 * Nothing that can be edited has a part in it, and no day: two devices that complete one occurrence may have different
 * rules for it and different days on which they do.
 */
export function nextOccurrenceId(id: ItemId): ItemId {
  let text = '';
  let carry = 0;
  for (let at = STEP.length - 1; at >= 0; at -= 1) {
    const sum = DIGITS.indexOf(id.charAt(at)) + DIGITS.indexOf(STEP.charAt(at)) + carry;
    text = DIGITS.charAt(sum % DIGITS.length) + text;
    carry = Number(sum >= DIGITS.length);
  }
  return text as ItemId;
}

/** 2^96 divided by the golden ratio, made odd: so an id comes again only after 2^96 steps. */
const STEP = 'bYStiMx9U0MnbB0W';
