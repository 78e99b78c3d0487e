/**
 * Which account a proven device gets a session for, and the batch that makes it so.
 *
 * What was looked up may be out of date when the batch runs, so its statements check again: a session comes about only
 * for the account that the device belongs to by then.
 */

import { base64urlFromBytes } from '../domain/base64url.ts';
import { createAccount, findAccount } from './queries/accounts.ts';
import { addDevice, addFirstDevice, findDevice } from './queries/devices.ts';
import { createInbox, createSettingsList } from './queries/lists.ts';
import { addOwnerByDevice } from './queries/members.ts';
import { createSession, dropOldestSessions } from './queries/sessions.ts';
import { runBatch } from './run-batch.ts';
import type { ServerPorts } from './server-ports.ts';
import { accountFromRow } from './session.ts';
import type { AccountIds, Session } from './session.ts';
import { SESSION_SECONDS } from './session-cookie.ts';
import type { SqlStatement } from './sql-database.ts';
import { textColumn } from './sql-row.ts';
import { sha256Text } from './web-crypto-ports.ts';

export interface Applicant extends AccountIds {
  readonly deviceId: string;
  /** The session of the cookie that came with the request. */
  readonly session: Session | undefined;
  readonly nowMs: number;
}

export interface OpenedSession {
  readonly account: AccountIds;
  /** For the cookie, and for nothing else. */
  readonly token: string;
}

/** Undefined when the device has no claim to the account that it names. */
export async function openSession(
  ports: ServerPorts,
  applicant: Applicant,
): Promise<OpenedSession | undefined> {
  const entry = await entryOf(ports, applicant);
  if (!entry) return undefined;
  const { deviceId, nowMs } = applicant;
  const token = base64urlFromBytes(ports.randomBytes(TOKEN_BYTES));
  const session = {
    tokenHash: await sha256Text(token),
    accountId: entry.accountId,
    deviceId,
    nowMs,
    expiresMs: nowMs + SESSION_SECONDS * 1000,
  };
  const results = await runBatch(ports, () => {
    const freshEpoch = base64urlFromBytes(ports.randomBytes(EPOCH_BYTES));
    return [
      ...admission(ports, applicant, entry),
      createSettingsList(ports.db, deviceId, freshEpoch),
      createInbox(ports.db, deviceId, freshEpoch),
      addOwnerByDevice(ports.db, { deviceId, freshEpoch, nowMs }),
      dropOldestSessions(ports.db, deviceId),
      createSession(ports.db, session),
    ];
  });
  const account = accountFromRow(results.at(-1)?.results[0]);
  return account && { account, token };
}

const TOKEN_BYTES = 32;
const EPOCH_BYTES = 6;

/** How the device comes to the account: it makes it, joins it, or has belonged to it before. */
interface Entry {
  readonly kind: 'create' | 'join' | 'resume';
  readonly accountId: string;
}

async function entryOf(
  ports: ServerPorts,
  { accountId, deviceId, session }: Applicant,
): Promise<Entry | undefined> {
  const [devices, accounts] = await runBatch(ports, () => [
    findDevice(ports.db, deviceId),
    findAccount(ports.db, accountId),
  ]);
  const [device] = devices?.results ?? [];
  const isKnownAccount = accounts?.results.length === 1;
  if (device) {
    // A device that once asked for another account, and got the one of its cookie, asks again: the answer was lost.
    const own = textColumn(device, 'account_id');
    return own === accountId || !isKnownAccount ? { kind: 'resume', accountId: own } : undefined;
  }
  if (isKnownAccount) {
    return session?.accountId === accountId ? { kind: 'join', accountId } : undefined;
  }
  // The account was made on a browser that already has one: its cookie's account wins.
  return session ? { kind: 'join', accountId: session.accountId } : { kind: 'create', accountId };
}

function admission(
  { db }: ServerPorts,
  { inboxId, deviceId, nowMs }: Applicant,
  { kind, accountId }: Entry,
): readonly SqlStatement[] {
  const device = { accountId, deviceId, nowMs };
  switch (kind) {
    case 'create':
      return [createAccount(db, { ...device, inboxId }), addFirstDevice(db, device)];
    case 'join':
      return [addDevice(db, device)];
    case 'resume':
      return [];
  }
}
