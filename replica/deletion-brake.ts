/**
 * The brake on deletions: when one answer takes away a good part of a list, the to-dos are kept as they were, and the
 * person is asked whether that was meant.
 *
 * Nothing is held up: the deletion counts, on this device too, and can be taken back from what was kept.
 */

import type { ItemId, ListId } from '../domain/ids.ts';
import { mergeItem } from '../domain/merge.ts';
import { registerKeys } from '../domain/register.ts';
import type { Item, Registers } from '../domain/register.ts';
import { readItems } from './local-items.ts';
import type { Writer } from './record-store.ts';
import { keys } from './records.ts';
import { segmentFromItems } from './segment.ts';

const MANY = 20;
const MUCH = 0.25;

/** Whether there is anything in the changes that this is about. */
export function mayBeMuch(changes: readonly Item[]): boolean {
  return changes.filter(({ registers }) => !isLive(registers)).length > MANY;
}

/** Keeps what the changes would delete, where that is much. Answers the keys of the records written. */
export async function keepDeleted(
  records: Writer,
  list: ListId,
  changes: readonly Item[],
  nowMs: number,
): Promise<readonly string[]> {
  const held = await readItems(records, list);
  const deleted = changes.flatMap((change) => deletedBy(change, held));
  const live = [...held.values()].filter(({ registers }) => isLive(registers)).length;
  if (deleted.length <= MANY || deleted.length <= live * MUCH) return [];
  const key = keys.kept(list, nowMs);
  records.put(key, { list, atMs: nowMs, items: segmentFromItems(deleted) });
  return [key];
}

function deletedBy(change: Item, held: ReadonlyMap<ItemId, Item>): readonly Item[] {
  const before = held.get(change.id);
  const isDeletion =
    before && isLive(before.registers) && !isLive(mergeItem(before, change).registers);
  return isDeletion ? [before] : [];
}

function isLive(registers: Registers): boolean {
  return registers[registerKeys.trashed]?.[0] !== true && !registers[registerKeys.emptied];
}
