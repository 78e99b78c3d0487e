/**
 * Which lists one round asks for.
 *
 * A list with something waiting is always asked for; the others once in a run, and only where the run is about all of
 * them. A list that the server refused in this run, or whose circuit breaker is open, is left alone.
 */

import type { ListId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import type { Account } from './account.ts';
import { isBreakerOpen } from './circuit-breaker.ts';
import { isOurs, knownLists } from './known-lists.ts';
import { isCheckDue } from './list-check.ts';
import type { Reader } from './record-store.ts';
import { LIST_START, keys, readList } from './records.ts';
import type { EditRecord, ListRecord } from './records.ts';

/** A list that a round asks for, as the device holds it. */
export interface ListInRound {
  readonly list: ListId;
  readonly record: ListRecord;
  /** A first load: how far the list had come when it began, 0 while that is not known. */
  readonly upTo: number | undefined;
  /** Never read, and made by this account: the server may have to be told of it. */
  readonly isNew: boolean;
  /** Ask for the list's digest. */
  readonly isCheck: boolean;
}

/** What a run has been through. */
export interface RunSoFar {
  /** Ask for every list, not only for the Inbox and what waits. */
  readonly isWhole: boolean;
  /** Compare lists that were not compared for a day. */
  readonly isChecking: boolean;
  /** Read to their end. */
  readonly done: ReadonlySet<ListId>;
  /** Not asked for again in this run. */
  readonly barred: ReadonlySet<ListId>;
  /** Records of the outbox at which the server fails; they wait, and hold up no other. */
  readonly heldBack: ReadonlySet<string>;
}

export interface RoundLists {
  readonly lists: readonly ListInRound[];
  /** Left alone because the server was another one too often. */
  readonly broken: readonly ListId[];
}

export async function listsForRound(
  records: Reader,
  account: Account,
  edits: readonly EditRecord[],
  run: RunSoFar,
  nowMs: number,
): Promise<RoundLists> {
  const waiting = new Set(edits.map(({ list }) => list));
  const lists: ListInRound[] = [];
  const broken: ListId[] = [];
  for (const list of new Set([...waiting, ...(await knownLists(records, account, edits))])) {
    if (run.barred.has(list)) continue;
    const record = await readList(records, list);
    const isCheck = run.isChecking && run.done.has(list) && isCheckDue(record, nowMs);
    const isDue = waiting.has(list) || isCheck || isAskedFor(list, record, account, run);
    if (isDue && isBreakerOpen(record, nowMs)) broken.push(list);
    else if (isDue) lists.push(await listInRound(records, account, { list, record, isCheck }));
    if (lists.length === limits.listsPerRequest) break;
  }
  return { lists, broken };
}

function isAskedFor(
  list: ListId,
  { cursor: [epoch], firstLoad }: ListRecord,
  { inboxId }: Account,
  { isWhole, done }: RunSoFar,
): boolean {
  if (done.has(list)) return false;
  return isWhole || list === inboxId || epoch === '' || firstLoad !== undefined;
}

async function listInRound(
  records: Reader,
  account: Account,
  { list, record, isCheck }: Pick<ListInRound, 'list' | 'record' | 'isCheck'>,
): Promise<ListInRound> {
  const isUnread = record.cursor[0] === '';
  const isEmpty =
    record.generation === LIST_START.generation &&
    (await records.lastKey(keys.segments(list))) === undefined;
  return {
    list,
    record,
    upTo: record.firstLoad?.upTo ?? (isUnread && isEmpty ? 0 : undefined),
    isNew: isUnread && (await isOurs(records, list, account)),
    isCheck,
  };
}
