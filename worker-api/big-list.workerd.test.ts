/** What a full push on a list of ten thousand to-dos costs on D1, in the rows that are billed. Prints its figures. */

import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { limits } from '../domain/limits.ts';
import { createListWith, manyTodos, togglesOf } from './many-todos.fixture.ts';
import type { SqlDatabase, SqlRow } from './sql-database.ts';
import { portsOf, sync } from './sync.fixture.ts';

const MAX_WRITTEN_AN_EDIT = 4;
/** The edit in each statement, its item, its history: whatever the length of the list. */
const MAX_READ_AN_EDIT = 20;

test('a push of 200 edits on a list of ten thousand', async () => {
  const todos = manyTodos(10_000);
  await createListWith(env.DB, todos);
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
  const part = await sync(portsOf(counting), {
    c: ['epoch-01', todos.length, 0, 0, ''],
    e: togglesOf(todos, 0),
  });
  expect(part.ch).toHaveLength(limits.editsPerRequest);
  const [readEach, writtenEach] = [read, written].map((rows) => rows / limits.editsPerRequest);
  expect(writtenEach).toBeLessThanOrEqual(MAX_WRITTEN_AN_EDIT);
  expect(readEach).toBeLessThanOrEqual(MAX_READ_AN_EDIT);
  console.log(
    `measured: a push of 200 edits on 10,000 to-dos writes ${writtenEach?.toFixed(2)} and reads ${readEach?.toFixed(1)} rows an edit on D1`,
  );
}, 60_000);
