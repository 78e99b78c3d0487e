/**
 * Edits that the server will never take: kept for the person, and never in the way of the others.
 *
 * One that is malformed, too large or not allowed is set aside as it is. One on a to-do that is gone for good takes the
 * whole to-do along: it becomes a recovered one, unless nobody has written in it since, and then it is gone here too. But
 * a server that went back to a backup and purged afterwards says so of to-dos that nobody deleted: what was live here
 * is kept to be asked about, and said anew in the account's own list, which nobody is asked about.
 */

import type { Clock } from '../domain/clock.ts';
import { accountListId } from '../domain/ids.ts';
import type { ItemId } from '../domain/ids.ts';
import { isLive } from '../domain/live.ts';
import { mergeItem } from '../domain/merge.ts';
import { registerKeys } from '../domain/register.ts';
import type { Item } from '../domain/register.ts';
import { millisecondsOfStamp } from '../domain/stamp.ts';
import type { Edit } from '../protocol/edit.ts';
import type { ListAnswer, RejectionReason } from '../protocol/sync-answer.ts';
import { registersFromEdited } from './edited-items.ts';
import { keepItems } from './keep-items.ts';
import { forgetItems, readItems } from './local-items.ts';
import type { Writer } from './record-store.ts';
import { keys } from './records.ts';
import type { Outbox, RefusedRecord } from './records.ts';
import { ownIds, recoverItems, sayAnew } from './recover.ts';
import type { Recovery } from './recover.ts';

export interface Refused {
  /** The indexes of the refused edits in the batch. */
  readonly at: ReadonlySet<number>;
  readonly clock: Clock;
  readonly put: readonly string[];
  /** To-dos went, or came to another list. */
  readonly isMuchChanged: boolean;
}

export interface Where extends Omit<Recovery, 'items' | 'reason'> {
  readonly outbox: Outbox;
  /**
   * The to-dos of the batch that wait still. Another context may have heard of the others, and kept more of them than
   * this batch had.
   */
  readonly still: ReadonlySet<ItemId>;
  /**
   * What the answer brings. Where it says that a to-do was emptied, an edit of it may wait for a later request; merged
   * first, there would be no text left to recover.
   */
  readonly changes: readonly Item[];
  /** Nothing that was deleted later than this was purged, in milliseconds since 1970. */
  readonly purgedMs: number;
}

/** Keeps what was refused. To be called while the edits of the batch are still in the outbox. */
export async function keepRefused(
  records: Writer,
  { no = [] }: ListAnswer,
  edits: readonly Edit[],
  where: Where,
  nowMs: number,
): Promise<Refused> {
  const { list, outbox, still, changes } = where;
  const at = new Set(no.map(([index]) => index));
  const own = ownIds(outbox, list);
  const put: string[] = [];
  const gone = new Set<ItemId>();
  for (const [index, reason] of no) {
    const edit = edits[index];
    if (!edit || !still.has(edit[0])) continue;
    if (reason === 'gone') gone.add(edit[0]);
    // A reader's device offers what it holds to a server that lost it; its owner will do so too.
    else if (reason !== 'role' || own.has(edit[0])) {
      put.push(setAside(records, edit, { list, reason, atMs: nowMs }));
    }
  }
  let { clock } = where;
  const emptied = changes.filter(({ registers }) => registers[registerKeys.emptied]);
  if (gone.size + emptied.length > 0) {
    const held = await readItems(records, list);
    for (const change of emptied) {
      if (own.get(change.id) || isLiveHere(change, held)) gone.add(change.id);
    }
    const items = [...held.values()].filter(({ id }) => gone.has(id));
    await forgetItems(records, list, gone);
    const kept = await keepGone(records, items, { ...where, own, nowMs });
    ({ clock } = kept);
    put.push(...kept.put);
  }
  // What was merged into a screen cannot be taken out of it again.
  return { at, clock, put, isMuchChanged: gone.size + put.length > 0 };
}

interface Leaving extends Where {
  readonly own: ReadonlyMap<ItemId, boolean>;
  readonly nowMs: number;
}

async function keepGone(
  records: Writer,
  items: readonly Item[],
  leaving: Leaving,
): Promise<{ readonly clock: Clock; readonly put: readonly string[] }> {
  const { accountId, list, own, purgedMs, nowMs } = leaving;
  if (list === accountListId(accountId)) {
    const live = items.filter(({ registers }) => isLive(registers));
    return { clock: await sayAnew(records, { ...leaving, items: live }), put: [] };
  }
  const isWrittenIn = (item: Item): boolean => own.has(item.id) || isLaterThan(item, purgedMs);
  const writtenIn = items.filter(isWrittenIn);
  const others = items.filter((item) => !isWrittenIn(item) && isLive(item.registers));
  const put = others.length > 0 ? [await keepItems(records, list, others, nowMs)] : [];
  return {
    clock: await recoverItems(records, { ...leaving, items: writtenIn, reason: 'gone' }),
    put,
  };
}

/** It was taken out of Trash here, which the server that emptied it cannot have known. */
function isLiveHere(change: Item, held: ReadonlyMap<ItemId, Item>): boolean {
  const before = held.get(change.id);
  return (
    before !== undefined && mergeItem(before, change).registers[registerKeys.trashed]?.[0] === false
  );
}

/** Something was written in it after anything that was purged, so the purge cannot have meant it. */
function isLaterThan({ registers }: Item, ms: number): boolean {
  return Object.values(registers).some(([, stamp]) => millisecondsOfStamp(stamp) > ms);
}

/** Answers the key under which the edit lies now. */
export function setAside(
  records: Writer,
  [id, edited]: Edit,
  why: Pick<RefusedRecord, 'list' | 'atMs'> & { readonly reason: RejectionReason },
): string {
  const registers = registersFromEdited(edited);
  const key = keys.refusal(Object.values(registers)[0]?.[1] ?? '', id);
  const record: RefusedRecord = { ...why, id, registers };
  records.put(key, record);
  return key;
}
