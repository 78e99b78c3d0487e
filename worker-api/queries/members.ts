/** Who belongs to which list. A row with `removed_at` stays: only on that proof is anyone told they were removed. */

import type { SqlDatabase, SqlStatement } from '../sql-database.ts';

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
