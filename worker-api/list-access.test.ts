import { expect, test } from 'vitest';
import type { ListId } from '../domain/ids.ts';
import { CURSOR_START } from '../protocol/sync-request.ts';
import { dump, listOfAnna } from './list-dump.fixture.ts';
import { readList } from './queries/lists.ts';
import type { SqlDatabase } from './sql-database.ts';
import {
  addMember,
  at,
  BEN,
  createListOf,
  itemId,
  LIST,
  listId,
  push,
  run,
  sync,
} from './sync.fixture.ts';

const X = itemId('x');
const Y = itemId('y');

test('who wrote under a node is whoever used it first', async () => {
  const ports = await listOfAnna();
  await addMember(ports.db, BEN, 'editor');
  await push(ports, [X, { c: ['anna', at(0)], t: ['a', at(0)] }]);
  const edits = [[Y, { c: ['anna', at(0)], t: ['b', at(1, 'BBBBB')] }]];
  await sync(ports, { e: edits }, { accountId: BEN, deviceId: 'b'.repeat(43) });
  expect(await run(ports.db, 'SELECT node, account_id FROM authors ORDER BY node')).toEqual([
    { node: 'AAAAA', account_id: 'annaannaannaanna' },
    { node: 'BBBBB', account_id: BEN },
  ]);
});

test('a push from very many nodes has few of them noted: the ones that wrote last', async () => {
  const ports = await listOfAnna();
  const registers = Array.from({ length: 60 }, (_, index) => {
    const node = `N${String(index).padStart(4, '0')}`;
    return [`g.${index}`, [true, at(index, node)]] as const;
  });
  await push(ports, [X, { c: ['anna', at(0)], ...Object.fromEntries(registers) }]);
  const noted = await run(ports.db, 'SELECT node FROM authors ORDER BY node');
  expect(noted.map(({ node }) => node)).toEqual(
    Array.from({ length: 8 }, (_, index) => `N00${52 + index}`),
  );
});

test('S25 a list that is somebody else’s and a list that is not are the same answer', async () => {
  const ports = await listOfAnna();
  await push(ports, [X, { c: ['anna', at(0)], t: ['hers', at(0)] }]);
  const before = await dump(ports);
  const edits = [[X, { t: ['mine', at(1)] }]];
  for (const l of [LIST, listId('nowhere'), 'u:annaannaannaanna' as ListId]) {
    for (const e of [undefined, edits]) {
      const request = { l, ...(e && { e }) };
      expect(await sync(ports, request, { accountId: BEN })).toEqual({ code: 'unknown' });
    }
  }
  expect(await dump(ports)).toEqual(before);
});

test('P65 a removed member is told so, and may neither read nor write', async () => {
  const ports = await listOfAnna();
  await push(ports, [X, { c: ['anna', at(0)], t: ['hers', at(0)] }]);
  await addMember(ports.db, BEN, 'editor');
  await run(ports.db, 'UPDATE members SET removed_at = 1 WHERE account_id = ?1', BEN);
  const before = await dump(ports);
  const edits = [[X, { t: ['his', at(1)] }]];
  expect(await sync(ports, {}, { accountId: BEN })).toEqual({ code: 'member' });
  expect(await sync(ports, { e: edits }, { accountId: BEN })).toEqual({ code: 'member' });
  expect(await dump(ports)).toEqual(before);
  // The query itself gives nothing away, whatever becomes of its rows.
  const query = { listId: LIST, accountId: BEN, cursor: CURSOR_START, skipTo: 0, tag: null };
  const { results } = await readList(ports.db, query).all();
  expect(results.map((row) => row['registers'])).toEqual([null]);
});

test('a viewer reads, every edit of theirs is refused, and the pull goes on', async () => {
  const ports = await listOfAnna();
  await addMember(ports.db, BEN, 'viewer');
  await push(ports, [X, { c: ['anna', at(0)] }]);
  const before = await dump(ports);
  const edits = [
    [X, { t: ['mine', at(1)] }, 1],
    [Y, { c: ['ben', at(999_999_999)] }],
    'no edit',
    ['ZZZZZZZZZZZZZZZZ', { t: ['of one that is gone', at(2)] }],
  ];
  const part = await sync(ports, { e: edits }, { accountId: BEN });
  expect(part).toMatchObject({ to: 1, ch: [[X, 1, { c: ['anna', at(0)] }]] });
  expect(part.no).toEqual([
    [0, 'role'],
    [1, 'role'],
    [2, 'role'],
    [3, 'gone'],
  ]);
  expect(await sync(ports, {}, { accountId: BEN })).toEqual({ ...part, no: undefined });
  expect(await dump(ports)).toEqual(before);
});

test('who is demoted or removed while their push is on its way writes nothing', async () => {
  for (const [change, verdict] of [
    ["role = 'viewer'", { no: [[0, 'role']] }],
    ['removed_at = 1', { code: 'member' }],
  ] as const) {
    const ports = await listOfAnna();
    await addMember(ports.db, BEN, 'editor');
    await push(ports, [X, { c: ['anna', at(0)] }]);
    let before: unknown;
    const batch: SqlDatabase['batch'] = async (statements) => {
      await run(ports.db, `UPDATE members SET ${change} WHERE account_id = ?1`, BEN);
      before = await dump(ports);
      return ports.db.batch(statements);
    };
    const late = { ...ports, db: { prepare: (sql: string) => ports.db.prepare(sql), batch } };
    const e = [[X, { t: ['his', at(1)] }]];
    expect(await sync(late, { e }, { accountId: BEN })).toMatchObject(verdict);
    expect(await dump(ports)).toEqual(before);
  }
});

test('a list made on a device has that device’s account as its owner, once', async () => {
  const ports = await listOfAnna();
  const l = listId('new');
  const creation = { l, new: 1 as const, e: [[X, { c: ['anna', at(0)] }]] };
  const part = await sync(ports, creation);
  expect(part).toMatchObject({ to: 1, ep: expect.stringMatching(/^[\w-]{8}$/) });
  expect(await sync(ports, creation)).toEqual({ ...part, ch: part.ch });
  expect(await sync(ports, creation, { accountId: BEN })).toEqual({ code: 'unknown' });
  expect(await run(ports.db, 'SELECT account_id, role FROM members WHERE list_id = ?1', l)).toEqual(
    [{ account_id: 'annaannaannaanna', role: 'owner' }],
  );
});

test('nobody can make another account’s list of settings', async () => {
  const ports = await listOfAnna();
  const l = 'u:annaannaannaanna' as ListId;
  expect(await sync(ports, { l, new: 1 }, { accountId: BEN })).toEqual({ code: 'unknown' });
  expect(await sync(ports, { l, new: 1 })).toMatchObject({ to: 0 });
});

test('P62 an item of another list cannot be reached by its id', async () => {
  const ports = await listOfAnna();
  await createListOf(ports.db, listId('other'));
  await push(ports, [X, { c: ['anna', at(0)], t: ['a', at(0)] }]);
  const part = await sync(ports, { l: listId('other'), e: [[X, { t: ['b', at(1)] }]] });
  expect(part.no).toEqual([[0, 'gone']]);
  expect((await sync(ports)).ch?.[0]?.[2]?.['t']).toEqual(['a', at(0)]);
});
