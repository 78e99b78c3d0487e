/**
 * The digest of a list: two numbers that differ when two copies of it differ, so that a copy that went wrong for a
 * reason nobody thought of is found.
 *
 * Emptied items do not count: a replica may never have heard of them.
 */

import type { Item } from './register.ts';
import { numberFromDigits } from './stamp.ts';

/** How many items, and the sum over all their registers of three characters of the stamp. The server sums in SQL. */
export type Digest = readonly [items: number, stamps: number];

/** Where in a stamp the lowest digits of its milliseconds stand. */
export const DIGEST_START = 4;
export const DIGEST_LENGTH = 3;

export function digestOf(items: Iterable<Item>): Digest {
  let count = 0;
  let sum = 0;
  for (const { registers } of items) {
    if (registers['e']) continue;
    count += 1;
    for (const key of Object.keys(registers)) {
      const stamp = registers[key]?.[1] ?? '';
      sum += numberFromDigits(stamp.slice(DIGEST_START, DIGEST_START + DIGEST_LENGTH));
    }
  }
  return [count, sum];
}
