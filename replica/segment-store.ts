/** Adding a segment to a list's others. */

import type { ListId } from '../domain/ids.ts';
import type { Item } from '../domain/register.ts';
import type { Writer } from './record-store.ts';
import { keys, segmentNumberAndRows } from './records.ts';
import { segmentFromItems } from './segment.ts';

/** Writes the items as one more segment; none when there are none. Answers the keys of what was written. */
export async function putSegment(
  records: Writer,
  list: ListId,
  items: readonly Item[],
): Promise<readonly string[]> {
  if (items.length === 0) return [];
  const last = await records.lastKey(keys.segments(list));
  const number = last === undefined ? 0 : segmentNumberAndRows(last)[0] + 1;
  const key = keys.segment(list, number, items.length);
  records.put(key, segmentFromItems(items));
  return [key];
}
