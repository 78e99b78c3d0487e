/**
 * The production server on a database in memory, with faults before and after the commit, and backups to go back to.
 */

import { createApp } from '../worker-api/app.ts';
import { migrate } from '../worker-api/node-migrations.ts';
import { openSqliteDatabase } from '../worker-api/node-sqlite-database.ts';
import type { SqliteDatabase } from '../worker-api/node-sqlite-database.ts';
import type { ServerPorts } from '../worker-api/server-ports.ts';
import type { SqlDatabase, SqlRow, SqlValue } from '../worker-api/sql-database.ts';
import type { TidyingReport } from '../worker-api/tidying.ts';
import { tidyLists } from '../worker-api/tidying.ts';
import type { SentRequest, ServedAnswer } from './exchange.ts';
import type { Faults } from './faults.ts';
import { randomStream } from './random.ts';
import type { Scheduler } from './scheduler.ts';

export interface Server {
  readonly serve: (request: SentRequest) => Promise<ServedAnswer>;
  /** The tables as they stand, by name. */
  readonly backUp: () => Promise<Backup>;
  readonly restore: (backup: Backup) => Promise<void>;
  /** What an operator does who has lost the to-dos and nothing else: docs/runbook.md. */
  readonly putBackItems: (backup: Backup, epoch: string) => Promise<void>;
  /** What a timer does on a real server. */
  readonly tidy: () => Promise<TidyingReport>;
  readonly select: (sql: string, ...values: SqlValue[]) => Promise<readonly SqlRow[]>;
  /** What its clock says, in milliseconds since 1970. */
  readonly nowMs: () => number;
  /** Server time less real time, in milliseconds. */
  skewMs: number;
}

export type Backup = ReadonlyMap<string, readonly SqlRow[]>;

export interface ServerWorld {
  readonly seed: number;
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  /** What the real time is when the run begins, in milliseconds since 1970. */
  readonly epochMs: number;
  /** Time that has passed on every clock and in which nobody did anything. */
  readonly skippedMs?: () => number;
  readonly origin: string;
}

export async function createServer(world: ServerWorld): Promise<Server> {
  const { scheduler, faults, origin } = world;
  const { database, tables } = await emptyDatabase();
  const random = randomStream(world.seed, 'server');
  const nowMs = (): number =>
    world.epochMs + (world.skippedMs?.() ?? 0) + Math.floor(scheduler.nowMs()) + server.skewMs;
  const ports: ServerPorts = {
    db: withFaults(database, faults),
    origin,
    assets: () => Promise.resolve(new Response('', { status: 404 })),
    nowMs,
    randomBytes: (count) => random.bytes(count),
    // A retry inside the server is quicker than any event of the world.
    waitMs: () => Promise.resolve(),
    reportError: () => undefined,
  };
  const app = createApp(ports);
  const server: Server = {
    serve: async (sent) => {
      const response = await app.fetch(requestFrom(sent, origin));
      const { status, headers } = response;
      return { status, headers, body: await response.text() };
    },
    tidy: () => tidyLists(ports),
    select: (sql, ...values) => select(database, sql, values),
    backUp: async () => {
      const backup = new Map<string, readonly SqlRow[]>();
      for (const table of tables)
        backup.set(table, await select(database, `SELECT * FROM ${table}`));
      return backup;
    },
    restore: (backup) => restore(database, backup),
    putBackItems: async (backup, epoch) => {
      await restore(database, new Map([...backup].filter(([table]) => table === 'items')));
      const tidiedAtMs = nowMs() + TIDYING_PUT_OFF_MS;
      await select(database, 'UPDATE lists SET epoch = ?1, tidied_at = ?2', [epoch, tidiedAtMs]);
    },
    nowMs,
    skewMs: 0,
  };
  return server;
}

/** As the runbook has it. */
const TIDYING_PUT_OFF_MS = 3 * 86_400_000;

/** One database serves every run of a process: making it takes longer than emptying it. */
let pool: { readonly database: SqliteDatabase; readonly tables: readonly string[] } | undefined;

async function emptyDatabase(): Promise<NonNullable<typeof pool>> {
  pool ??= await makeDatabase();
  const { database, tables } = pool;
  await database.batch(tables.map((table) => database.prepare(`DELETE FROM ${table}`)));
  return pool;
}

async function makeDatabase(): Promise<NonNullable<typeof pool>> {
  const database = openSqliteDatabase(':memory:');
  await migrate(database, 'worker-api/migrations');
  const rows = await select(
    database,
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name <> 'd1_migrations'",
  );
  return { database, tables: rows.map(({ name }) => String(name)) };
}

async function select(
  database: SqlDatabase,
  sql: string,
  values: readonly SqlValue[] = [],
): Promise<readonly SqlRow[]> {
  const { results } = await database
    .prepare(sql)
    .bind(...values)
    .all();
  return results;
}

function requestFrom({ method, path, cookies, body }: SentRequest, origin: string): Request {
  const headers = new Headers({ origin, 'sec-fetch-site': 'same-origin' });
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (cookies.size > 0) {
    headers.set('cookie', Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; '));
  }
  return new Request(origin + path, { method, headers, body: body ?? null });
}

async function restore(database: SqliteDatabase, backup: Backup): Promise<void> {
  const emptied = [...backup.keys()].map((table) => database.prepare(`DELETE FROM ${table}`));
  const filled = [...backup].flatMap(([table, rows]) =>
    rows.map((row) => {
      const columns = Object.keys(row);
      const places = columns.map((_, at) => `?${at + 1}`);
      const sql = `INSERT INTO ${table}(${columns.join(', ')}) VALUES (${places.join(', ')})`;
      return database.prepare(sql).bind(...(Object.values(row) as SqlValue[]));
    }),
  );
  await database.batch([...emptied, ...filled]);
}

function withFaults(database: SqlDatabase, faults: Faults): SqlDatabase {
  const fail = (): never => {
    throw new Error('Network connection lost.');
  };
  return {
    prepare: (sql) => database.prepare(sql),
    batch: async (statements) => {
      if (faults.strikes('server', 'database-fails-before')) fail();
      const results = await database.batch(statements);
      if (faults.strikes('server', 'database-fails-after')) fail();
      return results;
    },
  };
}
