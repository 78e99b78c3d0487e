/**
 * The brake on deletions: when one answer takes away a good part of a list, the to-dos are kept as they were, and the
 * person is asked whether that was meant.
 *
 * Nothing is held up: the deletion counts, on this device too, and can be taken back from what was kept.
 */

import type { ItemId, ListId } from '../domain/ids.ts';
import { isLive } from '../domain/live.ts';
import { mergeItem } from '../domain/merge.ts';
import type { Item } from '../domain/register.ts';
import { readItems } from './local-items.ts';
import { keepItems } from './keep-items.ts';
import type { Writer } from './record-store.ts';

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
  return [await keepItems(records, list, deleted, nowMs)];
}

function deletedBy(change: Item, held: ReadonlyMap<ItemId, Item>): readonly Item[] {
  const before = held.get(change.id);
  const isDeletion =
    before && isLive(before.registers) && !isLive(mergeItem(before, change).registers);
  return isDeletion ? [before] : [];
}
