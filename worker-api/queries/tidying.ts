/**
 * What is read and removed when lists are tidied.
 *
 * `pushes` tells how old a revision is: what lies at or below the newest push of 30 days ago has not changed since. A
 * list remembers up to where it was looked through, so nothing is looked at twice.
 */

import { retention } from '../../domain/retention.ts';
import type { SqlDatabase, SqlStatement } from '../sql-database.ts';

/** Rows of one kind that a list is looked through for in one run. */
export const LOOKED_AT = 1000;
/** Heads are looked at from the oldest on, and a few hundred old ones stay. */
const HEADS_LOOKED_AT = 2000;

const DAY_MS = 86_400_000;

/** The newest revision pushed at or before the time in the parameter; what was looked at already is not read again. */
function revisionAt(time: string, lookedAt: string): string {
  return `(SELECT rev FROM pushes WHERE list_id = lists.id AND rev < coalesce((
      SELECT rev FROM pushes WHERE list_id = lists.id AND rev > lists.${lookedAt} AND at > ${time} ORDER BY rev LIMIT 1
    ), ${Number.MAX_SAFE_INTEGER}) ORDER BY rev DESC LIMIT 1)`;
}

/** Heads that nobody needs: after 45 days all but the newest of a day, after 400 all but the newest. */
function spareHeads(list: string, recent: string, old: string): string {
  return `SELECT rev FROM (
      SELECT rev, at, lead(at) OVER (ORDER BY rev) AS next_at FROM (
        SELECT rev, at FROM pushes WHERE list_id = ${list} ORDER BY rev LIMIT ${HEADS_LOOKED_AT}
      )
    ) WHERE at <= ${recent} AND (next_at / ${DAY_MS} = at / ${DAY_MS} OR next_at <= ${old})`;
}

const SWEPT = `FROM history
      WHERE list_id = lists.id AND item_id > lists.swept_item_id ORDER BY item_id, key, stamp, value`;

const IS_HEAD = `EXISTS (SELECT 1 FROM lists WHERE lists.id = ?1 AND lists.tag = ?2)`;

/**
 * Is it a to-do in Trash that still holds something? In an account's own list only what was recovered is one; the other
 * items say which lists the account uses, and left lists may be joined again.
 */
const IS_TRASH = `(registers -> 'x' -> 0 = 'true' AND registers -> 'e' IS NULL AND id <> '_list'
        AND (list_id NOT GLOB 'u:*' OR registers -> 'f' IS NOT NULL))`;

export const tidyingSql = {
  due: `
    SELECT id, rev, tag, hlc, tidied_at, emptied_rev, purged_rev, swept_item_id,
      ${revisionAt('?3', 'emptied_rev')} AS trash_rev,
      ${revisionAt('?4', 'purged_rev')} AS tombstone_rev,
      (SELECT item_id ${SWEPT} LIMIT 1 OFFSET ${LOOKED_AT - 1}) AS sweep_end_id,
      EXISTS (SELECT 1 FROM (SELECT at ${SWEPT} LIMIT ${LOOKED_AT}) WHERE at <= ?5) AS has_old_history,
      EXISTS (${spareHeads('lists.id', '?6', '?4')}) AS has_spare_heads
    FROM lists
    WHERE tidied_at <= ?1
    ORDER BY tidied_at LIMIT ?2`,

  lookThrough: `
    SELECT id, rev, ${IS_TRASH} AS is_trash,
      registers -> 'e' IS NOT NULL AS is_emptied,
      max(coalesce(registers -> 'c' ->> 1, ''), coalesce(registers -> 'x' ->> 1, '')) AS stamp
    FROM items WHERE list_id = ?1 AND rev > ?2 AND rev <= ?3 ORDER BY rev LIMIT ${LOOKED_AT}`,

  moveHead: `
    UPDATE lists SET rev = rev + ?4, tag = ?5, pushed_at = ?6, hlc = max(hlc, ?6),
      gc_rev = max(gc_rev, ?7), gc_ms = max(gc_ms, ?8), emptied_rev = ?9, purged_rev = ?10
    WHERE id = ?1 AND rev = ?2 AND tag = ?3
    RETURNING rev`,

  dropHistory: `
    DELETE FROM history
    WHERE list_id = ?1 AND item_id IN (SELECT value FROM json_each(?3)) AND ${IS_HEAD}`,

  dropItems: `
    DELETE FROM items WHERE list_id = ?1 AND id IN (SELECT value FROM json_each(?3)) AND ${IS_HEAD}`,

  dropOldHistory: `
    DELETE FROM history
    WHERE list_id = ?1 AND item_id > ?2 AND item_id <= ?3 AND at <= ?4 AND stamp < (
      SELECT newer.stamp FROM history AS newer
      WHERE newer.list_id = history.list_id AND newer.item_id = history.item_id AND newer.key = history.key
      ORDER BY newer.stamp DESC LIMIT 1 OFFSET ${retention.historyValues - 1}
    )`,

  dropSpareHeads: `
    DELETE FROM pushes WHERE list_id = ?1 AND rev IN (${spareHeads('?1', '?2', '?3')})`,

  note: `
    UPDATE lists SET (tidied_at, swept_item_id, emptied_rev, purged_rev) = (
      SELECT tidied.value ->> 1, tidied.value ->> 2,
        max(lists.emptied_rev, tidied.value ->> 3), max(lists.purged_rev, tidied.value ->> 4)
      FROM json_each(?1) AS tidied WHERE tidied.value ->> 0 = lists.id
    )
    WHERE id IN (SELECT value ->> 0 FROM json_each(?1))`,
} as const;

/** The lists that wait longest, and how far back in each the times of a tidying reach. */
export function readDueLists(
  db: SqlDatabase,
  {
    dueMs,
    nowMs,
    count,
  }: { readonly dueMs: number; readonly nowMs: number; readonly count: number },
): SqlStatement {
  return db
    .prepare(tidyingSql.due)
    .bind(
      dueMs,
      count,
      nowMs - retention.trashMs,
      nowMs - retention.tombstoneMs,
      nowMs - retention.historyMs,
      nowMs - retention.pushMemoryMs,
    );
}

/** The items after one revision and up to another, {@link LOOKED_AT} at most, and what they are. */
export function lookThrough(
  db: SqlDatabase,
  listId: string,
  afterRev: number,
  toRev: number,
): SqlStatement {
  return db.prepare(tidyingSql.lookThrough).bind(listId, afterRev, toRev);
}

export interface HeadMove {
  readonly listId: string;
  /** The head it was decided on: with another one nothing happens. */
  readonly rev: number;
  readonly tag: string;
  readonly newTag: string;
  /** How many revisions are taken. */
  readonly revisions: number;
  readonly nowMs: number;
  readonly gcRev: number;
  readonly gcMs: number;
  readonly emptiedRev: number;
  readonly purgedRev: number;
}

/** Moves the head as a push does, and answers a row if it did. */
export function moveHead(db: SqlDatabase, move: HeadMove): SqlStatement {
  const { listId, rev, tag, newTag, revisions, nowMs } = move;
  return db
    .prepare(tidyingSql.moveHead)
    .bind(
      listId,
      rev,
      tag,
      revisions,
      newTag,
      nowMs,
      move.gcRev,
      move.gcMs,
      move.emptiedRev,
      move.purgedRev,
    );
}

/** Drops all history of the items, if the list's tag is this one. */
export function dropHistory(
  db: SqlDatabase,
  listId: string,
  tag: string,
  itemIds: readonly string[],
): SqlStatement {
  return db.prepare(tidyingSql.dropHistory).bind(listId, tag, JSON.stringify(itemIds));
}

/** Drops the items themselves, if the list's tag is this one. */
export function dropItems(
  db: SqlDatabase,
  listId: string,
  tag: string,
  itemIds: readonly string[],
): SqlStatement {
  return db.prepare(tidyingSql.dropItems).bind(listId, tag, JSON.stringify(itemIds));
}

/** Drops, of the items in the range, the values older than 90 days beyond the newest few of each register. */
export function dropOldHistory(
  db: SqlDatabase,
  listId: string,
  range: { readonly afterItemId: string; readonly toItemId: string },
  nowMs: number,
): SqlStatement {
  const { afterItemId, toItemId } = range;
  return db
    .prepare(tidyingSql.dropOldHistory)
    .bind(listId, afterItemId, toItemId, nowMs - retention.historyMs);
}

export function dropSpareHeads(db: SqlDatabase, listId: string, nowMs: number): SqlStatement {
  return db
    .prepare(tidyingSql.dropSpareHeads)
    .bind(listId, nowMs - retention.pushMemoryMs, nowMs - retention.tombstoneMs);
}

/** What a list is to remember of having been tidied. */
export interface TidiedList {
  readonly listId: string;
  readonly tidiedMs: number;
  readonly sweptItemId: string;
  readonly emptiedRev: number;
  readonly purgedRev: number;
}

export function noteTidied(db: SqlDatabase, lists: readonly TidiedList[]): SqlStatement {
  const rows = lists.map(({ listId, tidiedMs, sweptItemId, emptiedRev, purgedRev }) => {
    return [listId, tidiedMs, sweptItemId, emptiedRev, purgedRev];
  });
  return db.prepare(tidyingSql.note).bind(JSON.stringify(rows));
}
