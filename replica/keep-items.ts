/** To-dos as they were before they went, kept so that a person can be asked about them. */

import type { ListId } from '../domain/ids.ts';
import type { Item } from '../domain/register.ts';
import type { Writer } from './record-store.ts';
import { keys } from './records.ts';
import { segmentFromItems } from './segment.ts';

/** Answers the key of the record. */
export async function keepItems(
  records: Writer,
  list: ListId,
  items: readonly Item[],
  nowMs: number,
): Promise<string> {
  // A device's clock may stand still, or say the same moment twice.
  let atMs = nowMs;
  while ((await records.get(keys.kept(list, atMs))) !== undefined) atMs += 1;
  const key = keys.kept(list, atMs);
  records.put(key, { list, atMs: nowMs, items: segmentFromItems(items) });
  return key;
}
