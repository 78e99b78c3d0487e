/**
 * Storing what an answer says of one list: acknowledged edits leave the outbox, changes come in, the cursor moves.
 *
 * All of it happens in the caller's transaction. An answer to a question the store no longer asks (another context was
 * quicker, the list is being read anew) still acknowledges, and changes nothing else.
 */

import type { Clock } from '../domain/clock.ts';
import type { ItemId, ListId } from '../domain/ids.ts';
import type { Item } from '../domain/register.ts';
import type { ListAnswer, ListFailure } from '../protocol/sync-answer.ts';
import type { Cursor } from '../protocol/sync-request.ts';
import { itemsFromEdits, registersFromEdited } from './edited-items.ts';
import type { Batch } from './outbox.ts';
import type { Writer } from './record-store.ts';
import { latestClock } from './meta.ts';
import { keys, readList } from './records.ts';
import type { ListRecord } from './records.ts';
import { offerEverything } from './reset.ts';
import { putSegment } from './segment-store.ts';
import { mergeInto } from './segment.ts';

export interface PartToApply {
  readonly list: ListId;
  /** The list's record as the request was built from it. */
  readonly read: ListRecord;
  /** What was pushed, if anything. */
  readonly batch: Batch | undefined;
  readonly part: ListAnswer | ListFailure;
  readonly clock: Clock;
  readonly nowMs: number;
}

export interface Applied {
  /** The latest moment after everything in the part was seen. */
  readonly clock: Clock;
  readonly put: readonly string[];
  readonly gone: readonly string[];
  /** To-dos acknowledged and to-dos that came. */
  readonly sent: number;
  readonly received: number;
  readonly hasMore: boolean;
  /** Why the list was not synced, where it was not. */
  readonly failure: ListFailure['code'] | undefined;
}

export async function applyPart(records: Writer, given: PartToApply): Promise<Applied> {
  const { list, part, clock } = given;
  if ('code' in part) {
    const isReset = part.code === 'reset' && (await isCurrent(records, given));
    const put = isReset ? await offerEverything(records, list, part.ep ?? '') : [];
    return { ...NOTHING, clock, put, failure: part.code };
  }
  const { batch } = given;
  const refusals = batch ? refuse(records, given, part, batch) : [];
  const refusedAt = new Set((part.no ?? []).map(([at]) => at));
  const edits = batch?.edits.filter((_, at) => !refusedAt.has(at)) ?? [];
  for (const key of batch?.keys ?? []) records.delete(key);

  const isAnswerCurrent = await isCurrent(records, given);
  const held = new Map<ItemId, Item>();
  mergeInto(held, itemsFromEdits(edits));
  if (isAnswerCurrent) {
    mergeInto(held, itemsFromChanges(part));
    const cursor = cursorAfter(given.read.cursor, part);
    records.put(keys.list(list), { cursor, generation: given.read.generation });
  }
  const segment = await putSegment(records, list, [...held.values()]);
  return {
    clock: clockAfter(clock, held.values()),
    put: [...refusals, ...segment],
    gone: batch?.keys ?? [],
    sent: edits.length,
    received: isAnswerCurrent ? (part.ch ?? []).filter((change) => change.length === 3).length : 0,
    hasMore: isAnswerCurrent && part.m === 1,
    failure: undefined,
  };
}

const NOTHING = { put: [], gone: [], sent: 0, received: 0, hasMore: false };

/** Whether the list still stands where it stood when the request was built. */
async function isCurrent(records: Writer, { list, read }: PartToApply): Promise<boolean> {
  const now = await readList(records, list);
  return now.generation === read.generation && now.cursor.join() === read.cursor.join();
}

/** Keeps what the server will never take where the person can see it. Answers the keys of the records written. */
function refuse(
  records: Writer,
  { list, nowMs }: PartToApply,
  part: ListAnswer,
  { edits }: Batch,
): string[] {
  const written: string[] = [];
  for (const [at, reason] of part.no ?? []) {
    const edit = edits[at];
    if (!edit) continue;
    const [id, edited] = edit;
    const registers = registersFromEdited(edited);
    const stamp = Object.values(registers)[0]?.[1] ?? '';
    const key = keys.refusal(stamp, id);
    records.put(key, { list, id, registers, reason, atMs: nowMs });
    written.push(key);
  }
  return written;
}

function* itemsFromChanges({ ch = [] }: ListAnswer): Iterable<Item> {
  for (const [id, rev, registers = {}] of ch) yield { id, rev, registers };
}

function cursorAfter(before: Cursor, part: ListAnswer): Cursor {
  const [epoch, rev, gc, headRev, tag] = before;
  const [nextHeadRev, nextTag] = part.hd ?? [headRev, tag];
  return [part.ep ?? epoch, Math.max(rev, part.to ?? rev), part.gc ?? gc, nextHeadRev, nextTag];
}

function clockAfter(clock: Clock, items: Iterable<Item>): Clock {
  const stamps = Array.from(items, ({ registers }) =>
    Object.values(registers).map(([, stamp]) => stamp),
  );
  return latestClock(clock, stamps.flat());
}
