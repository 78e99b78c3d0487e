import { expect, test } from 'vitest';
import { dump, listOfAnna } from './list-dump.fixture.ts';
import { at, cursorAfter, EPOCH, itemId, NOW_MS, push, run, sync } from './sync.fixture.ts';

const X = itemId('x');
const Y = itemId('y');

test('a to-do comes back as it was sent, with the revision, the head and the epoch', async () => {
  const ports = await listOfAnna();
  const registers = { c: ['anna', at(0)], t: ['Milk "2%" \u{1F95B}', at(0)] } as const;
  const part = await push(ports, [X, registers]);
  expect(part).toEqual({ to: 1, hd: [1, expect.any(String)], ep: EPOCH, ch: [[X, 1, registers]] });
  expect(await sync(ports)).toEqual(part);
});

test('nothing new is an empty part', async () => {
  const ports = await listOfAnna();
  expect(await sync(ports, { c: cursorAfter(await sync(ports)) })).toEqual({});
  const cursor = cursorAfter(await push(ports, [X, { c: ['anna', at(0)] }]));
  expect(await sync(ports, { c: cursor })).toEqual({});
});

test('an item comes without its registers when the replica holds the rest already', async () => {
  const ports = await listOfAnna();
  const created = await sync(ports, { e: [[X, { c: ['anna', at(0)], t: ['a', at(0)] }, 0]] });
  expect(created.ch).toEqual([[X, 1]]);
  const done = { d: [true, at(1)] };
  const edited = await sync(ports, { e: [[X, done, 1]], c: cursorAfter(created) });
  expect(edited.ch).toEqual([[X, 2]]);
  const cursor = cursorAfter(edited, cursorAfter(created));
  const stale = await sync(ports, { e: [[X, { n: ['b', at(2)] }, 1]], c: cursor });
  expect(stale.ch).toEqual([[X, 3, expect.objectContaining(done)]]);
});

test('edits of one item in one request count together, whichever comes first', async () => {
  const ports = await listOfAnna();
  const part = await push(
    ports,
    [X, { t: ['second', at(2), at(1)] }],
    [Y, { c: ['anna', at(0)] }],
    [X, { c: ['anna', at(1)], t: ['first', at(1)] }],
  );
  expect(part.no).toBeUndefined();
  expect(part.ch).toEqual([
    [X, 1, { t: ['second', at(2)], c: ['anna', at(1)] }],
    [Y, 2, { c: ['anna', at(0)] }],
  ]);
  expect(await run(ports.db, 'SELECT value, is_conflict FROM history')).toEqual([
    { value: '"first"', is_conflict: 0 },
  ]);
});

test('S12 concurrent edits of two fields both survive', async () => {
  const ports = await listOfAnna();
  await push(ports, [X, { c: ['anna', at(0)], t: ['a', at(0)], n: ['', at(0)] }]);
  await push(ports, [X, { t: ['A', at(2), at(0)] }]);
  const part = await push(ports, [X, { n: ['note', at(1, 'BBBBB'), at(0)] }]);
  expect(part.ch?.[0]?.[2]).toEqual({
    c: ['anna', at(0)],
    t: ['A', at(2)],
    n: ['note', at(1, 'BBBBB')],
  });
});

test('S11 two edits of one field in one millisecond: one wins, the other is in history', async () => {
  const ports = await listOfAnna();
  await push(ports, [X, { c: ['anna', at(0)], t: ['a', at(0)] }]);
  await push(ports, [X, { t: ['ours', at(1, 'BBBBB'), at(0)] }]);
  const part = await push(ports, [X, { t: ['theirs', at(1, 'AAAAA'), at(0)] }]);
  expect(part.ch?.[0]?.[2]?.['t']).toEqual(['ours', at(1, 'BBBBB')]);
  const history = await run(ports.db, 'SELECT value, is_conflict FROM history ORDER BY stamp');
  expect(history).toEqual([
    { value: '"a"', is_conflict: 0 },
    { value: '"theirs"', is_conflict: 1 },
  ]);
});

test('S18 a push that comes again after somebody else has edited changes nothing', async () => {
  const ports = await listOfAnna();
  const first = [X, { c: ['anna', at(0)], t: ['a', at(0)] }] as const;
  await push(ports, first);
  await push(ports, [X, { t: ['b', at(1, 'BBBBB'), at(0)] }]);
  const before = await dump(ports);
  const part = await push(ports, first);
  expect(part.ch?.[0]?.[2]?.['t']).toEqual(['b', at(1, 'BBBBB')]);
  expect(await dump(ports)).toEqual(before);
});

test('S17 a creation that comes again after the to-do was deleted leaves it in Trash', async () => {
  const ports = await listOfAnna();
  const creation = [X, { c: ['anna', at(0)], t: ['a', at(0)] }] as const;
  await push(ports, creation);
  await push(ports, [X, { x: [true, at(1, 'BBBBB')] }]);
  const part = await push(ports, creation);
  expect(part.ch?.[0]?.[2]?.['x']).toEqual([true, at(1, 'BBBBB')]);
});

test('S26 a register this server does not know is kept and passed on', async () => {
  const ports = await listOfAnna();
  await push(ports, [X, { c: ['anna', at(0)], zz: [{ a: [1] }, at(0)] }]);
  const part = await push(ports, [X, { t: ['a', at(1)] }]);
  expect(part.ch?.[0]?.[2]?.['zz']).toEqual([{ a: [1] }, at(0)]);
});

test('S24 a stamp of the year 2100 is refused with its whole list, and the list stays editable', async () => {
  const ports = await listOfAnna();
  const part = await push(
    ports,
    [Y, { c: ['anna', at(0)] }],
    [X, { c: ['anna', at(130 * 365 * 86_400_000 - NOW_MS)] }],
  );
  expect(part).toEqual({ code: 'clock' });
  expect(await run(ports.db, 'SELECT count(*) AS count FROM items')).toEqual([{ count: 0 }]);
  expect((await push(ports, [Y, { c: ['anna', at(0)] }])).to).toBe(1);
});

test('P24 a stamp may be five minutes ahead of when its request was sent, and of the highest before', async () => {
  const ports = await listOfAnna();
  expect(await push(ports, [X, { c: ['anna', at(300_001)] }])).toEqual({ code: 'clock' });
  expect((await push(ports, [X, { c: ['anna', at(300_000)] }])).to).toBe(1);
  // The list's clock is that of the server, not that of the stamp: nobody can walk it into the future.
  expect(await run(ports.db, 'SELECT hlc FROM lists')).toEqual([{ hlc: NOW_MS }]);
  const earlier = { nowMs: NOW_MS - 3_600_000, sentMs: NOW_MS - 3_600_000 };
  expect((await sync(ports, { e: [[X, { t: ['a', at(0)] }]] }, earlier)).to).toBe(2);
});

test('C12 a malformed or oversized edit is refused by itself and the others are stored', async () => {
  const ports = await listOfAnna();
  const edits: readonly unknown[] = [
    [X, { t: ['a', 'no stamp'] }],
    [Y, { c: ['anna', at(0)], n: ['x'.repeat(65_535), at(0)] }],
    [Y, { c: ['anna', at(0)], n: ['x'.repeat(65_534), at(0)] }],
    { not: 'an edit' },
  ];
  const part = await sync(ports, { e: edits });
  expect(part.no).toEqual([
    [0, 'type'],
    [1, 'size'],
    [3, 'type'],
  ]);
  expect(part.ch?.map(([id]) => id)).toEqual([Y]);
});

test('an item that would outgrow its row is refused, what it holds stays', async () => {
  const ports = await listOfAnna();
  await push(ports, [X, { c: ['anna', at(0)] }]);
  const filler = 'x'.repeat(60_000);
  for (let letter = 0; letter < 16; letter += 1) {
    await push(ports, [X, { [`a${String.fromCodePoint(97 + letter)}`]: [filler, at(1)] }]);
  }
  const before = await dump(ports);
  const refused = await push(ports, [X, { zz: [filler, at(2)], aa: ['', at(2)] }]);
  expect(refused.no).toEqual([[0, 'size']]);
  expect(await dump(ports)).toEqual(before);
  expect((await push(ports, [X, { aa: ['', at(2)] }])).no).toBeUndefined();
});

test('P37 a device that was away for a year loses to newer edits and all of its own are in history', async () => {
  const ports = await listOfAnna();
  const items = Array.from({ length: 40 }, (_, index) => itemId(`i${index}`));
  await push(ports, ...items.map((id) => [id, { c: ['a', at(0)], t: ['new', at(0)] }] as const));
  const year = 365 * 86_400_000;
  const stale = items.map((id) => [id, { t: ['old', at(-year)] }] as const);
  await push(ports, ...stale);
  const history = await run(ports.db, 'SELECT DISTINCT value, is_conflict FROM history');
  expect(history).toEqual([{ value: '"old"', is_conflict: 1 }]);
  const before = await dump(ports);
  await push(ports, ...stale);
  expect(await dump(ports)).toEqual(before);
});

test('a place has no history', async () => {
  const ports = await listOfAnna();
  await push(ports, [X, { c: ['anna', at(0)], o: [['', 'a'], at(0)] }]);
  await push(ports, [X, { o: [['', 'b'], at(1)] }]);
  await push(ports, [X, { o: [['', 'c'], at(-1)] }]);
  expect(await run(ports.db, 'SELECT * FROM history')).toEqual([]);
});
