/**
 * Brings an SQLite file up to date with the numbered files of migrations/.
 *
 * The bookkeeping is D1's own (`d1_migrations`), so that a database exported from one can be run by the other.
 */

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SqliteDatabase } from './node-sqlite-database.ts';

/** Runs what was not run yet, in order, each file wholly or not at all. Answers the names of those it ran. */
export async function migrate(
  database: SqliteDatabase,
  folder: string,
): Promise<readonly string[]> {
  database.exec(BOOKKEEPING);
  const { results } = await database.prepare('SELECT name FROM d1_migrations').all();
  const applied = new Set(results.map((row) => row['name']));
  const waiting = readdirSync(folder)
    .filter((name) => name.endsWith('.sql') && !applied.has(name))
    .toSorted();
  for (const name of waiting) await apply(database, name, readFileSync(join(folder, name), 'utf8'));
  return waiting;
}

async function apply(database: SqliteDatabase, name: string, sql: string): Promise<void> {
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec(sql);
    await database.prepare('INSERT INTO d1_migrations (name) VALUES (?1)').bind(name).all();
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw new Error(`migration ${name} failed`, { cause: error });
  }
}

const BOOKKEEPING = `
  CREATE TABLE IF NOT EXISTS d1_migrations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT UNIQUE,
    applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
  )`;
