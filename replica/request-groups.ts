/** Parting many edits into groups of which each fits into one request. */

import { FULL_BATCH } from './outbox.ts';

/** What an edit takes beside its values: id, stamps, punctuation. */
const OVERHEAD_BYTES = 200;

/** Keeps the order. `bytesOf` is the size of an edit's values as JSON; one that is too large alone is a group of its own. */
export function* groupsThatFit<T>(
  edits: Iterable<T>,
  bytesOf: (edit: T) => number,
): Iterable<readonly T[]> {
  let group: T[] = [];
  let bytes = 0;
  for (const edit of edits) {
    const size = bytesOf(edit) + OVERHEAD_BYTES;
    const isFull = group.length === FULL_BATCH.edits || bytes + size > FULL_BATCH.bytes;
    if (group.length > 0 && isFull) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(edit);
    bytes += size;
  }
  if (group.length > 0) yield group;
}

/** The length of a value's JSON in UTF-8. */
export function jsonBytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
