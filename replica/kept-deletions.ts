/**
 * The question whether a great deletion was meant, and bringing its to-dos back.
 *
 * Those that are in Trash leave it. Those that were emptied for good are made anew from what was kept, under an id that
 * follows from their emptying, so two devices that bring them back make one to-do of each.
 */

import { LIST_ITEM_ID, accountListId } from '../domain/ids.ts';
import type { ItemId, ListId } from '../domain/ids.ts';
import { isLive } from '../domain/live.ts';
import { placeFromValue } from '../domain/place.ts';
import { recoveredId, renewedId } from '../domain/recovered-id.ts';
import { registerKeys } from '../domain/register.ts';
import type { Item } from '../domain/register.ts';
import { valuesFromChange } from '../domain/todo.ts';
import type { Account } from './account.ts';
import type { NewEdit } from './edit.ts';
import { readItems } from './local-items.ts';
import { madeAnew } from './made-anew.ts';
import type { Mirror } from './mirror.ts';
import { isKeptRecord, keys, readMeta } from './records.ts';
import type { KeptRecord } from './records.ts';
import { itemsFromSegment } from './segment.ts';

type Items = ReadonlyMap<ItemId, Item>;

/** A deletion that nobody has answered for. */
export interface KeptDeletion {
  /** Of the records that hold it: a great deletion may come in several answers. */
  readonly keys: readonly string[];
  /** To-dos that are still deleted, each once. */
  readonly todos: number;
  readonly atMs: number;
}

/** Everything that was kept, as one question; undefined when there is nothing to ask. */
export function keptDeletion(mirror: Mirror): KeptDeletion | undefined {
  const ids = new Set<string>();
  const asked: string[] = [];
  let atMs = 0;
  for (const [key, record] of mirror.kept) {
    const deleted = stillDeleted(record, mirror.itemsOf(record.list), mirror.account);
    if (deleted.length === 0) continue;
    asked.push(key);
    for (const { id } of deleted) ids.add(`${record.list} ${id}`);
    atMs = Math.max(atMs, record.atMs);
  }
  return asked.length > 0 ? { keys: asked, todos: ids.size, atMs } : undefined;
}

/** The edits that bring back what the records hold and is deleted still. */
export function bringBackEdits(mirror: Mirror, keptKeys: readonly string[]): readonly NewEdit[] {
  const editsById = new Map<string, readonly NewEdit[]>();
  for (const key of keptKeys) {
    const record = mirror.kept.get(key);
    if (!record) continue;
    const held = mirror.itemsOf(record.list);
    // A list that was taken away meanwhile has no room for them.
    const list = held.size > 0 ? record.list : mirror.account.inboxId;
    for (const item of stillDeleted(record, held, mirror.account)) {
      const edits = editsToBringBack(mirror, record, item, held);
      editsById.set(
        `${list} ${item.id}`,
        edits.map((edit) => ({ ...edit, list })),
      );
    }
  }
  return [...editsById.values()].flat();
}

/**
 * Forgets the questions that have answered themselves, because other devices or the person brought everything back one
 * by one. Answers the keys of those that are gone; looks at the store and not at any copy of it.
 */
export async function forgetAnswered({ store, ...account }: Account): Promise<readonly string[]> {
  return store.write('relaxed', async (records) => {
    await readMeta(records);
    const gone: string[] = [];
    for (const [key, record] of await records.entries(keys.allKept)) {
      if (!isKeptRecord(record)) continue;
      const held = await readItems(records, record.list);
      if (stillDeleted(record, held, account).length > 0) continue;
      records.delete(key);
      gone.push(key);
    }
    return gone;
  });
}

function stillDeleted(
  { list, items }: KeptRecord,
  held: Items,
  { accountId }: Pick<Account, 'accountId'>,
): readonly Item[] {
  // Recovered to-dos that are decided on elsewhere leave the account's own list by the dozen.
  if (list === accountListId(accountId)) return [];
  return itemsFromSegment(items).filter(
    ({ id }) =>
      id !== LIST_ITEM_ID && isDeleted(held.get(id)) && !held.has(broughtBackId(list, id, held)),
  );
}

function isDeleted(item: Item | undefined): boolean {
  return !item || !isLive(item.registers);
}

function isEmptied({ registers }: Item): boolean {
  return registers[registerKeys.emptied] !== undefined;
}

function editsToBringBack(
  mirror: Mirror,
  { list }: KeptRecord,
  item: Item,
  held: Items,
): readonly NewEdit[] {
  const seen = held.get(item.id);
  if (seen && !isEmptied(seen)) {
    return [{ id: item.id, values: valuesFromChange({ isTrashed: false }), seen }];
  }
  const place = placeFromValue(item.registers[registerKeys.place]?.[0]);
  const parentId = place?.parentId && idAfter(list, place.parentId, held);
  const values = {
    ...(place && valuesFromChange({ place: { ...place, parentId } })),
    [registerKeys.creator]: mirror.account.accountId,
  };
  return madeAnew(item, { id: broughtBackId(list, item.id, held), values, seen: undefined });
}

/** The id that the item has when all are back. */
function idAfter(list: ListId, id: ItemId, held: Items): ItemId {
  const item = held.get(id);
  return item && !isEmptied(item) ? id : broughtBackId(list, id, held);
}

function broughtBackId(list: ListId, id: ItemId, held: Items): ItemId {
  const emptied = held.get(id)?.registers[registerKeys.emptied];
  return emptied ? renewedId(id, emptied[1]) : recoveredId(list, id);
}
