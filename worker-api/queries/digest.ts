/** The digest of a list: the two numbers by which a replica sees that its copy is the server's. Reads the whole list. */

import { DIGEST_LENGTH, DIGEST_START } from '../../domain/digest.ts';
import { DIGITS } from '../../domain/stamp.ts';
import type { SqlDatabase, SqlStatement } from '../sql-database.ts';

/** The number that some of a stamp's digits stand for. */
const NUMBER = Array.from({ length: DIGEST_LENGTH }, (_, at) => {
  const digit = `substr(each.value ->> 1, ${DIGEST_START + at + 1}, 1)`;
  return `(instr('${DIGITS}', ${digit}) - 1) * ${DIGITS.length ** (DIGEST_LENGTH - 1 - at)}`;
}).join(' + ');

export const digestSql = {
  read: `
    SELECT count(*) AS items, coalesce(sum((
      SELECT sum(${NUMBER}) FROM json_each(items.registers) AS each
    )), 0) AS stamps
    FROM members
    CROSS JOIN items ON items.list_id = members.list_id
    WHERE members.list_id = ?1 AND members.account_id = ?2 AND members.removed_at IS NULL
      AND items.registers -> 'e' IS NULL`,
} as const;

/** As digestOf in domain/digest.ts, in one row. For an account that is no member nothing of the list is read. */
export function readDigest(db: SqlDatabase, listId: string, accountId: string): SqlStatement {
  return db.prepare(digestSql.read).bind(listId, accountId);
}
