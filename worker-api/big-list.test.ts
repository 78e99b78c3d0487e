/** What a list of ten thousand to-dos costs on SQLite. The tests print their figures; those that are counts are held. */

import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { limits } from '../domain/limits.ts';
import { CURSOR_START } from '../protocol/sync-request.ts';
import type { Cursor } from '../protocol/sync-request.ts';
import { createListWith, manyTodos, togglesOf } from './many-todos.fixture.ts';
import { memoryDatabase } from './memory-database.fixture.ts';
import type { SqlDatabase } from './sql-database.ts';
import { cursorAfter, portsOf, sync } from './sync.fixture.ts';

const TODOS = manyTodos(10_000);
const MAX_FIRST_LOAD_BYTES = 700_000;
const ROUNDS = 15;

/** The database, with the milliseconds that the last batch took in it. */
function timed(db: SqlDatabase): { readonly db: SqlDatabase; readonly lastMs: () => number } {
  let lastMs = 0;
  return {
    db: {
      prepare: (sql) => db.prepare(sql),
      batch: async (statements) => {
        const startedMs = performance.now();
        const results = await db.batch(statements);
        lastMs = performance.now() - startedMs;
        return results;
      },
    },
    lastMs: () => lastMs,
  };
}

test('a push of 200 edits on a list of ten thousand', async () => {
  const { db, lastMs } = timed(await memoryDatabase());
  await createListWith(db, TODOS);
  const ports = portsOf(db);
  let cursor: Cursor = ['epoch-01', TODOS.length, 0, 0, ''];
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const part = await sync(ports, { c: cursor, e: togglesOf(TODOS, round) });
    expect(part.no).toBeUndefined();
    expect(part.ch).toHaveLength(limits.editsPerRequest);
    cursor = cursorAfter(part, cursor);
    times.push(lastMs());
  }
  const ms = times.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0;
  console.log(
    `measured: a push of 200 edits on 10,000 to-dos takes ${ms.toFixed(1)} ms of SQL (median of ${ROUNDS})`,
  );
});

test('a first load of ten thousand to-dos, in pages', async () => {
  const db = await memoryDatabase();
  await createListWith(db, TODOS);
  const { db: watched, lastMs } = timed(db);
  const ports = portsOf(watched);
  const ids = new Set<string>();
  let cursor: Cursor = CURSOR_START;
  let [h, pages, total, bytes, packed, ms] = [0, 0, 0, 0, 0, 0];
  for (let isMore = true; isMore;) {
    const part = await sync(ports, { c: cursor, h });
    const body = JSON.stringify({ now: 1_790_000_000_000, ls: [part] });
    pages += 1;
    bytes += body.length;
    packed += gzipSync(body, { level: 6 }).length;
    ms += lastMs();
    for (const [id] of part.ch ?? []) ids.add(id);
    h = part.h ?? h;
    cursor = cursorAfter(part, cursor);
    isMore = part.m === 1;
    total += part.n ?? 0;
  }
  expect([ids.size, total]).toEqual([TODOS.length, TODOS.length]);
  expect(packed).toBeLessThanOrEqual(MAX_FIRST_LOAD_BYTES);
  const megabytes = (count: number) => `${(count / 1e6).toFixed(2)} MB`;
  console.log(
    `measured: a first load of 10,000 to-dos is ${megabytes(packed)} gzipped (${megabytes(bytes)} of JSON) in ${pages} pages, ${ms.toFixed(0)} ms of SQL in all`,
  );
});
