/** The law that a batch happens wholly or not at all, to be held against any database. */

import { expect } from 'vitest';
import type { SqlDatabase } from './sql-database.ts';
import { at, createListOf, itemId, listId, portsOf, run, sync } from './sync.fixture.ts';

/** Fails a sync at each of its statements in turn: the database is as it was before, and the sync can be repeated. */
export async function assertBatchIsAtomic(db: SqlDatabase): Promise<void> {
  const list = listId('atomic');
  await createListOf(db, list);
  const x = itemId('x');
  await sync(portsOf(db), { l: list, e: [[x, { c: ['a', at(0)], t: ['a', at(0)] }]] });
  const before = await dump(db, list);
  let failed = 0;
  for (let failAt = 0; ; failAt += 1) {
    const ports = portsOf(failing(db, failAt));
    const edits = [[x, { t: ['b', at(1, 'BBBBB'), at(0)] }]];
    const outcome = await sync(ports, { l: list, e: edits }).catch(() => 'failed');
    if (outcome !== 'failed') break;
    failed += 1;
    expect(await dump(db, list)).toEqual(before);
  }
  expect(failed).toBe(7);
  expect(await dump(db, list)).not.toEqual(before);
}

/** A database in which one more statement, at this place of a batch, cannot work. */
function failing(db: SqlDatabase, failAt: number): SqlDatabase {
  return {
    prepare: (sql) => db.prepare(sql),
    batch: async (statements) => {
      if (failAt > statements.length) return db.batch(statements);
      const breaking = db.prepare("INSERT INTO lists (id, epoch) VALUES ('too short', '')");
      return db.batch(statements.toSpliced(failAt, 0, breaking));
    },
  };
}

async function dump(db: SqlDatabase, list: string): Promise<unknown> {
  const tables = ['lists WHERE id', ...TABLES.map((table) => `${table} WHERE list_id`)];
  return Promise.all(tables.map((table) => run(db, `SELECT * FROM ${table} = ?1`, list)));
}

const TABLES = ['members', 'items', 'history', 'pushes', 'authors'];
