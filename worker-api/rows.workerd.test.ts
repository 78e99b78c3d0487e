/** What a sync costs on D1, in the rows that are billed. The test prints its figures. */

import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import type { ListId } from '../domain/ids.ts';
import { CURSOR_START } from '../protocol/sync-request.ts';
import type { Cursor } from '../protocol/sync-request.ts';
import type { SqlDatabase, SqlRow } from './sql-database.ts';
import { at, createListOf, cursorAfter, itemId, listId, portsOf, sync } from './sync.fixture.ts';
import type { SentEdit } from './sync.fixture.ts';

interface Rows {
  readonly read: number;
  readonly written: number;
}

let lastBatch: Rows = { read: 0, written: 0 };

/** D1, which counts what each batch costs. */
const counting: SqlDatabase = {
  prepare: (sql) => env.DB.prepare(sql),
  batch: async (statements) => {
    const results = await env.DB.batch<SqlRow>(statements as D1PreparedStatement[]);
    const total = (count: (meta: D1Meta) => number) =>
      results.reduce((sum, { meta }) => sum + count(meta), 0);
    lastBatch = { read: total((m) => m.rows_read), written: total((m) => m.rows_written) };
    return results;
  },
};
const ports = portsOf(counting);

/** In the index each is followed by another list, as on a real server. */
const SHORT = listId('a');
const LONG = listId('b');
const NEIGHBOUR = listId('c');
/** D1 counts every row that a step visits: of tables, of the JSON parameters, of what it sets aside. */
const MAX_READ = 17;

const cursorByList = new Map<string, Cursor>();

beforeAll(async () => {
  for (const [list, count] of [
    [SHORT, 20],
    [LONG, 1000],
    [NEIGHBOUR, 1],
  ] as const) {
    await createListOf(env.DB, list);
    const edits = Array.from({ length: count }, (_, index): SentEdit => {
      return [itemId(`i${index}`), { c: ['a', at(0)], t: ['Milk', at(0)], d: [false, at(0)] }, 0];
    });
    for (let from = 0; from < count; from += 200) {
      await costOf(list, ...edits.slice(from, from + 200));
    }
  }
});

async function costOf(list: ListId, ...edits: readonly SentEdit[]): Promise<Rows> {
  const cursor = cursorByList.get(list) ?? CURSOR_START;
  const part = await sync(ports, { l: list, c: cursor, ...(edits.length > 0 && { e: edits }) });
  cursorByList.set(list, cursorAfter(part, cursor));
  return lastBatch;
}

const toggle = (index: number, rev: number, ms = 1): SentEdit => [
  itemId(`i${index}`),
  { d: [true, at(ms), at(0)] },
  rev,
];

test('D05 a lone edit costs five rows written and few read, however long the list is', async () => {
  const [short, long] = [await costOf(SHORT, toggle(1, 2)), await costOf(LONG, toggle(1, 2))];
  console.log('toggle', short, long);
  expect(long).toEqual(short);
  expect(long.written).toBeLessThanOrEqual(5);
  expect(long.read).toBeLessThanOrEqual(MAX_READ);
});

test('a lone creation costs no more', async () => {
  const creation: SentEdit = [itemId('new'), { c: ['a', at(1)], t: ['Tea', at(1)] }, 0];
  const rows = await costOf(LONG, creation);
  console.log('creation', rows);
  expect(rows.written).toBeLessThanOrEqual(5);
  expect(rows.read).toBeLessThanOrEqual(MAX_READ);
});

test('an edit among ten costs at most four rows written', async () => {
  const edits = Array.from({ length: 10 }, (_, index) => toggle(index + 10, index + 11));
  const rows = await costOf(LONG, ...edits);
  console.log('push of ten', rows, 'an edit:', rows.written / 10);
  expect(rows.written / 10).toBeLessThanOrEqual(4);
});

test('P09 a push that is stored already writes nothing', async () => {
  await costOf(LONG, toggle(30, 31));
  const rows = await costOf(LONG, toggle(30, 31));
  console.log('duplicate', rows);
  expect(rows.written).toBe(0);
});

test('an idle sync writes nothing and reads the member and the list', async () => {
  const rows = await costOf(LONG);
  console.log('idle', rows);
  expect(rows).toEqual({ read: expect.any(Number), written: 0 });
  expect(rows.read).toBeLessThanOrEqual(3);
});
