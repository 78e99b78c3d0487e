/** The devices, each known by the hash of its public key. */

import type { SqlDatabase, SqlStatement } from '../sql-database.ts';

export const devicesSql = {
  find: `
    SELECT account_id FROM devices WHERE id = ?1`,

  addFirst: `
    INSERT INTO devices (id, account_id, created_at)
    SELECT first_device_id, id, ?3 FROM accounts WHERE id = ?1 AND first_device_id = ?2
    ON CONFLICT (id) DO NOTHING`,

  add: `
    INSERT INTO devices (id, account_id, created_at)
    SELECT ?2, ?1, ?3 WHERE true
    ON CONFLICT (id) DO NOTHING`,
} as const;

interface NewDevice {
  readonly accountId: string;
  readonly deviceId: string;
  readonly nowMs: number;
}

export function findDevice(db: SqlDatabase, deviceId: string): SqlStatement {
  return db.prepare(devicesSql.find).bind(deviceId);
}

/** Adds the device to the account that it has made; does nothing when another device made it. */
export function addFirstDevice(db: SqlDatabase, device: NewDevice): SqlStatement {
  return db.prepare(devicesSql.addFirst).bind(device.accountId, device.deviceId, device.nowMs);
}

/** Adds a device on the strength of a session of the account. */
export function addDevice(db: SqlDatabase, device: NewDevice): SqlStatement {
  return db.prepare(devicesSql.add).bind(device.accountId, device.deviceId, device.nowMs);
}
