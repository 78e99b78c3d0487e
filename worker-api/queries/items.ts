/** The items of all lists, one row each with all its registers. */

import type { SqlDatabase, SqlStatement } from '../sql-database.ts';
import { IS_ALLOWED, IS_NEWER, WITH_PUSHED } from './pushed.ts';

export const itemsSql = {
  prior: `
    SELECT items.id, items.rev, octet_length(items.registers) AS bytes
    FROM json_each(?2) AS pushed
    CROSS JOIN items ON items.list_id = ?1 AND items.id = pushed.value`,

  merge: `${WITH_PUSHED}
    INSERT INTO items (list_id, id, rev, registers)
    SELECT lists.id, pushed.item_id, lists.rev - ?4 + 1 + pushed.place, json_patch(
      coalesce(items.registers, '{}'),
      json_group_object(pushed.key, json_array(json(pushed.value), pushed.stamp))
    )
    FROM lists
    CROSS JOIN pushed
    LEFT JOIN items ON items.list_id = lists.id AND items.id = pushed.item_id
    WHERE lists.id = ?1 AND lists.tag = ?3 AND pushed.wins AND ${IS_ALLOWED} AND ${IS_NEWER}
    GROUP BY pushed.item_id
    ON CONFLICT (list_id, id) DO UPDATE SET rev = excluded.rev, registers = excluded.registers`,
} as const;

/** Revision and size of those of the items that exist. */
export function readPriorItems(db: SqlDatabase, listId: string, itemIdsJson: string): SqlStatement {
  return db.prepare(itemsSql.prior).bind(listId, itemIdsJson);
}

/**
 * Merges an accepted push as domain/merge.ts does. Every item gets one row with all its winners, so nothing depends on
 * the order of the rows; every register is an array, so json_patch replaces it whole.
 */
export function mergePush(
  db: SqlDatabase,
  {
    listId,
    pushedJson,
    tag,
    itemCount,
  }: {
    readonly listId: string;
    readonly pushedJson: string;
    readonly tag: string;
    readonly itemCount: number;
  },
): SqlStatement {
  return db.prepare(itemsSql.merge).bind(listId, pushedJson, tag, itemCount);
}
