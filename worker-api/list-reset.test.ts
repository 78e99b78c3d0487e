import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CURSOR_START } from '../protocol/sync-request.ts';
import type { Cursor } from '../protocol/sync-request.ts';
import { backUp, dump, listOfAnna } from './list-dump.fixture.ts';
import type { ServerPorts } from './server-ports.ts';
import {
  at,
  createListOf,
  cursorAfter,
  EPOCH,
  itemId,
  listId,
  NOW_MS,
  push,
  run,
  sync,
} from './sync.fixture.ts';
import type { Sent } from './sync.fixture.ts';

const X = itemId('x');
const Y = itemId('y');

test('P40 a to-do that is not there is gone unless the edit creates it after the last purge', async () => {
  const ports = await listOfAnna();
  await run(ports.db, 'UPDATE lists SET gc_rev = 5, gc_ms = ?1, rev = 5', NOW_MS);
  const part = await push(
    ports,
    [X, { t: ['a', at(1)] }],
    [Y, { c: ['anna', at(0)] }],
    [itemId('z'), { c: ['anna', at(1)] }],
  );
  expect(part).toMatchObject({
    gc: 5,
    gm: NOW_MS,
    no: [
      [0, 'gone'],
      [1, 'gone'],
    ],
  });
  expect(part.ch).toEqual([[itemId('z'), 8, { c: ['anna', at(1)] }]]);
  expect(await run(ports.db, 'SELECT count(*) AS count FROM history')).toEqual([{ count: 0 }]);
});

test('C15 P18 a cursor of other data is told to read from the start, and nothing is stored', async () => {
  const ports = await listOfAnna();
  const first = cursorAfter(await push(ports, [X, { c: ['anna', at(0)] }]));
  const second = cursorAfter(await push(ports, [Y, { c: ['anna', at(0)] }]), first);
  const [, , , headRev, tag] = second;
  const before = await dump(ports);
  const strangers: readonly Cursor[] = [
    ['another', 2, 0, headRev, tag],
    ['another', 0, 0, 0, ''],
    ['', 2, 0, headRev, tag],
    [EPOCH, 2, 0, headRev, 'AAAAAAAA'],
    [EPOCH, 2, 0, 1, tag],
    [EPOCH, 3, 0, 3, tag],
    [EPOCH, 3, 0, 0, ''],
  ];
  for (const c of strangers) {
    expect(await sync(ports, { c }), String(c)).toEqual({ code: 'reset', ep: EPOCH });
    const e = [[X, { t: ['mine', at(1)] }]];
    expect(await sync(ports, { c, e }), String(c)).toEqual({ code: 'reset', ep: EPOCH });
  }
  expect(await dump(ports)).toEqual(before);
  expect((await sync(ports, { c: first })).to).toBe(2);
  expect((await sync(ports, { c: [EPOCH, 0, 0, 0, ''] })).to).toBe(2);
});

test('S02 a server that went back to a backup asks for everything again and gets it', async () => {
  const ports = await listOfAnna();
  const x = [X, { c: ['anna', at(0)], t: ['a', at(0)] }] as const;
  const y = [Y, { c: ['anna', at(0)], t: ['b', at(0)] }] as const;
  await push(ports, x);
  const restore = await backUp(ports);
  const lost = cursorAfter(await push(ports, y));
  await restore();
  expect(await sync(ports, { c: lost })).toEqual({ code: 'reset', ep: EPOCH });
  // Another device has pushed since, so that the revisions are equal again.
  await push(ports, [itemId('z'), { c: ['ben', at(5)] }]);
  expect(await sync(ports, { c: lost })).toEqual({ code: 'reset', ep: EPOCH });
  const healed = await push(ports, x, y);
  expect(healed.ch?.map(([id]) => id)).toEqual([X, itemId('z'), Y]);
});

test('D17 P39 who missed a purge reads from the start; who is reading from the start goes on', async () => {
  const ports = await listOfAnna();
  const cursor = cursorAfter(await push(ports, [X, { c: ['anna', at(0)] }]));
  await push(ports, [Y, { c: ['anna', at(0)] }]);
  await run(ports.db, 'UPDATE lists SET gc_rev = 2, gc_ms = 1');
  expect(await sync(ports, { c: cursor })).toEqual({ code: 'reset', ep: EPOCH });
  expect(await sync(ports)).toMatchObject({ gc: 2, gm: 1 });
  const [epoch, rev, , headRev, tag] = cursor;
  expect((await sync(ports, { c: [epoch, rev, 2, headRev, tag] })).ch).toHaveLength(1);
});

test('a first load leaves out emptied tombstones of before it, never a to-do in Trash', async () => {
  const ports = await listOfAnna();
  await push(ports, [X, { c: ['anna', at(0)], x: [true, at(0)], e: [true, at(0)] }]);
  await push(ports, [Y, { c: ['anna', at(0)], x: [true, at(0)], t: ['a', at(0)] }]);
  const z = itemId('z');
  await push(ports, [z, { c: ['anna', at(0)], x: [true, at(0)], e: [true, at(0)] }]);
  const ids = async (request: Sent) => (await sync(ports, request)).ch?.map(([id]) => id);
  expect(await ids({ h: 0 })).toEqual([Y]);
  expect(await ids({ h: 2 })).toEqual([Y, z]);
  expect(await ids({})).toEqual([X, Y, z]);
});

test('D03 P44 a connection that breaks after the commit does not store a push twice', async () => {
  const ports = await listOfAnna();
  let isBroken = true;
  const breaking: ServerPorts = {
    ...ports,
    db: {
      prepare: (sql) => ports.db.prepare(sql),
      batch: async (statements) => {
        const results = await ports.db.batch(statements);
        if (!isBroken) return results;
        isBroken = false;
        throw new Error('D1_ERROR: Network connection lost.');
      },
    },
  };
  const part = await push(breaking, [X, { c: ['anna', at(0)] }]);
  expect(part.to).toBe(1);
  expect(part).toEqual(await sync(ports, { c: CURSOR_START }));
  expect(await run(ports.db, 'SELECT count(*) AS count FROM pushes')).toEqual([{ count: 1 }]);
});

test('the runbook’s command gives every list another epoch and puts off tidying', async () => {
  const ports = await listOfAnna();
  await createListOf(ports.db, listId('other'));
  const cursor = cursorAfter(await push(ports, [X, { c: ['anna', at(0)] }]));
  const runbook = readFileSync(join(import.meta.dirname, '../docs/runbook.md'), 'utf8');
  const [, command = ''] = /```sql\n(UPDATE lists SET epoch[^`]+)```/.exec(runbook) ?? [];
  await run(ports.db, command);
  const rows = await run(
    ports.db,
    'SELECT epoch, tidied_at > ?1 AS is_put_off FROM lists',
    Date.now(),
  );
  expect(new Set(rows.map(({ epoch }) => epoch)).size).toBe(2);
  expect(rows.map(({ is_put_off: isPutOff }) => isPutOff)).toEqual([1, 1]);
  expect(await sync(ports, { c: cursor })).toMatchObject({ code: 'reset' });
});
