/** A database of its own for a test, in memory, at the newest migration. */

import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { migrate } from './node-migrations.ts';
import { openSqliteDatabase } from './node-sqlite-database.ts';
import type { SqliteDatabase } from './node-sqlite-database.ts';

export async function memoryDatabase(): Promise<SqliteDatabase> {
  const database = openSqliteDatabase(':memory:');
  onTestFinished(() => database.close());
  await migrate(database, join(import.meta.dirname, 'migrations'));
  return database;
}
