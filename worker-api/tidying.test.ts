import { expect, test } from 'vitest';
import { accountListId, LIST_ITEM_ID } from '../domain/ids.ts';
import { memoryDatabase } from './memory-database.fixture.ts';
import type { SqlDatabase } from './sql-database.ts';
import { ANNA, createListOf, itemId, listId, run } from './sync.fixture.ts';
import type { SentEdit } from './sync.fixture.ts';
import { calendarOf } from './tidying.fixture.ts';
import type { Calendar } from './tidying.fixture.ts';
import { tidyLists } from './tidying.ts';
import { assertTrashEnds } from './trash-emptying.fixture.ts';

const X = itemId('x');
const Y = itemId('y');

const newCalendar = async (): Promise<Calendar> => calendarOf(await memoryDatabase());

const trashedTodo = ({ stamp }: Calendar, id = X): SentEdit => [
  id,
  { c: ['a', stamp()], t: ['Milk', stamp()], x: [true, stamp()] },
];

/** The keys of the item that the server holds. */
async function keysOf({ ports }: Calendar, id = X): Promise<string> {
  const sql =
    'SELECT each.key FROM items CROSS JOIN json_each(registers) AS each WHERE items.id = ?1 ORDER BY 1';
  const rows = await run(ports.db, sql, id);
  return rows.map(({ key }) => key).join('');
}

test('P38 P40 Trash is emptied after 30 days and purged 400 days later, and nothing comes back', async () => {
  await assertTrashEnds(await memoryDatabase());
});

test('a change to a to-do in Trash gives it another 30 days; one taken out again stays', async () => {
  const calendar = await newCalendar();
  await calendar.push(trashedTodo(calendar), trashedTodo(calendar, Y));
  await calendar.pass(20);
  await calendar.push(
    [X, { n: ['wait', calendar.stamp()] }],
    [Y, { x: [false, calendar.stamp()] }],
  );
  await calendar.pass(29);
  expect(await keysOf(calendar)).toBe('cntx');
  await calendar.pass(2);
  expect(await keysOf(calendar)).toBe('cex');
  await calendar.pass(60);
  expect(await keysOf(calendar, Y)).toBe('ctx');
});

test('what is true of Trash only in looks, and a list’s settings, are never emptied', async () => {
  const calendar = await newCalendar();
  const at = calendar.stamp();
  await calendar.push(
    [X, { c: ['a', at], x: [1, at], t: ['a', at] }],
    [Y, { c: ['a', at], x: ['true', at], t: ['a', at] }],
    [LIST_ITEM_ID as string as typeof X, { c: ['a', at], x: [true, at], t: ['a', at] }],
  );
  expect(await calendar.pass(60)).toMatchObject({ emptied: 0 });
});

test('of an account’s own list only recovered to-dos are emptied, not the lists that were left', async () => {
  const calendar = await newCalendar();
  const l = accountListId(ANNA);
  await createListOf(calendar.ports.db, l);
  const [id, registers] = trashedTodo(calendar);
  const recovered = { ...registers, f: [['l', 'i', 'gone'], calendar.stamp()] } as const;
  await calendar.sync({ l, e: [[id, recovered], trashedTodo(calendar, Y)] });
  expect(await calendar.pass(35)).toMatchObject({ emptied: 1 });
  expect([await keysOf(calendar), await keysOf(calendar, Y)]).toEqual(['cex', 'ctx']);
});

test('a push that comes between the look and the batch keeps the to-do; a later run sees it anew', async () => {
  const calendar = await newCalendar();
  await calendar.push(trashedTodo(calendar), trashedTodo(calendar, Y));
  await calendar.pass(28);
  calendar.skip(2);
  const { db } = calendar.ports;
  let batches = 0;
  const crossed: SqlDatabase = {
    prepare: (sql) => db.prepare(sql),
    batch: async (statements) => {
      batches += 1;
      if (batches === 3) await calendar.push([X, { x: [false, calendar.stamp()] }]);
      return db.batch(statements);
    },
  };
  expect(await tidyLists({ ...calendar.ports, db: crossed })).toMatchObject({ emptied: 0 });
  expect([await keysOf(calendar), await keysOf(calendar, Y)]).toEqual(['ctx', 'ctx']);
  expect(await calendar.pass(1)).toMatchObject({ emptied: 1 });
  expect([await keysOf(calendar), await keysOf(calendar, Y)]).toEqual(['ctx', 'cex']);
});

test('D03 a connection that breaks after any batch loses nothing and does nothing twice', async () => {
  for (const breakAfter of [1, 2, 3, 4]) {
    const calendar = await newCalendar();
    await calendar.push(trashedTodo(calendar));
    await calendar.pass(28);
    calendar.skip(2);
    const { db } = calendar.ports;
    let batches = 0;
    const breaking: SqlDatabase = {
      prepare: (sql) => db.prepare(sql),
      batch: async (statements) => {
        const results = await db.batch(statements);
        batches += 1;
        if (batches === breakAfter) throw new Error('Network connection lost.');
        return results;
      },
    };
    await tidyLists({ ...calendar.ports, db: breaking });
    await calendar.pass(2);
    expect(await keysOf(calendar), String(breakAfter)).toBe('cex');
    expect(await run(db, 'SELECT rev FROM pushes ORDER BY rev')).toEqual([{ rev: 1 }, { rev: 2 }]);
  }
});

test('after days without tidying, as after a restore, nothing is emptied before replicas could heal', async () => {
  const calendar = await newCalendar();
  await calendar.push(trashedTodo(calendar));
  await calendar.pass(2);
  calendar.skip(40);
  expect(await calendar.tidy()).toEqual({ lists: 1, emptied: 0, purged: 0 });
  await calendar.push([X, { x: [false, calendar.stamp()] }]);
  expect(await calendar.pass(1)).toEqual({ lists: 1, emptied: 0, purged: 0 });
  expect(await keysOf(calendar)).toBe('ctx');
});

test('a list is tidied once a day, the one that waits longest first, fifty in a run', async () => {
  const calendar = await newCalendar();
  for (let number = 1; number < 60; number += 1) {
    await createListOf(calendar.ports.db, listId(`list${number}`));
  }
  expect(await calendar.pass(1)).toMatchObject({ lists: 50 });
  expect(await calendar.tidy()).toMatchObject({ lists: 10 });
  expect(await calendar.tidy()).toMatchObject({ lists: 0 });
});

test('a full Trash is emptied in pieces, an hour apart', async () => {
  const calendar = await newCalendar();
  const ids = Array.from({ length: 450 }, (_, index) => itemId(`i${index}`));
  for (let from = 0; from < 450; from += 150) {
    await calendar.push(...ids.slice(from, from + 150).map((id) => trashedTodo(calendar, id)));
  }
  await calendar.pass(29);
  expect(await calendar.pass(1)).toMatchObject({ emptied: 200 });
  expect(await calendar.tidy()).toMatchObject({ emptied: 0 });
  calendar.skip(1 / 24);
  expect(await calendar.tidy()).toMatchObject({ emptied: 200 });
  calendar.skip(1 / 24);
  expect(await calendar.tidy()).toMatchObject({ emptied: 50 });
  const [row] = await run(calendar.ports.db, 'SELECT count(DISTINCT rev) AS revs FROM items');
  expect(row).toEqual({ revs: 450 });
});

test('the server’s clock went back: what is emptied is emptied all the same', async () => {
  const calendar = await newCalendar();
  await calendar.push(trashedTodo(calendar));
  await calendar.pass(35);
  const other = await newCalendar();
  await other.push(trashedTodo(other));
  await run(other.ports.db, 'UPDATE lists SET hlc = hlc + ?1', 99 * 86_400_000);
  await other.pass(35);
  expect([await keysOf(calendar), await keysOf(other)]).toEqual(['cex', 'cex']);
});
