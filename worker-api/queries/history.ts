/** Values that were overwritten or that lost, so that no acknowledged edit is ever without a trace. */

import type { SqlDatabase, SqlStatement } from '../sql-database.ts';
import {
  held,
  IS_ALLOWED,
  isNewer,
  isSame,
  PUSHED,
  pushedRegistersJson,
  WITH_PUSHED_REGISTERS,
} from './pushed.ts';
import type { TaggedPush } from './pushed.ts';

const HELD = held(PUSHED);
const REPLACES_HELD = `(pushed.wins AND ${isNewer(PUSHED)})`;

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
    WHERE lists.id = ?1 AND lists.tag = ?3 AND pushed.key <> 'o' AND ${IS_ALLOWED}
      AND (${HELD} IS NOT NULL OR NOT pushed.wins) AND ${isSame(PUSHED)} IS NOT TRUE
    ON CONFLICT DO NOTHING`,
} as const;

/**
 * Keeps, before an accepted push is merged, every value that will not be the current one: the one held where the push
 * wins, else the one pushed. A place has no history.
 */
export function keepHistory(
  db: SqlDatabase,
  { listId, tag, items }: TaggedPush,
  nowMs: number,
): SqlStatement {
  return db.prepare(historySql.keep).bind(listId, pushedRegistersJson(items), tag, nowMs);
}
