/**
 * Storing what an answer says of one list: acknowledged edits leave the outbox, changes come in, the cursor moves.
 *
 * All of it happens in the caller's transaction. An answer to a question the store no longer asks (another context was
 * quicker, the list is being read anew) changes nothing at all: the server that gave it may have gone back to a backup
 * since, and nothing would tell that it has lost what it acknowledged. What waits is sent again, which costs no row.
 */

import type { Clock } from '../domain/clock.ts';
import { accountListId } from '../domain/ids.ts';
import type { ItemId, ListId } from '../domain/ids.ts';
import type { Item } from '../domain/register.ts';
import type { ListAnswer, ListFailure } from '../protocol/sync-answer.ts';
import type { Cursor } from '../protocol/sync-request.ts';
import type { AccountIds } from './account.ts';
import { withReset } from './circuit-breaker.ts';
import { mayBeMuch } from './deletion-brake.ts';
import { itemsFromEdits } from './edited-items.ts';
import { isAccounts, isOurs } from './known-lists.ts';
import { latestClock } from './meta.ts';
import type { Batch } from './outbox.ts';
import type { Writer } from './record-store.ts';
import { keys, readEdits, readList } from './records.ts';
import type { FirstLoad, ListRecord, Outbox } from './records.ts';
import { keepRefused } from './refusals.ts';
import type { Repairs } from './repairs.ts';
import { offerEverything } from './reset.ts';
import type { ListInRound } from './round-lists.ts';
import { putSegment } from './segment-store.ts';
import { mergeInto } from './segment.ts';

export interface PartToApply {
  readonly account: AccountIds;
  /** The list as the request was built from it. */
  readonly asked: ListInRound;
  /** What was pushed, if anything. */
  readonly batch: Batch | undefined;
  readonly part: ListAnswer | ListFailure;
  readonly clock: Clock;
  /** By the device's clock. */
  readonly nowMs: number;
  readonly serverMs: number;
  /** This run's part of a stamp. */
  readonly node: string;
  /** Where this context has them. */
  readonly repairs: Repairs | undefined;
}

export interface Applied {
  readonly list: ListId;
  /** The latest moment after everything in the part was seen. */
  readonly clock: Clock;
  readonly put: readonly string[];
  readonly gone: readonly string[];
  /** So much has changed that the records do not tell all of it. */
  readonly isMuchChanged: boolean;
  /** To-dos acknowledged and to-dos that came. */
  readonly sent: number;
  readonly received: number;
  readonly hasMore: boolean;
  /** The list is to be read anew, because it turned out to be another than the server's. */
  readonly isOther: boolean;
  /** Nothing was stored: what the answer takes away is kept by a page first. */
  readonly isForPage: boolean;
  /** Why the list was not synced, where it was not. */
  readonly failure: ListFailure['code'] | undefined;
}

export async function applyPart(records: Writer, given: PartToApply): Promise<Applied> {
  const { part, batch, account, asked, nowMs } = given;
  if (part.code !== undefined) return applyFailure(records, given, part);
  const { list } = asked;
  const edits = batch?.edits ?? [];
  const changes = itemsFromChanges(part);
  // What is settled of the recovered ones elsewhere is no deletion.
  const isGreatDeletion = list !== accountListId(account.accountId) && mayBeMuch(changes);
  const now = await currentRecord(records, given);
  const isForPage = isGreatDeletion && !given.repairs;
  if (!now || isForPage) return { ...NOTHING, list, clock: given.clock, isForPage };
  const outbox = await readEdits(records);
  const still = idsUnder(batch?.keys ?? [], outbox);
  const purgedMs = part.gm ?? asked.record.purgedMs ?? 0;
  const where = { ...given, ...account, list, outbox, still, changes, purgedMs };
  const refused = await keepRefused(records, part, edits, where, nowMs);
  const acknowledged = edits.filter(([id], at) => still.has(id) && !refused.at.has(at));
  // While the batch is in the outbox still: it may hold what somebody here has just taken out of Trash.
  const kept = isGreatDeletion
    ? await given.repairs?.keepDeleted(records, list, changes, nowMs)
    : undefined;
  for (const key of batch?.keys ?? []) records.delete(key);

  const held = new Map<ItemId, Item>();
  mergeInto(held, itemsFromEdits(acknowledged));
  mergeInto(held, changes);
  const segment = await putSegment(records, list, [...held.values()]);
  const isOther = await moveOn(records, now, given, part);
  return {
    ...NOTHING,
    list,
    clock: clockAfter(refused.clock, held.values()),
    put: [...refused.put, ...(kept ?? []), ...segment, keys.list(list)],
    gone: batch?.keys ?? [],
    isMuchChanged: refused.isMuchChanged || isOther,
    sent: acknowledged.length,
    received: changes.filter(hasRegisters).length,
    hasMore: part.m === 1,
    isOther,
  };
}

/**
 * The to-dos of a batch that still wait. What another context has seen acknowledged is not to come back: it may be gone
 * since.
 */
function idsUnder(batchKeys: readonly string[], outbox: Outbox): ReadonlySet<ItemId> {
  const keysInBatch = new Set(batchKeys);
  const ids = outbox
    .filter(([key]) => keysInBatch.has(key))
    .flatMap(([, record]) => record.edits.map(([id]) => id));
  return new Set(ids);
}

const NOTHING = {
  put: [],
  gone: [],
  isMuchChanged: false,
  sent: 0,
  received: 0,
  hasMore: false,
  isOther: false,
  isForPage: false,
  failure: undefined,
};

/** The list was not synced: what waits stays, and only proof makes anything else change. */
async function applyFailure(
  records: Writer,
  given: PartToApply,
  part: ListFailure,
): Promise<Applied> {
  const { asked, account, nowMs, repairs } = given;
  const { list } = asked;
  const failed: Applied = { ...NOTHING, list, clock: given.clock, failure: part.code };
  const now = await currentRecord(records, given);
  if (!now) return failed;
  if (part.code === 'reset') {
    const record = { ...now, resetsMs: withReset(now, nowMs), checkedMs: 0 };
    await offerEverything(records, list, record, part.ep ?? '');
    return { ...failed, isMuchChanged: true };
  }
  if (part.code === 'unknown' && now.cursor[0] !== '' && (await isOurs(records, list, account))) {
    // The server has lost a list that only we can make again.
    await offerEverything(records, list, now, '');
    return { ...failed, isMuchChanged: true };
  }
  if (part.code === 'member' && repairs && !isAccounts(list, account)) {
    const clock = await repairs.leaveList(records, { ...given, ...account, list });
    return { ...failed, clock, isMuchChanged: true };
  }
  return failed;
}

/** The list's record, if it still stands where it stood when the request was built. */
async function currentRecord(
  records: Writer,
  { asked: { list, record } }: PartToApply,
): Promise<ListRecord | undefined> {
  const now = await readList(records, list);
  const isSame = now.generation === record.generation && now.cursor.join() === record.cursor.join();
  return isSame ? now : undefined;
}

/** Moves the cursor. Answers whether the list has turned out to be another than the server's, and is offered whole. */
async function moveOn(
  records: Writer,
  now: ListRecord,
  { asked, nowMs, repairs }: PartToApply,
  part: ListAnswer,
): Promise<boolean> {
  const { firstLoad: _, isLeft: __, ...kept } = now;
  const firstLoad = firstLoadAfter(asked, part);
  const isSame =
    part.dg && part.m !== 1 ? await repairs?.isSameAs(records, asked.list, part.dg) : undefined;
  // What was never read before is the server's own copy, which need not be compared today; and a server that does not
  // compare need not be asked again today.
  const isUndecided = part.dg !== undefined && isSame === undefined;
  const isChecked = now.cursor[0] === '' || (asked.isCheck && !isUndecided);
  const record: ListRecord = {
    ...kept,
    cursor: cursorAfter(now.cursor, part),
    ...(firstLoad && { firstLoad }),
    ...(part.gm !== undefined && { purgedMs: part.gm }),
    ...(isChecked && { checkedMs: nowMs }),
  };
  if (isSame === false) await offerEverything(records, asked.list, record, record.cursor[0]);
  else records.put(keys.list(asked.list), record);
  return isSame === false;
}

function firstLoadAfter({ record, upTo }: ListInRound, part: ListAnswer): FirstLoad | undefined {
  const begun = record.firstLoad ?? { upTo: part.h ?? 0, received: 0, total: part.n ?? 0 };
  if (upTo === undefined || part.m !== 1 || begun.upTo === 0) return undefined;
  return { ...begun, received: begun.received + (part.ch?.length ?? 0) };
}

function itemsFromChanges({ ch = [] }: ListAnswer): readonly Item[] {
  return ch.map(([id, rev, registers = {}]) => ({ id, rev, registers }));
}

function hasRegisters({ registers }: Item): boolean {
  return Object.keys(registers).length > 0;
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
