/** The life of a to-do from its deletion to its purge, to be held against any database. */

import { expect } from 'vitest';
import { millisecondsOfStamp } from '../domain/stamp.ts';
import type { SqlDatabase } from './sql-database.ts';
import { EPOCH, cursorAfter, itemId, run } from './sync.fixture.ts';
import { calendarOf } from './tidying.fixture.ts';

const X = itemId('x');
const Y = itemId('y');

/** P71, P38, P40: trashed, emptied on day 30, purged 400 days later, and never back. */
export async function assertTrashEnds(db: SqlDatabase): Promise<void> {
  const calendar = await calendarOf(db);
  const { stamp, push, sync, pass } = calendar;
  const made = stamp();
  const creation = [X, { c: ['a', made], t: ['Milk', made] }] as const;
  await push(creation, [Y, { c: ['a', made], t: ['stays', made] }]);
  await pass(2);
  await push([X, { t: ['Oat milk', stamp()] }]);
  const trashed = stamp();
  const away = cursorAfter(await push([X, { x: [true, trashed] }]));

  expect(await pass(29)).toMatchObject({ emptied: 0 });
  expect(await pass(1)).toMatchObject({ emptied: 1 });
  const emptied = await sync({ c: away });
  const registers = { c: ['a', made], x: [true, trashed], e: [true, expect.any(String)] };
  expect(emptied.ch).toEqual([[X, 5, registers]]);
  expect(emptied.hd?.[0]).toBe(5);
  expect(await run(db, 'SELECT key FROM history')).toEqual([]);
  expect((await push([X, { t: ['late', stamp()] }])).no).toEqual([[0, 'gone']]);

  expect(await pass(399)).toMatchObject({ purged: 0 });
  const known = cursorAfter(emptied, away);
  expect(await sync({ c: known })).toEqual({});
  expect(await pass(1)).toMatchObject({ purged: 1 });
  expect(await run(db, 'SELECT id FROM items')).toEqual([{ id: Y }]);
  // Who has seen the tombstone learns of the purge; who has not reads from the start.
  const after = await sync({ c: known });
  expect(after).toMatchObject({ to: 6, gc: 5, hd: [6, expect.any(String)] });
  expect(after.gm).toBe(millisecondsOfStamp(trashed));
  expect(await sync({ c: away })).toEqual({ code: 'reset', ep: EPOCH });
  const again = await push(creation, [X, { x: [false, stamp()] }]);
  expect(again.no).toEqual([
    [0, 'gone'],
    [1, 'gone'],
  ]);
  expect(await pass(3)).toMatchObject({ lists: 3, emptied: 0, purged: 0 });
}
