/** The sessions: which cookie speaks for which account, on which device. */

import type { SqlDatabase, SqlStatement } from '../sql-database.ts';

export const sessionsSql = {
  find: `
    SELECT account_id, device_id, last_used_day
    FROM sessions WHERE token_hash = ?1 AND expires_at > ?2`,

  create: `
    INSERT INTO sessions (token_hash, account_id, device_id, created_at, expires_at)
    SELECT ?1, account_id, id, ?4, ?5 FROM devices WHERE id = ?3 AND account_id = ?2
    ON CONFLICT (token_hash) DO UPDATE SET expires_at = excluded.expires_at
    RETURNING account_id AS id, (SELECT inbox_id FROM accounts WHERE accounts.id = account_id) AS inbox_id`,

  dropOldest: `
    DELETE FROM sessions WHERE device_id = ?1 AND token_hash NOT IN (
      SELECT token_hash FROM sessions WHERE device_id = ?1 ORDER BY created_at DESC LIMIT ?2
    )`,

  touch: `UPDATE sessions SET last_used_day = ?2 WHERE token_hash = ?1`,
} as const;

export function findSession(db: SqlDatabase, tokenHash: string, nowMs: number): SqlStatement {
  return db.prepare(sessionsSql.find).bind(tokenHash, nowMs);
}

/** Makes a session, if the device is the account's; answers the account, as findAccount does, when it did. */
export function createSession(
  db: SqlDatabase,
  session: {
    readonly tokenHash: string;
    readonly accountId: string;
    readonly deviceId: string;
    readonly nowMs: number;
    readonly expiresMs: number;
  },
): SqlStatement {
  const { tokenHash, accountId, deviceId, nowMs, expiresMs } = session;
  return db.prepare(sessionsSql.create).bind(tokenHash, accountId, deviceId, nowMs, expiresMs);
}

/** Leaves the newest few sessions of a device: the answers with the cookies after them may have been lost. */
export function dropOldestSessions(db: SqlDatabase, deviceId: string): SqlStatement {
  return db.prepare(sessionsSql.dropOldest).bind(deviceId, SESSIONS_KEPT);
}

/** Remembers the day, `YYYY-MM-DD`, on which the session was last used. */
export function touchSession(db: SqlDatabase, tokenHash: string, day: string): SqlStatement {
  return db.prepare(sessionsSql.touch).bind(tokenHash, day);
}

const SESSIONS_KEPT = 4;
