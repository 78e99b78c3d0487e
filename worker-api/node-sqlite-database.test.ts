import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { assertBatchIsAtomic } from './batch.fixture.ts';
import { memoryDatabase } from './memory-database.fixture.ts';
import { migrate } from './node-migrations.ts';
import { openSqliteDatabase } from './node-sqlite-database.ts';
import { run } from './sync.fixture.ts';

const migrations = join(import.meta.dirname, 'migrations');

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'holdfast.sqlite');
}

test('D06 a statement that fails takes the whole batch back', async () => {
  await assertBatchIsAtomic(await memoryDatabase());
});

test('P47 batches that are asked for at once run one after the other', async () => {
  const db = await memoryDatabase();
  const insert = (id: string) =>
    db.prepare("INSERT INTO lists (id, epoch) VALUES (?1, 'e')").bind(id.padEnd(16, '-'));
  const count = db.prepare('SELECT count(*) AS count FROM lists');
  const results = await Promise.all([
    db.batch([count, insert('a'), insert('b'), count]),
    db.batch([count, insert('c'), count]),
  ]);
  const counts = results.map((batch) => batch.flatMap(({ results: rows }) => rows));
  expect(counts).toEqual([
    [{ count: 0 }, { count: 2 }],
    [{ count: 2 }, { count: 3 }],
  ]);
});

test('D07 D18 what D1 would refuse is refused here too', async () => {
  const db = await memoryDatabase();
  await expect(db.prepare('SELECT ?101').bind().all()).rejects.toThrow('between ?1 and ?100');
  await expect(db.prepare(`SELECT 1 ${'UNION SELECT 1 '.repeat(5)}`).all()).rejects.toThrow(
    'too many terms',
  );
  await expect(db.prepare('SELECT length(?1)').bind('x'.repeat(2_000_001)).all()).rejects.toThrow(
    'too big',
  );
  await expect(db.prepare(`SELECT 1 ${' '.repeat(100_000)}`).all()).rejects.toThrow('too big');
});

test('D14 what was answered is in the file', async () => {
  const file = temporaryFile();
  const first = openSqliteDatabase(file);
  expect(await migrate(first, migrations)).not.toEqual([]);
  await run(first, "INSERT INTO lists (id, epoch) VALUES ('listlistlistlist', 'e')");
  const second = openSqliteDatabase(file);
  expect(await migrate(second, migrations)).toEqual([]);
  expect(await run(second, 'SELECT epoch FROM lists')).toEqual([{ epoch: 'e' }]);
  expect(await run(second, 'PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  expect(await run(second, 'PRAGMA synchronous')).toEqual([{ synchronous: 2 }]);
  first.close();
  second.close();
});
