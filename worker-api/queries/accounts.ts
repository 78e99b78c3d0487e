/** The accounts. One is made by the first device that names it. */

import type { SqlDatabase, SqlStatement } from '../sql-database.ts';

export const accountsSql = {
  ping: `SELECT 1 AS ok`,

  find: `SELECT id, inbox_id FROM accounts WHERE id = ?1`,

  create: `
    INSERT INTO accounts (id, inbox_id, first_device_id, created_at)
    SELECT ?1, ?2, ?3, ?4 WHERE true
    ON CONFLICT (id) DO NOTHING`,
} as const;

/** Answers when the database does. */
export function ping(db: SqlDatabase): SqlStatement {
  return db.prepare(accountsSql.ping);
}

export function findAccount(db: SqlDatabase, accountId: string): SqlStatement {
  return db.prepare(accountsSql.find).bind(accountId);
}

/** Makes the account unless there is one: of two devices that race for an id, one becomes the first device. */
export function createAccount(
  db: SqlDatabase,
  {
    accountId,
    inboxId,
    deviceId,
    nowMs,
  }: {
    readonly accountId: string;
    readonly inboxId: string;
    readonly deviceId: string;
    readonly nowMs: number;
  },
): SqlStatement {
  return db.prepare(accountsSql.create).bind(accountId, inboxId, deviceId, nowMs);
}
