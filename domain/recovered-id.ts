/** Ids of to-dos that take the place of others, the same on every device that makes them. */

import type { ItemId, ListId } from './ids.ts';
import { DIGITS } from './stamp.ts';
import type { Stamp } from './stamp.ts';

/** The id of a recovered to-do. Both ids are 96 random bits, and so is what they differ in. */
export function recoveredId(list: ListId, item: ItemId): ItemId {
  // A list's settings have a short id, and are recovered as any to-do is.
  return mixed(item.padEnd(ID_LENGTH, '-'), list.slice(-ID_LENGTH));
}

const ID_LENGTH = 16;

/**
 * The id of the to-do that is made anew from one whose own id is spent, after what had the stamp. The next time it is
 * another one.
 */
export function renewedId(item: ItemId, stamp: Stamp): ItemId {
  return mixed(item, stamp);
}

function mixed(item: string, other: string): ItemId {
  const digits = Array.from(item, (digit, at) =>
    DIGITS.charAt(DIGITS.indexOf(digit) ^ DIGITS.indexOf(other.charAt(at))),
  );
  return digits.join('') as ItemId;
}
