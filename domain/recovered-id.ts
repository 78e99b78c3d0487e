/** The id of a recovered to-do, the same on every device that recovers it. */

import type { ItemId, ListId } from './ids.ts';
import { DIGITS } from './stamp.ts';

/** Both ids are 96 random bits, and so is what they differ in. */
export function recoveredId(list: ListId, item: ItemId): ItemId {
  const ofList = list.slice(-item.length);
  const digits = Array.from(item, (digit, at) =>
    DIGITS.charAt(DIGITS.indexOf(digit) ^ DIGITS.indexOf(ofList.charAt(at))),
  );
  return digits.join('') as ItemId;
}
