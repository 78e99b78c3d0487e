import { expect, test } from 'vitest';
import { dump, listOfAnna } from './list-dump.fixture.ts';
import { at, itemId, push, run, sync } from './sync.fixture.ts';
import type { SentEdit } from './sync.fixture.ts';

const X = itemId('x');
const CREATION: SentEdit = [X, { c: ['a', at(0)], t: ['Milk', at(0)], o: [['', 'a1'], at(0)] }];
const EMPTYING: SentEdit = [X, { c: ['a', at(0)], x: [true, at(1)], e: [true, at(5)] }];

test('a heal that tells of an emptying ends what was written before it', async () => {
  const ports = await listOfAnna();
  await push(ports, CREATION, [X, { n: ['later', at(9)] }]);
  const part = await push(ports, EMPTYING);
  expect(part.no).toBeUndefined();
  expect(part.ch).toEqual([[X, 2, { ...EMPTYING[1], n: ['later', at(9)] }]]);
});

test('what an emptying in a push ends is in history: no editor destroys what others wrote', async () => {
  const ports = await listOfAnna();
  await push(ports, CREATION);
  await push(ports, [X, { ...EMPTYING[1], n: ['never current', at(3)], d: [true, at(8)] }]);
  expect(await run(ports.db, 'SELECT key, value FROM history ORDER BY key')).toEqual([
    { key: 'n', value: '"never current"' },
    { key: 't', value: '"Milk"' },
  ]);
  const before = await dump(ports);
  await push(ports, EMPTYING);
  expect(await dump(ports)).toEqual(before);
});

test('P71 an edit of an emptied to-do is gone, all of it, and changes nothing', async () => {
  const ports = await listOfAnna();
  await push(ports, CREATION);
  await push(ports, EMPTYING);
  const before = await dump(ports);
  const part = await push(
    ports,
    [X, { t: ['after', at(99)], x: [false, at(99)] }],
    [itemId('y'), { t: ['no such', at(0)] }],
  );
  expect(part.no).toEqual([
    [0, 'gone'],
    [1, 'gone'],
  ]);
  expect(await dump(ports)).toEqual(before);
});

test('P71 who takes an emptied to-do out of Trash hears that it is gone', async () => {
  const ports = await listOfAnna();
  await push(ports, CREATION);
  await push(ports, EMPTYING);
  const before = await dump(ports);
  const part = await push(ports, [X, { c: ['a', at(0)], x: [false, at(99)] }]);
  expect(part.no).toEqual([[0, 'gone']]);
  expect(await dump(ports)).toEqual(before);
  expect((await push(ports, [X, { x: [true, at(99)] }])).no).toBeUndefined();
});

test('an emptied to-do can still be told of, taken out of Trash and emptied again', async () => {
  const ports = await listOfAnna();
  await push(ports, CREATION);
  await push(ports, EMPTYING);
  const part = await push(
    ports,
    [X, { c: ['a', at(0)] }],
    [X, { x: [false, at(7)] }],
    [X, { e: [true, at(8)] }],
  );
  expect(part.no).toBeUndefined();
  expect((await sync(ports)).ch).toEqual([
    [X, 3, { c: ['a', at(0)], x: [false, at(7)], e: [true, at(8)] }],
  ]);
});

test('of places that are given up within hours none is kept, of others the last', async () => {
  const ports = await listOfAnna();
  const hours = (count: number) => at(count * 3_600_000);
  const place = (key: string, count: number): SentEdit => [X, { o: [['', key], hours(count)] }];
  await push(ports, [X, { c: ['a', at(0)], o: [['', 'a1'], hours(-20)] }]);
  await push(ports, place('a2', -12), place('a3', -11));
  await push(ports, place('a4', -2));
  await push(ports, place('a0', -15));
  expect(await run(ports.db, 'SELECT key, value FROM history ORDER BY stamp')).toEqual([
    { key: 'o', value: '["","a1"]' },
    { key: 'o', value: '["","a3"]' },
  ]);
});
