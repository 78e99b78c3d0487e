/** Values that were overwritten or that lost, so that no acknowledged edit is ever without a trace. */

import type { SqlDatabase, SqlStatement } from '../sql-database.ts';
import {
  hasEnded,
  held,
  isAllowed,
  isNewer,
  isSame,
  maySet,
  PUSHED,
  pushedRegistersJson,
  WITH_PUSHED_REGISTERS,
} from './pushed.ts';
import type { TaggedPush } from './pushed.ts';

const HELD = held(PUSHED);
const REPLACES_HELD = `(pushed.wins AND ${isNewer(PUSHED)} AND NOT ${hasEnded(PUSHED)})`;

/** A value held may be overwritten; one pushed may have lost. */
const IS_LEFT = `(${HELD} IS NOT NULL OR NOT ${REPLACES_HELD})`;

/** Of a place only the last of a stretch of about 4.7 hours is kept: the first three digits of its stamp are others. */
const IS_KEPT = `(pushed.key <> 'o'
        OR (${REPLACES_HELD} AND substr(${HELD} ->> 1, 1, 3) <> substr(pushed.stamp, 1, 3)))`;

export const historySql = {
  keep: `${WITH_PUSHED_REGISTERS}
    INSERT INTO history (list_id, item_id, key, stamp, value, is_conflict, at)
    SELECT lists.id, pushed.item_id, pushed.key,
      CASE WHEN ${REPLACES_HELD} THEN ${HELD} ->> 1 ELSE pushed.stamp END,
      CASE WHEN ${REPLACES_HELD} THEN ${HELD} -> 0 ELSE pushed.value END,
      ${HELD} IS NOT NULL AND pushed.base_stamp <> ${HELD} ->> 1,
      ?4
    FROM lists
    CROSS JOIN pushed
    LEFT JOIN items ON items.list_id = lists.id AND items.id = pushed.item_id
    WHERE lists.id = ?1 AND lists.tag = ?3 AND ${isAllowed('?5')}
      AND ${IS_KEPT} AND ${IS_LEFT} AND ${isSame(PUSHED)} IS NOT TRUE AND ${maySet(PUSHED, '?5')}
    ON CONFLICT DO NOTHING`,

  keepEnded: `${WITH_PUSHED_REGISTERS}
    INSERT INTO history (list_id, item_id, key, stamp, value, is_conflict, at)
    SELECT lists.id, items.id, ended.key, ended.value ->> 1, ended.value -> 0, 0, ?4
    FROM lists
    CROSS JOIN pushed
    CROSS JOIN items ON items.list_id = lists.id AND items.id = pushed.item_id
    CROSS JOIN json_each(items.registers) AS ended
    WHERE lists.id = ?1 AND lists.tag = ?3 AND ${isAllowed('?5')}
      AND pushed.key = 'e' AND ended.key <> 'o'
      AND ${hasEnded({ key: 'ended.key', stamp: 'ended.value ->> 1' })}
    ON CONFLICT DO NOTHING`,
} as const;

/**
 * Keeps, before an accepted push is merged, every value that will not be the current one: the one held where the push
 * wins, else the one pushed. Of places it keeps few.
 */
export function keepHistory(db: SqlDatabase, push: TaggedPush, nowMs: number): SqlStatement {
  return bindPush(db.prepare(historySql.keep), push, nowMs);
}

/**
 * Keeps, before a push that tells of an emptying is merged, what it ends. The server's own emptying keeps nothing; but
 * nothing proves that this one was the server's before a restore, and no editor may destroy what others wrote.
 */
export function keepEndedHistory(db: SqlDatabase, push: TaggedPush, nowMs: number): SqlStatement {
  return bindPush(db.prepare(historySql.keepEnded), push, nowMs);
}

function bindPush(
  statement: SqlStatement,
  { listId, accountId, tag, items }: TaggedPush,
  nowMs: number,
): SqlStatement {
  return statement.bind(listId, pushedRegistersJson(items), tag, nowMs, accountId);
}
