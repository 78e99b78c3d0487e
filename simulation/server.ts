/**
 * The production server on a database in memory, with faults before and after the commit, and backups to go back to.
 */

import { createApp } from '../worker-api/app.ts';
import { migrate } from '../worker-api/node-migrations.ts';
import { openSqliteDatabase } from '../worker-api/node-sqlite-database.ts';
import type { SqliteDatabase } from '../worker-api/node-sqlite-database.ts';
import type { SqlDatabase, SqlRow, SqlValue } from '../worker-api/sql-database.ts';
import type { Faults } from './faults.ts';
import { randomStream } from './random.ts';
import type { Scheduler } from './scheduler.ts';

export interface Server {
  readonly serve: (request: Request) => Promise<Response>;
  /** The tables as they stand, by name. */
  readonly backUp: () => Promise<Backup>;
  readonly restore: (backup: Backup) => Promise<void>;
  readonly select: (sql: string, ...values: SqlValue[]) => Promise<readonly SqlRow[]>;
  readonly close: () => void;
}

export type Backup = ReadonlyMap<string, readonly SqlRow[]>;

export interface ServerWorld {
  readonly seed: number;
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly epochMs: number;
  readonly origin: string;
}

const TABLES = [
  'accounts',
  'devices',
  'sessions',
  'lists',
  'members',
  'items',
  'history',
  'pushes',
  'authors',
];

export async function createServer(world: ServerWorld): Promise<Server> {
  const { scheduler, faults } = world;
  const database = openSqliteDatabase(':memory:');
  await migrate(database, 'worker-api/migrations');
  const random = randomStream(world.seed, 'server');
  const app = createApp({
    db: withFaults(database, faults),
    origin: world.origin,
    assets: () => Promise.resolve(new Response('', { status: 404 })),
    nowMs: () => world.epochMs + Math.floor(scheduler.nowMs()),
    randomBytes: (count) => random.bytes(count),
    // A retry inside the server is quicker than any event of the world.
    waitMs: () => Promise.resolve(),
    reportError: () => undefined,
  });
  const select: Server['select'] = async (sql, ...values) =>
    (
      await database
        .prepare(sql)
        .bind(...values)
        .all()
    ).results;
  return {
    serve: async (request) => app.fetch(request),
    select,
    close: () => database.close(),
    backUp: async () => {
      const tables = new Map<string, readonly SqlRow[]>();
      for (const table of TABLES) tables.set(table, await select(`SELECT * FROM ${table}`));
      return tables;
    },
    restore: (backup) => restore(database, backup),
  };
}

async function restore(database: SqliteDatabase, backup: Backup): Promise<void> {
  const emptied = [...TABLES].toReversed().map((table) => database.prepare(`DELETE FROM ${table}`));
  const filled = TABLES.flatMap((table) =>
    (backup.get(table) ?? []).map((row) => {
      const columns = Object.keys(row);
      const places = columns.map((_, at) => `?${at + 1}`);
      const sql = `INSERT INTO ${table}(${columns.join(', ')}) VALUES (${places.join(', ')})`;
      return database.prepare(sql).bind(...(Object.values(row) as SqlValue[]));
    }),
  );
  await database.batch([...emptied, ...filled]);
}

function withFaults(database: SqlDatabase, faults: Faults): SqlDatabase {
  return {
    prepare: (sql) => database.prepare(sql),
    batch: async (statements) => {
      if (faults.strikes('server', 'database-fails-before'))
        throw new Error('Network connection lost.');
      const results = await database.batch(statements);
      if (faults.strikes('server', 'database-fails-after'))
        throw new Error('Network connection lost.');
      return results;
    },
  };
}
