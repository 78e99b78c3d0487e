import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from './node-migrations.ts';
import { openSqliteDatabase } from './node-sqlite-database.ts';
import type { SqliteDatabase } from './node-sqlite-database.ts';
import { run } from './sync.fixture.ts';

function emptyDatabase(): SqliteDatabase {
  const database = openSqliteDatabase(':memory:');
  onTestFinished(() => database.close());
  return database;
}

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(folder, name), sql);
  return folder;
}

test('migrations run once, in the order of their numbers', async () => {
  const database = emptyDatabase();
  const folder = folderOf({
    '0002_b.sql': 'ALTER TABLE a ADD COLUMN b TEXT;',
    '0001_a.sql': 'CREATE TABLE a (id TEXT) STRICT;',
    'notes.txt': 'not SQL',
  });
  expect(await migrate(database, folder)).toEqual(['0001_a.sql', '0002_b.sql']);
  expect(await migrate(database, folder)).toEqual([]);
  expect(await run(database, 'SELECT name FROM d1_migrations ORDER BY id')).toEqual([
    { name: '0001_a.sql' },
    { name: '0002_b.sql' },
  ]);
});

test('D12 a migration that fails leaves nothing of itself', async () => {
  const database = emptyDatabase();
  const folder = folderOf({ '0001_a.sql': 'CREATE TABLE a (id TEXT) STRICT; CREATE TABLE a (x);' });
  await expect(migrate(database, folder)).rejects.toThrow('0001_a.sql');
  expect(await run(database, "SELECT name FROM sqlite_schema WHERE name = 'a'")).toEqual([]);
  expect(await run(database, 'SELECT name FROM d1_migrations')).toEqual([]);
});

test('every table is STRICT and every migration has its number', async () => {
  const database = emptyDatabase();
  const folder = join(import.meta.dirname, 'migrations');
  await migrate(database, folder);
  const tables = await run(
    database,
    `SELECT name FROM pragma_table_list
      WHERE schema = 'main' AND NOT strict AND name NOT LIKE 'sqlite_%' AND name <> 'd1_migrations'`,
  );
  expect(tables).toEqual([]);
  for (const [index, name] of readdirSync(folder).toSorted().entries()) {
    expect(name).toMatch(new RegExp(`^${String(index + 1).padStart(4, '0')}_[a-z_]+\\.sql$`));
  }
});

test('D13 no migration takes anything away', () => {
  const folder = join(import.meta.dirname, 'migrations');
  for (const name of readdirSync(folder)) {
    const sql = readFileSync(join(folder, name), 'utf8').replaceAll(/--.*$/gm, '');
    // A trigger may delete the one row it is about; nothing may empty or drop a table or a column.
    expect(sql, name).not.toMatch(/\b(?:DROP\s+(?:TABLE|COLUMN)|TRUNCATE|RENAME)\b/i);
    expect(sql, name).not.toMatch(/\bDELETE\s+FROM\s+\w+\s*(?:;|$)/im);
  }
});
