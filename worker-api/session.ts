/** Who is asking: the session behind a request's cookie. */

import type { Context } from 'hono';
import { isAccountId, isListId } from '../domain/ids.ts';
import type { AccountId, ListId } from '../domain/ids.ts';
import { findAccount } from './queries/accounts.ts';
import { findSession, touchSession } from './queries/sessions.ts';
import { runBatch } from './run-batch.ts';
import type { ServerPorts } from './server-ports.ts';
import { readToken } from './session-cookie.ts';
import type { SqlRow } from './sql-database.ts';
import { optionalTextColumn, textColumn } from './sql-row.ts';
import { sha256Text } from './web-crypto-ports.ts';

export interface Session {
  readonly tokenHash: string;
  readonly accountId: AccountId;
  readonly deviceId: string;
  /** `YYYY-MM-DD`; undefined while it has never synced. */
  readonly lastUsedDay: string | undefined;
}

/** The session of the request, or undefined. Changes nothing. */
export async function sessionOf(
  ports: ServerPorts,
  c: Context,
  nowMs: number,
): Promise<Session | undefined> {
  const token = readToken(c, ports.origin);
  if (token === undefined) return undefined;
  const tokenHash = await sha256Text(token);
  const [found] = await runBatch(ports, () => [findSession(ports.db, tokenHash, nowMs)]);
  const [row] = found?.results ?? [];
  const accountId = row?.['account_id'];
  if (!row || !isAccountId(accountId)) return undefined;
  return {
    tokenHash,
    accountId,
    deviceId: textColumn(row, 'device_id'),
    lastUsedDay: optionalTextColumn(row, 'last_used_day'),
  };
}

/** Remembers that the session was used today, at most one write a day. */
export async function noteUse(ports: ServerPorts, session: Session, nowMs: number): Promise<void> {
  const today = new Date(nowMs).toISOString().slice(0, 10);
  if (session.lastUsedDay === today) return;
  await runBatch(ports, () => [touchSession(ports.db, session.tokenHash, today)]);
}

export interface AccountIds {
  readonly accountId: AccountId;
  readonly inboxId: ListId;
}

export async function accountOf(
  ports: ServerPorts,
  accountId: AccountId,
): Promise<AccountIds | undefined> {
  const [found] = await runBatch(ports, () => [findAccount(ports.db, accountId)]);
  return accountFromRow(found?.results[0]);
}

/** The account in a row of {@link findAccount}. */
export function accountFromRow(row: SqlRow | undefined): AccountIds | undefined {
  const { id: accountId, inbox_id: inboxId } = row ?? {};
  return isAccountId(accountId) && isListId(inboxId) ? { accountId, inboxId } : undefined;
}
