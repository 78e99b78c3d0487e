/** The heads that lists have had. */

import type { SqlDatabase, SqlStatement } from '../sql-database.ts';

export const pushesSql = {
  remember: `
    INSERT INTO pushes (list_id, rev, tag, at)
    SELECT id, rev, tag, ?3 FROM lists WHERE id = ?1 AND tag = ?2`,
} as const;

/** Remembers the head that an accepted push has made. */
export function rememberPush(
  db: SqlDatabase,
  { listId, tag, nowMs }: { readonly listId: string; readonly tag: string; readonly nowMs: number },
): SqlStatement {
  return db.prepare(pushesSql.remember).bind(listId, tag, nowMs);
}
