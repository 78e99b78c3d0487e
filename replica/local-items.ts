/** The items of a list as a device holds them, and taking some of them out again: segments and outbox together. */

import type { ItemId, ListId } from '../domain/ids.ts';
import { registerKeys } from '../domain/register.ts';
import type { Item } from '../domain/register.ts';
import { itemsFromEdits } from './edited-items.ts';
import type { Reader, Writer } from './record-store.ts';
import { keys, readEdits } from './records.ts';
import type { EditRecord } from './records.ts';
import { itemsFromSegment, mergeInto } from './segment.ts';
import { putSegment } from './segment-store.ts';

/** Everything that is known of the list's items, what waits in the outbox included (read here where it is not given). */
export async function readItems(
  records: Reader,
  list: ListId,
  outbox?: readonly EditRecord[],
): Promise<ReadonlyMap<ItemId, Item>> {
  const held = await readSegments(records, list);
  const waiting = outbox ?? (await readEdits(records)).map(([, record]) => record);
  for (const record of waiting) {
    if (record.list === list) mergeInto(held, itemsFromEdits(record.edits));
  }
  return held;
}

/** What the list's segments hold, merged. */
export async function readSegments(records: Reader, list: ListId): Promise<Map<ItemId, Item>> {
  const held = new Map<ItemId, Item>();
  for (const [, segment] of await records.entries(keys.segments(list))) {
    mergeInto(held, itemsFromSegment(segment));
  }
  return held;
}

/**
 * Takes items out of the list, wherever on this device they are: for what the server has said is gone for good, and
 * what was put elsewhere.
 */
export async function forgetItems(
  records: Writer,
  list: ListId,
  ids: ReadonlySet<ItemId>,
): Promise<void> {
  for (const [key, record] of await readEdits(records)) {
    if (record.list !== list || !record.edits.some(([id]) => ids.has(id))) continue;
    const edits = record.edits.filter(([id]) => !ids.has(id));
    if (edits.length > 0) records.put(key, { ...record, edits });
    else records.delete(key);
  }
  for (const [key, segment] of await records.entries(keys.segments(list))) {
    const items = itemsFromSegment(segment);
    // That it was emptied stays known.
    const kept = items.filter(
      ({ id, registers }) => !ids.has(id) || registers[registerKeys.emptied],
    );
    if (kept.length === items.length) continue;
    await putSegment(records, list, kept);
    records.delete(key);
  }
}
