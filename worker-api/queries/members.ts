/** Who belongs to which list. A row with `removed_at` stays: only on that proof is anyone told they were removed. */

import { serverLimits } from '../../domain/server-limits.ts';
import type { SqlDatabase, SqlStatement } from '../sql-database.ts';
import { isOwner } from './pushed.ts';

export const membersSql = {
  addOwner: `
    INSERT INTO members (list_id, account_id, role, since)
    SELECT id, ?3, 'owner', ?4 FROM lists WHERE id = ?1 AND epoch = ?2
    ON CONFLICT (list_id, account_id) DO NOTHING`,

  addOwnerByDevice: `
    INSERT INTO members (list_id, account_id, role, since)
    SELECT lists.id, accounts.id, 'owner', ?3
    FROM devices
    CROSS JOIN accounts ON accounts.id = devices.account_id
    CROSS JOIN lists ON lists.id IN (accounts.inbox_id, 'u:' || accounts.id)
    WHERE devices.id = ?1 AND lists.epoch = ?2
    ON CONFLICT (list_id, account_id) DO NOTHING`,

  project: `
    WITH said AS (
      SELECT substr(each.key, 3) AS account_id, each.value ->> 0 AS role, row_number() OVER (
          PARTITION BY each.value ->> 0 IN ('editor', 'viewer') ORDER BY each.value ->> 1, each.key
        ) AS place
      FROM lists
      CROSS JOIN items ON items.list_id = lists.id AND items.id = '_list'
      CROSS JOIN json_each(items.registers) AS each
      WHERE lists.id = ?1 AND lists.tag = ?3 AND ${isOwner('?2')} AND each.key GLOB 'j.*'
    )
    INSERT INTO members (list_id, account_id, role, since, removed_at)
    SELECT ?1, account_id, iif(role IN ('editor', 'viewer'), role, 'viewer'), ?4,
      iif(role IN ('editor', 'viewer'), NULL, ?4)
    FROM said
    WHERE role NOT IN ('editor', 'viewer') OR place < ${serverLimits.membersPerList}
    ON CONFLICT (list_id, account_id) DO UPDATE SET
      role = iif(excluded.removed_at IS NULL, excluded.role, members.role),
      removed_at = excluded.removed_at
    WHERE members.role <> 'owner' AND CASE
      WHEN excluded.removed_at IS NULL THEN members.removed_at IS NOT NULL OR members.role <> excluded.role
      ELSE members.removed_at IS NULL END`,
} as const;

/** Makes the account the owner of a list that was made with this very epoch in this batch. */
export function addOwner(
  db: SqlDatabase,
  {
    listId,
    freshEpoch,
    accountId,
    nowMs,
  }: {
    readonly listId: string;
    readonly freshEpoch: string;
    readonly accountId: string;
    readonly nowMs: number;
  },
): SqlStatement {
  return db.prepare(membersSql.addOwner).bind(listId, freshEpoch, accountId, nowMs);
}

/** The same for the lists of the device's account, both made with this epoch. */
export function addOwnerByDevice(
  db: SqlDatabase,
  {
    deviceId,
    freshEpoch,
    nowMs,
  }: {
    readonly deviceId: string;
    readonly freshEpoch: string;
    readonly nowMs: number;
  },
): SqlStatement {
  return db.prepare(membersSql.addOwnerByDevice).bind(deviceId, freshEpoch, nowMs);
}

/**
 * Makes the members what the list's settings say, after an accepted push of its owner; does nothing after anybody
 * else's. The owner stays the owner. Those whom the list has no room for wait, the latest named first to wait.
 */
export function projectMembers(
  db: SqlDatabase,
  {
    listId,
    accountId,
    tag,
    nowMs,
  }: {
    readonly listId: string;
    readonly accountId: string;
    readonly tag: string;
    readonly nowMs: number;
  },
): SqlStatement {
  return db.prepare(membersSql.project).bind(listId, accountId, tag, nowMs);
}
