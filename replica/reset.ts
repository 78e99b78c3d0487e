/**
 * The server is not the one this replica talked to: it was restored from a backup, or replaced.
 *
 * Then its silence proves nothing. The list is read anew from the beginning and every register this replica holds is
 * offered with the stamp it has, so what the server lost comes back and what it has is not disturbed.
 */

import type { ListId } from '../domain/ids.ts';
import type { Item } from '../domain/register.ts';
import type { Writer } from './record-store.ts';
import { stampsOf } from './meta.ts';
import { readSegments } from './local-items.ts';
import { keys, readEdits } from './records.ts';
import type { EditRecord, ListRecord, Outbox, StoredEdit } from './records.ts';
import { groupsThatFit, jsonBytes } from './request-groups.ts';
import { putSegment } from './segment-store.ts';

/**
 * Reads the list anew, from the epoch's beginning. The edits that already wait stay as they are.
 */
export async function offerEverything(
  records: Writer,
  list: ListId,
  before: ListRecord,
  epoch: string,
): Promise<void> {
  const generation = before.generation + 1;
  const items = await rewriteWithoutRevisions(records, list);
  const { firstLoad: _, ...kept } = before;
  const record: ListRecord = { ...kept, cursor: [epoch, 0, 0, 0, ''], generation };
  records.put(keys.list(list), record);
  await putOffers(records, { list, generation, isOffer: true }, items);
}

/**
 * Puts every register of the items into the outbox as it is, but for those that wait there already.
 */
export async function putOffers(
  records: Writer,
  offer: Omit<EditRecord, 'edits'>,
  items: readonly Item[],
): Promise<void> {
  const waiting = await readEdits(records);
  const taken = new Set(waiting.map(([key]) => key));
  const offers = withoutWaiting(items, offer.list, waiting);
  for (const edits of groupsThatFit(offers, ([, registers]) => jsonBytes(registers))) {
    const record: EditRecord = { ...offer, edits };
    const key = freeKey(record, taken);
    taken.add(key);
    records.put(key, record);
  }
}

/** A server that asks again and again would otherwise fill the disk with copies. */
function withoutWaiting(
  items: readonly Item[],
  list: ListId,
  waiting: Outbox,
): readonly StoredEdit[] {
  const known = new Set<string>();
  for (const [, record] of waiting) {
    if (record.list !== list) continue;
    for (const [id, registers] of record.edits) {
      for (const [key, [, stamp]] of Object.entries(registers)) known.add(`${id} ${key} ${stamp}`);
    }
  }
  return items.flatMap((item) => {
    const missing = Object.entries(item.registers).filter(
      ([key, [, stamp]]) => !known.has(`${item.id} ${key} ${stamp}`),
    );
    // A to-do that has grown over many edits may be more than one request takes; without its creator a part of it alone
    // would be refused as an edit of a to-do that is gone.
    const { c } = item.registers;
    return Array.from(groupsThatFit(missing, jsonBytes), (part) => {
      const registers = Object.fromEntries(part);
      return [item.id, c ? { c, ...registers } : registers, 0] as const;
    });
  });
}

/** A revision of the server's former life would be mistaken for one of its new life. */
async function rewriteWithoutRevisions(records: Writer, list: ListId): Promise<readonly Item[]> {
  const held = await readSegments(records, list);
  for (const key of await records.keys(keys.segments(list))) records.delete(key);
  const items = Array.from(held.values(), (item) => ({ ...item, rev: 0 }));
  await putSegment(records, list, items);
  return items;
}

/**
 * A key by the earliest stamp in the group, so that offers do not lift the clock; made unlike every key there is, and
 * by the reading of the list unlike every key there was: a late answer acknowledges records by their keys.
 */
export function freeKey(
  { edits, generation }: Pick<EditRecord, 'edits' | 'generation'>,
  taken: ReadonlySet<string>,
): string {
  const earliest = `${stampsOf(edits).toSorted()[0] ?? ''}.${generation}`;
  let key = keys.edit(earliest);
  for (let copy = 1; taken.has(key); copy += 1) key = keys.edit(`${earliest}.${copy}`);
  return key;
}
