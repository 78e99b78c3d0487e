/** What the tests of a sync share: a world that stands still, stamps, and lists that exist already. Runs anywhere. */

import type { AccountId, ItemId, ListId } from '../domain/ids.ts';
import type { Json } from '../domain/register.ts';
import { stampFromParts } from '../domain/stamp-parts.ts';
import type { Stamp } from '../domain/stamp.ts';
import { CURSOR_START } from '../protocol/sync-request.ts';
import type { Cursor, ListRequest } from '../protocol/sync-request.ts';
import { syncList } from './list-sync.ts';
import type { SyncContext } from './list-sync.ts';
import type { ServerPorts } from './server-ports.ts';
import type { SqlDatabase, SqlRow, SqlValue } from './sql-database.ts';

export const NOW_MS = 1_790_000_000_000;
export const ANNA = 'annaannaannaanna' as AccountId;
export const BEN = 'benbenbenbenbenb' as AccountId;
export const LIST = 'listlistlistlist' as ListId;
export const EPOCH = 'epoch-01';

export const CONTEXT: SyncContext = {
  accountId: ANNA,
  deviceId: 'd'.repeat(43),
  sentMs: NOW_MS,
  nowMs: NOW_MS,
};

/** Time stands still, nothing waits, every draw of random bytes is another one, and errors are thrown. */
export function portsOf(db: SqlDatabase): ServerPorts {
  let draws = 0;
  return {
    db,
    origin: 'http://localhost:8787',
    assets: async () => new Response(null, { status: 404 }),
    nowMs: () => NOW_MS,
    randomBytes: (count) => {
      draws += 1;
      return Uint8Array.from({ length: count }, (_, at) => (draws >> (8 * at)) & 0xff);
    },
    waitMs: async () => {},
    reportError: (error) => {
      throw error;
    },
  };
}

/** A stamp `ms` after {@link NOW_MS}. */
export function at(ms: number, node = 'AAAAA'): Stamp {
  return stampFromParts({ ms: NOW_MS + ms, counter: 0, node });
}

export function itemId(name: string): ItemId {
  return name.padEnd(16, '-') as ItemId;
}

export function listId(name: string): ListId {
  return name.padEnd(16, '-') as ListId;
}

/** A list whose owner is {@link ANNA}. */
export async function createListOf(db: SqlDatabase, id: ListId = LIST): Promise<void> {
  await run(db, 'INSERT INTO lists (id, epoch) VALUES (?1, ?2)', id, EPOCH);
  await addMember(db, ANNA, 'owner', id);
}

export async function addMember(
  db: SqlDatabase,
  accountId: AccountId,
  role: string,
  id: ListId = LIST,
): Promise<void> {
  const sql = 'INSERT INTO members (list_id, account_id, role, since) VALUES (?1, ?2, ?3, 0)';
  await run(db, sql, id, accountId, role);
}

export async function run(
  db: SqlDatabase,
  sql: string,
  ...values: SqlValue[]
): Promise<readonly SqlRow[]> {
  return (
    await db
      .prepare(sql)
      .bind(...values)
      .all()
  ).results;
}

/** As a replica sends it. */
export type SentEdit = readonly [
  id: ItemId,
  registers: Readonly<Record<string, readonly [Json, Stamp, Stamp?]>>,
  rev?: number,
];

/** A part of an answer, loosely: tests look at what they expect to be there. */
export interface SentPart {
  readonly code?: string;
  readonly to?: number;
  readonly hd?: readonly [number, string];
  readonly ep?: string;
  readonly gc?: number;
  readonly gm?: number;
  readonly ch?: readonly (readonly [string, number, Record<string, unknown>?])[];
  readonly no?: readonly (readonly [number, string])[];
  readonly m?: 1;
  readonly n?: number;
  readonly h?: number;
  readonly dg?: readonly [number, number];
}

export interface Sent extends Partial<Omit<ListRequest, 'c' | 'e'>> {
  readonly c?: Cursor;
  readonly e?: readonly unknown[];
}

/** Syncs {@link LIST} as {@link ANNA}, from the start, unless said otherwise. */
export async function sync(
  ports: ServerPorts,
  { c: cursor = CURSOR_START, e: edits, ...request }: Sent = {},
  context: Partial<SyncContext> = {},
): Promise<SentPart> {
  const whole: ListRequest = {
    l: LIST,
    c: [...cursor],
    ...request,
    ...(edits && { e: [...edits] }),
  };
  const { json } = await syncList(ports, { ...CONTEXT, ...context }, whole);
  return JSON.parse(json) as SentPart;
}

export function push(ports: ServerPorts, ...edits: readonly SentEdit[]): Promise<SentPart> {
  return sync(ports, { e: edits });
}

/** The cursor of a replica that has stored the part. */
export function cursorAfter(part: SentPart, before: Cursor = CURSOR_START): Cursor {
  const [headRev, tag] = part.hd ?? [before[3], before[4]];
  return [part.ep ?? before[0], part.to ?? before[1], part.gc ?? before[2], headRev, tag];
}
