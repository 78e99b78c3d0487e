/** What a list of ten thousand to-dos costs on D1, in the rows that are billed. The tests print their figures. */

import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { limits } from '../domain/limits.ts';
import { createListWith, manyTodos, togglesOf } from './many-todos.fixture.ts';
import type { SqlDatabase, SqlRow } from './sql-database.ts';
import { NOW_MS, portsOf, sync } from './sync.fixture.ts';
import { tidyLists } from './tidying.ts';

const MAX_WRITTEN_AN_EDIT = 4;
/** The edit in each statement, its item, its history: whatever the length of the list. */
const MAX_READ_AN_EDIT = 20;
/** The list, its heads, and as much history as is looked through in a day. */
const MAX_READ_TIDYING = 3000;
const MAX_WRITTEN_TIDYING = 3;

const TODOS = manyTodos(10_000);

let [read, written] = [0, 0];

const counting: SqlDatabase = {
  prepare: (sql) => env.DB.prepare(sql),
  batch: async (statements) => {
    const results = await env.DB.batch<SqlRow>(statements as D1PreparedStatement[]);
    for (const { meta } of results) {
      read += meta.rows_read;
      written += meta.rows_written;
    }
    return results;
  },
};

beforeAll(() => createListWith(env.DB, TODOS));

beforeEach(() => {
  [read, written] = [0, 0];
});

test('a push of 200 edits on a list of ten thousand', async () => {
  const part = await sync(portsOf(counting), {
    c: ['epoch-01', TODOS.length, 0, 0, ''],
    e: togglesOf(TODOS, 0),
  });
  expect(part.ch).toHaveLength(limits.editsPerRequest);
  const [readEach, writtenEach] = [read, written].map((rows) => rows / limits.editsPerRequest);
  expect(writtenEach).toBeLessThanOrEqual(MAX_WRITTEN_AN_EDIT);
  expect(readEach).toBeLessThanOrEqual(MAX_READ_AN_EDIT);
  console.log(
    `measured: a push of 200 edits on 10,000 to-dos writes ${writtenEach?.toFixed(2)} and reads ${readEach?.toFixed(1)} rows an edit on D1`,
  );
});

test('a day’s tidying of a list of ten thousand in which nothing is to be done', async () => {
  const tidy = (days: number) =>
    tidyLists({ ...portsOf(counting), nowMs: () => NOW_MS + days * 86_400_000 });
  // All of it is looked through once, when it is thirty days old, a thousand to-dos a run.
  for (let hour = 0; hour < 12; hour += 1) await tidy(29 + hour / 24);
  for (let hour = 0; hour < 12; hour += 1) await tidy(31 + hour / 24);
  for (const day of [33, 34]) await tidy(day);
  [read, written] = [0, 0];
  expect(await tidy(35)).toEqual({ lists: 1, emptied: 0, purged: 0 });
  console.log(
    `measured: a day's tidying of a list of 10,000 to-dos with nothing to do reads ${read} and writes ${written} rows on D1`,
  );
  expect(read).toBeLessThanOrEqual(MAX_READ_TIDYING);
  expect(written).toBeLessThanOrEqual(MAX_WRITTEN_TIDYING);
});
