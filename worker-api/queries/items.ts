/** The items of all lists, one row each with all its registers. */

import type { SqlDatabase, SqlStatement } from '../sql-database.ts';
import type { IncomingItem } from '../incoming-push.ts';
import {
  hasEnded,
  isAllowed,
  isNewer,
  maySet,
  pushedItemsJson,
  WITH_PUSHED_ITEMS,
} from './pushed.ts';
import type { RegisterSql, TaggedPush } from './pushed.ts';

/** One of the registers of a pushed item. */
const EACH: RegisterSql = { key: 'each.key', stamp: 'each.value ->> 1', value: 'each.value -> 0' };

/** Those of them that change the item. */
const WINNERS = `FROM json_each(pushed.registers) AS each
        WHERE ${isNewer(EACH)} AND NOT ${hasEnded(EACH)} AND ${maySet(EACH, '?5')}`;

const MERGED = `json_patch(
        coalesce(items.registers, '{}'),
        (SELECT json_group_object(each.key, json(each.value)) ${WINNERS})
      )`;

export const itemsSql = {
  prior: `
    SELECT items.id, items.rev, octet_length(items.registers) AS bytes,
      items.registers -> 'e' IS NOT NULL AS is_emptied
    FROM json_each(?2) AS pushed
    CROSS JOIN items ON items.list_id = ?1 AND items.id = pushed.value`,

  priorOne: `
    SELECT id, rev, octet_length(registers) AS bytes, registers -> 'e' IS NOT NULL AS is_emptied
    FROM items WHERE list_id = ?1 AND id = ?2`,

  merge: `${WITH_PUSHED_ITEMS}
    INSERT INTO items (list_id, id, rev, registers)
    SELECT lists.id, pushed.item_id, lists.rev - ?4 + 1 + pushed.place, CASE pushed.emptied_at
      WHEN '' THEN ${MERGED}
      ELSE (
        SELECT json_group_object(merged.key, json(merged.value)) FROM json_each(${MERGED}) AS merged
        WHERE NOT ${hasEnded({ key: 'merged.key', stamp: 'merged.value ->> 1' })}
      ) END
    FROM lists
    CROSS JOIN pushed
    LEFT JOIN items ON items.list_id = lists.id AND items.id = pushed.item_id
    WHERE lists.id = ?1 AND lists.tag = ?3 AND ${isAllowed('?5')} AND EXISTS (SELECT 1 ${WINNERS})
    ON CONFLICT (list_id, id) DO UPDATE SET rev = excluded.rev, registers = excluded.registers`,
} as const;

/** Revision and size of those of the items that exist, and whether they are emptied. One item, the usual keystroke, needs no list of one. */
export function readPriorItems(
  db: SqlDatabase,
  listId: string,
  items: readonly IncomingItem[],
): SqlStatement {
  const [only] = items;
  if (only && items.length === 1) return db.prepare(itemsSql.priorOne).bind(listId, only.id);
  return db.prepare(itemsSql.prior).bind(listId, JSON.stringify(items.map(({ id }) => id)));
}

/**
 * Merges an accepted push as domain/merge.ts does. Every item gets one row with all its winners, so nothing depends on
 * the order of the rows; every register is an array, so json_patch replaces it whole. The list's revision has been
 * moved on by as many as there are items: each gets one of its own.
 */
export function mergePush(
  db: SqlDatabase,
  { listId, accountId, tag, items }: TaggedPush,
): SqlStatement {
  const itemsJson = pushedItemsJson(items);
  return db.prepare(itemsSql.merge).bind(listId, itemsJson, tag, items.length, accountId);
}
