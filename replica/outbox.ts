/**
 * The outbox: edits the server has not acknowledged.
 *
 * A request carries, for each to-do, the latest value of every register that waits. An entry leaves only when the very
 * stamps it holds were acknowledged or refused; an edit made meanwhile has a record of its own and stays.
 */

import type { ItemId, ListId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import type { Edit, EditedRegister } from '../protocol/edit.ts';
import type { EditRecord, ListRecord, Outbox } from './records.ts';

/** What one request takes from the outbox for one list. */
export interface Batch {
  readonly list: ListId;
  /** The records that the request covers, and nothing beyond them. */
  readonly keys: readonly string[];
  readonly edits: readonly Edit[];
}

export interface BatchLimits {
  readonly edits: number;
  readonly bytes: number;
}

/** Room for the rest of a request beside its edits. */
export const FULL_BATCH: BatchLimits = {
  edits: limits.editsPerRequest,
  bytes: limits.requestBytes - 16 * 1024,
};

/** For a request that only asks. */
export const NOTHING: BatchLimits = { edits: 0, bytes: 0 };

/**
 * The oldest records that fit into one request, one batch a list. Where there is
 * room at all the first record goes, however large it is.
 */
export function takeBatches(
  records: Outbox,
  listById: ReadonlyMap<ListId, ListRecord>,
  room: BatchLimits = FULL_BATCH,
): readonly Batch[] {
  const batches = new Map<ListId, { keys: string[]; edits: Map<string, Edit> }>();
  let bytes = 0;
  let count = 0;
  for (const [key, record] of records) {
    bytes += sizeOf(record);
    count += record.edits.length;
    const isFirst = batches.size === 0;
    const isOver = count > room.edits || bytes > room.bytes;
    if (isOver && (!isFirst || room === NOTHING)) break;
    const batch = batches.get(record.list) ?? { keys: [], edits: new Map<string, Edit>() };
    batches.set(record.list, batch);
    batch.keys.push(key);
    const isCurrent = listById.get(record.list)?.generation === record.generation;
    for (const [id, registers, rev] of record.edits) {
      // What the server once had is to be in its history, where the edit that replaced it would leave no trace of it.
      const place = record.isOffer ? `offer/${id}` : id;
      const waiting = batch.edits.get(place);
      const merged = waiting ? coalesce(waiting[1], registers) : registers;
      batch.edits.set(place, isCurrent ? [id, merged, rev] : [id, merged]);
    }
  }
  return Array.from(batches, ([list, { keys, edits }]) => ({
    list,
    keys,
    edits: [...edits.values()],
  }));
}

/** How many to-dos have changes in these records. */
export function countTodos(records: Iterable<EditRecord>): number {
  const ids = new Set<ItemId>();
  for (const { edits } of records) for (const [id] of edits) ids.add(id);
  return ids.size;
}

/** The later value of each register, over the base of the earlier: the server last saw what came before both. */
function coalesce(earlier: Edit[1], later: Edit[1]): Edit[1] {
  const merged: Record<string, EditedRegister> = { ...earlier };
  for (const [key, register] of Object.entries(later)) {
    const before = merged[key];
    if (!before) merged[key] = register;
    else if (register[1] > before[1]) merged[key] = withBase(register, before[2]);
  }
  return merged;
}

function withBase([value, stamp]: EditedRegister, base: EditedRegister[2]): EditedRegister {
  return base === undefined ? [value, stamp] : [value, stamp, base];
}

/** Bytes, or for short texts an upper bound: a UTF-16 unit is at most three bytes. */
function sizeOf(record: EditRecord): number {
  const text = JSON.stringify(record.edits);
  return text.length < 1024 ? text.length * 3 : new TextEncoder().encode(text).length;
}
