/** Who writes under which node of a stamp, so that history can say who and on which device. */

import type { SqlDatabase, SqlStatement } from '../sql-database.ts';

export const authorsSql = {
  note: `
    INSERT INTO authors (list_id, node, account_id, device_id)
    SELECT lists.id, coalesce(nodes.value, ?3), ?5, ?6
    FROM lists
    LEFT JOIN json_each(?4) AS nodes
    WHERE lists.id = ?1 AND lists.tag = ?2
    ON CONFLICT DO NOTHING`,
} as const;

/**
 * Notes the nodes of an accepted push, the first few of them. Whoever used a node first keeps it: a heal pushes other
 * people's stamps.
 */
export function noteAuthors(
  db: SqlDatabase,
  {
    listId,
    tag,
    nodes,
    accountId,
    deviceId,
  }: {
    readonly listId: string;
    readonly tag: string;
    readonly nodes: readonly string[];
    readonly accountId: string;
    readonly deviceId: string;
  },
): SqlStatement {
  const [first = ''] = nodes;
  const all = nodes.length > 1 ? JSON.stringify(nodes.slice(0, NODES_NOTED)) : '[]';
  return db.prepare(authorsSql.note).bind(listId, tag, first, all, accountId, deviceId);
}

/** A device writes under few nodes at a time; more come only in a heal, or from somebody who wants rows written. */
const NODES_NOTED = 8;
