/**
 * Tidying one list: what has lain in Trash for 30 days is emptied, what has been a tombstone for 400 days is purged.
 *
 * Both move the head as a push does, in one batch that does nothing unless the head is still the one that was looked at.
 */

import { base64urlFromBytes } from '../domain/base64url.ts';
import type { ItemId } from '../domain/ids.ts';
import { nodeFromBytes, stampFromParts } from '../domain/stamp-parts.ts';
import { isStamp, millisecondsOfStamp, NODE_LENGTH } from '../domain/stamp.ts';
import type { Stamp } from '../domain/stamp.ts';
import type { DueList } from './due-list.ts';
import type { IncomingItem } from './incoming-push.ts';
import { mergePush } from './queries/items.ts';
import {
  dropHistory,
  dropItems,
  dropOldHistory,
  dropSpareHeads,
  LOOKED_AT,
  lookThrough,
  moveHead,
} from './queries/tidying.ts';
import { runBatch } from './run-batch.ts';
import type { ServerPorts } from './server-ports.ts';
import type { SqlRow, SqlStatement } from './sql-database.ts';
import { numberColumn, textColumn } from './sql-row.ts';

type TidyingPorts = Pick<ServerPorts, 'db' | 'randomBytes' | 'waitMs'>;

/** How far the list is looked through by now, and what came of it. */
export interface ListTidying {
  readonly listId: string;
  readonly emptiedRev: number;
  readonly purgedRev: number;
  readonly sweptItemId: string;
  readonly emptied: number;
  readonly purged: number;
  /** Is there more to do that was left for another run? */
  readonly isUnfinished: boolean;
}

export async function tidyList(
  ports: TidyingPorts,
  list: DueList,
  nowMs: number,
): Promise<ListTidying> {
  const trash = await look(ports, list, list.emptiedRev, list.trashRev, 'is_trash');
  const tombstones = await look(ports, list, list.purgedRev, list.tombstoneRev, 'is_emptied');
  const changes = trash.found.length + tombstones.found.length;
  const hasWork = changes > 0 || list.hasOldHistory || list.hasSpareHeads;
  const results = hasWork
    ? await runBatch(ports, () => [
        ...(changes > 0 ? changing(ports, list, trash, tombstones, nowMs) : []),
        ...sweeping(ports, list, nowMs),
      ])
    : [];
  const swept = { listId: list.listId, sweptItemId: list.sweepEndId ?? '' };
  if (changes > 0 && results[0]?.results.length !== 1) {
    const { emptiedRev, purgedRev } = list;
    return { ...swept, emptiedRev, purgedRev, emptied: 0, purged: 0, isUnfinished: true };
  }
  return {
    ...swept,
    emptiedRev: trash.toRev,
    purgedRev: tombstones.toRev,
    emptied: trash.found.length,
    purged: tombstones.found.length,
    isUnfinished: trash.isCut || tombstones.isCut,
  };
}

/** A stretch of a list's revisions that was looked through. */
interface Look {
  readonly found: readonly SqlRow[];
  readonly toRev: number;
  readonly isCut: boolean;
}

async function look(
  ports: TidyingPorts,
  { listId }: DueList,
  afterRev: number,
  endRev: number,
  wanted: 'is_trash' | 'is_emptied',
): Promise<Look> {
  if (endRev <= afterRev) return { found: [], toRev: afterRev, isCut: false };
  const [looked] = await runBatch(ports, () => [lookThrough(ports.db, listId, afterRev, endRev)]);
  const rows = looked?.results ?? [];
  const all = rows.filter((row) => row[wanted] === 1);
  const found = all.slice(0, CHANGED_AT_ONCE);
  const isCut = all.length > found.length || rows.length === LOOKED_AT;
  const last = all.length > found.length ? found.at(-1) : rows.at(-1);
  return { found, isCut, toRev: isCut && last ? numberColumn(last, 'rev') : endRev };
}

/** With all their history they still go in one batch. */
const CHANGED_AT_ONCE = 200;

function changing(
  { db, randomBytes }: TidyingPorts,
  { listId, rev, tag, hlc }: DueList,
  trash: Look,
  tombstones: Look,
  nowMs: number,
): readonly SqlStatement[] {
  const newTag = base64urlFromBytes(randomBytes(TAG_BYTES));
  const stamp = stampFromParts({
    ms: Math.max(nowMs, hlc),
    counter: 0,
    node: nodeFromBytes(randomBytes(NODE_LENGTH)),
  });
  const trashed = trash.found.map((row) => textColumn(row, 'id'));
  const purged = tombstones.found.map((row) => textColumn(row, 'id'));
  const items = trashed.map((id) => emptying(id as ItemId, stamp));
  const head = { listId, rev, tag, newTag, revisions: Math.max(items.length, 1), nowMs };
  return [
    moveHead(db, { ...head, ...purgeOf(tombstones), emptiedRev: trash.toRev }),
    mergePush(db, { listId, accountId: NOBODY, tag: newTag, items }),
    dropHistory(db, listId, newTag, [...trashed, ...purged]),
    dropItems(db, listId, newTag, purged),
  ];
}

const TAG_BYTES = 6;
/** No account: the server itself. */
const NOBODY = '';

/** As a push that says no more than that the item is emptied. */
function emptying(id: ItemId, stamp: Stamp): IncomingItem {
  const value = { key: 'e', register: [true, stamp], baseStamp: '', wins: true } as const;
  return {
    id,
    edits: [],
    heldRev: undefined,
    createdMs: -1,
    bytes: 0,
    emptiedAt: stamp,
    outlivesEmptying: true,
    values: [value],
  };
}

/** Nothing that was made before the latest of them can be told from one of them. */
function purgeOf({ found, toRev }: Look) {
  const times = found
    .map((row) => row['stamp'])
    .filter(isStamp)
    .map(millisecondsOfStamp);
  return {
    purgedRev: toRev,
    gcRev: Math.max(0, ...found.map((row) => numberColumn(row, 'rev'))),
    gcMs: Math.max(0, ...times),
  };
}

function sweeping(
  { db }: TidyingPorts,
  { listId, sweptItemId, sweepEndId, hasOldHistory, hasSpareHeads }: DueList,
  nowMs: number,
): readonly SqlStatement[] {
  const range = { afterItemId: sweptItemId, toItemId: sweepEndId ?? LAST_ID };
  return [
    ...(hasOldHistory ? [dropOldHistory(db, listId, range, nowMs)] : []),
    ...(hasSpareHeads ? [dropSpareHeads(db, listId, nowMs)] : []),
  ];
}

/** Sorts after every id. */
const LAST_ID = '~';
