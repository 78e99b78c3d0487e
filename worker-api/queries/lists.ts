/**
 * The lists: what they are, how far they have come, and whether a push may move them on.
 *
 * Whenever a list's tag changes, a trigger (migrations/0001) adds the head to `pushes`.
 */

import { limits } from '../../domain/limits.ts';
import { serverLimits } from '../../domain/server-limits.ts';
import type { Cursor } from '../../protocol/sync-request.ts';
import type { SqlDatabase, SqlStatement } from '../sql-database.ts';
import {
  hasEnded,
  isAllowed,
  isNewer,
  isSame,
  maySet,
  PUSHED,
  pushedRegistersJson,
  WITH_PUSHED_REGISTERS,
} from './pushed.ts';
import type { TaggedPush } from './pushed.ts';

/**
 * Is the cursor in parameters `first` to `first + 4`, with `skipTo` after it, one of this list's own? A replica that has
 * nothing yet knows no epoch. One that is behind a purge may have missed tombstones, unless it reads from the start or
 * would have skipped them.
 */
function isKnownCursor(first: number): string {
  const at = [0, 1, 2, 3, 4, 5].map((offset) => `?${first + offset}`);
  const [epoch, rev, gcRev, headRev, tag, skipTo] = at;
  return `((${epoch} = lists.epoch OR (${epoch} = '' AND ${rev} = 0))
    AND ${rev} <= lists.rev
    AND (${rev} = 0 OR max(${rev}, ${gcRev}, ${skipTo}) >= lists.gc_rev)
    AND (${headRev} = 0 OR ${tag} = CASE WHEN ${headRev} = lists.rev THEN lists.tag ELSE (
      SELECT pushes.tag FROM pushes WHERE pushes.list_id = lists.id AND pushes.rev = ${headRev}
    ) END))`;
}

/** Would the push change a register, or leave a value that history does not have yet? */
const IS_NEWS = `CASE
  WHEN NOT (${isAllowed('?3')}) OR NOT ${maySet(PUSHED, '?3')} THEN 0
  WHEN pushed.wins AND ${isNewer(PUSHED)} AND NOT ${hasEnded(PUSHED)} THEN 1
  WHEN ${isSame(PUSHED)} OR pushed.key = 'o' THEN 0
  ELSE NOT EXISTS (
    SELECT 1 FROM history
    WHERE history.list_id = ?1 AND history.item_id = pushed.item_id AND history.key = pushed.key
      AND history.stamp = pushed.stamp AND history.value = pushed.value
  ) END`;

/** Up to this many revisions every item goes into one page whatever its size, and nothing needs measuring. */
const SHORT_PAGE = 4;

/** Where the page ends: NULL when all that is left fits into it. */
const PAGE_END = `CASE WHEN lists.rev - ?4 > ${SHORT_PAGE} THEN (SELECT last_rev FROM page) END`;

/** Emptied tombstones of before a first load are no news to it. */
const isSkipped = (table: string): string =>
  `(${table}.rev <= ?8 AND ${table}.registers -> 'e' IS NOT NULL)`;

export const listsSql = {
  create: `
    INSERT INTO lists (id, epoch)
    SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM lists WHERE id = ?1) AND (
      SELECT count(*) FROM members INDEXED BY members_by_owner
      WHERE members.account_id = ?3 AND members.role = 'owner'
    ) < ${serverLimits.listsPerAccount}
    ON CONFLICT (id) DO NOTHING`,

  createSettings: `
    INSERT INTO lists (id, epoch)
    SELECT 'u:' || account_id, ?2 FROM devices WHERE id = ?1
    ON CONFLICT (id) DO NOTHING`,

  createInbox: `
    INSERT INTO lists (id, epoch)
    SELECT accounts.inbox_id, ?2 FROM devices
    CROSS JOIN accounts ON accounts.id = devices.account_id
    WHERE devices.id = ?1
    ON CONFLICT (id) DO NOTHING`,

  accept: `${WITH_PUSHED_REGISTERS}
    UPDATE lists SET rev = rev + ?4, tag = ?5, pushed_at = ?8, hlc = max(hlc, min(?6, ?8))
    WHERE id = ?1
      AND EXISTS (
        SELECT 1 FROM members
        WHERE members.list_id = lists.id AND members.account_id = ?3
          AND members.removed_at IS NULL AND members.role IN ('owner', 'editor')
      )
      AND ${isKnownCursor(9)}
      AND ?6 <= max(?7, hlc) + ${limits.stampLeadMs}
      AND EXISTS (
        SELECT 1 FROM pushed
        LEFT JOIN items ON items.list_id = ?1 AND items.id = pushed.item_id
        WHERE ${IS_NEWS}
      )`,

  read: `
    WITH page AS MATERIALIZED (
      SELECT CASE WHEN count(*) > sum(fits) THEN max(rev) FILTER (WHERE fits) END AS last_rev FROM (
        SELECT rev, place = 1 OR (place <= ${serverLimits.pageItems} AND bytes <= ${serverLimits.pageBytes}) AS fits FROM (
          SELECT rev, row_number() OVER by_rev AS place, sum(octet_length(registers)) OVER by_rev AS bytes FROM (
            SELECT rev, registers FROM items
            WHERE list_id = ?1 AND rev > ?4 AND NOT ${isSkipped('items')}
            ORDER BY rev LIMIT ${serverLimits.pageItems + 1}
          )
          WINDOW by_rev AS (ORDER BY rev ROWS UNBOUNDED PRECEDING)
        )
      )
    )
    SELECT lists.epoch, lists.rev, lists.hlc, lists.gc_rev, lists.gc_ms, members.role, members.removed_at,
      lists.tag = ?9 AS is_accepted,
      (lists.tag IS ?9 OR ${isKnownCursor(3)}) AS is_known_cursor,
      ${PAGE_END} AS page_end,
      CASE WHEN lists.rev > 0 THEN json_array(lists.rev, lists.tag) END AS head,
      CASE WHEN (?4 = 0 OR ?8 = ${Number.MAX_SAFE_INTEGER}) AND ${PAGE_END} IS NOT NULL
        THEN (SELECT count(*) FROM items WHERE list_id = ?1 AND rev > ?4 AND NOT ${isSkipped('items')})
      END AS total,
      items.id AS item_id, items.rev AS item_rev, items.registers
    FROM members
    CROSS JOIN lists ON lists.id = members.list_id
    LEFT JOIN items ON items.list_id = lists.id AND items.rev > ?4 AND items.rev <= coalesce(${PAGE_END}, lists.rev)
      AND members.removed_at IS NULL
      AND (lists.tag IS ?9 OR ${isKnownCursor(3)})
      AND NOT ${isSkipped('items')}
    WHERE members.list_id = ?1 AND members.account_id = ?2
    ORDER BY items.rev`,
} as const;

/**
 * Makes the list, unless there is one or the account owns too many. The epoch says afterwards whether it was this
 * statement that made it.
 */
export function createList(
  db: SqlDatabase,
  list: { readonly listId: string; readonly accountId: string; readonly epoch: string },
): SqlStatement {
  return db.prepare(listsSql.create).bind(list.listId, list.epoch, list.accountId);
}

/** Makes the list of settings that every account has, for the account of the device, unless there is one. */
export function createSettingsList(db: SqlDatabase, deviceId: string, epoch: string): SqlStatement {
  return db.prepare(listsSql.createSettings).bind(deviceId, epoch);
}

/** Makes the Inbox of the device's account, unless there is such a list. */
export function createInbox(db: SqlDatabase, deviceId: string, epoch: string): SqlStatement {
  return db.prepare(listsSql.createInbox).bind(deviceId, epoch);
}

export interface OfferedPush extends TaggedPush, Position {
  readonly highestMs: number;
  readonly sentMs: number;
  readonly nowMs: number;
}

/** How far the replica has read, and what it leaves out. */
export interface Position {
  readonly cursor: Cursor;
  /** As `h` in protocol/sync-request.ts. */
  readonly skipTo: number | undefined;
}

/**
 * Moves the head on by a revision for each item, if the account may write, the cursor is this list's, no stamp is too
 * far ahead and something is new; else changes nothing. Gaps in the revisions are harmless.
 *
 * Whether a stamp is too far ahead depends on the request and the list only, so a late duplicate gets the verdict of
 * the first. The list's clock never passes the server's, or pushes could walk it into the future.
 */
export function acceptPush(db: SqlDatabase, push: OfferedPush): SqlStatement {
  return db
    .prepare(listsSql.accept)
    .bind(
      push.listId,
      pushedRegistersJson(push.items),
      push.accountId,
      push.items.length,
      push.tag,
      push.highestMs,
      push.sentMs,
      push.nowMs,
      ...positionColumns(push),
    );
}

/** The one row of {@link readList} repeats the list's columns for each item; without an item those are NULL. */
export function readList(
  db: SqlDatabase,
  {
    listId,
    accountId,
    tag,
    ...position
  }: Position & {
    readonly listId: string;
    readonly accountId: string;
    /** The tag of the push before it in the batch, or null. */
    readonly tag: string | null;
  },
): SqlStatement {
  return db.prepare(listsSql.read).bind(listId, accountId, ...positionColumns(position), tag);
}

/** The cursor, and up to which revision emptied tombstones are left out: 0 asks for all that there are now. */
function positionColumns({ cursor, skipTo }: Position): readonly (string | number)[] {
  return [...cursor, skipTo === 0 ? Number.MAX_SAFE_INTEGER : (skipTo ?? 0)];
}
