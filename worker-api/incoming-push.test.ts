import { expect, test } from 'vitest';
import type { ListId } from '../domain/ids.ts';
import type { Json } from '../domain/register.ts';
import { readPush as readPushOf } from './incoming-push.ts';
import { at, itemId, LIST } from './sync.fixture.ts';

const readPush = (edits: readonly unknown[]) => readPushOf(LIST, edits);

const X = itemId('x');
const Y = itemId('y');

test('edits of one item become one item', () => {
  const push = readPush([
    [X, { c: ['anna', at(0)] }, 0],
    [Y, { d: [true, at(1)] }, 4],
    [X, { t: ['a', at(2)] }, 0],
  ]);
  expect(push.items.map(({ id, edits }) => [id, edits])).toEqual([
    [X, [0, 2]],
    [Y, [1]],
  ]);
});

test('one value of a register wins, and a value that is there twice counts once', () => {
  const [item] = readPush([
    [X, { t: ['a', at(1), at(0)] }],
    [X, { t: ['b', at(2), at(1)] }],
    [X, { t: ['b', at(2), at(1)] }],
  ]).items;
  expect(item?.values).toEqual([
    { key: 't', register: ['a', at(1)], baseStamp: at(0), wins: false },
    { key: 't', register: ['b', at(2)], baseStamp: at(0), wins: true },
  ]);
});

test('the revision an author held is known only when all edits name it and all can be stored', () => {
  const d = { d: [true, at(0)] };
  const heldRev = (...edits: unknown[]) => readPush(edits).items[0]?.heldRev;
  expect(heldRev([X, d, 3])).toBe(3);
  expect(heldRev([X, d, 0])).toBe(0);
  expect(heldRev([X, d])).toBeUndefined();
  expect(heldRev([X, d, 3], [X, { t: ['a', at(0)] }, 4])).toBeUndefined();
  expect(heldRev([X, d, 3], [X, { t: ['a', 'no stamp'] }, 3])).toBeUndefined();
});

test('an item is created when the latest of its creations says', () => {
  const createdMs = (...edits: unknown[]) => readPush(edits).items[0]?.createdMs;
  expect(createdMs([X, { t: ['a', at(5)] }])).toBe(-1);
  expect(createdMs([X, { c: ['a', at(1)] }], [X, { c: ['a', at(2)] }])).toBe(1_790_000_000_002);
});

test('what can never be stored is named by its place in the request, and why', () => {
  const large = 'ä'.repeat(32_768);
  const push = readPush([null, [X, { n: [large, at(0)] }], [X, {}], [X, { t: ['a', at(0)] }]]);
  expect(push.rejections).toEqual([
    [0, 'type'],
    [1, 'size'],
    [2, 'type'],
  ]);
  expect(push.items.map(({ edits }) => edits)).toEqual([[3]]);
});

test('the highest stamp and the nodes are those of the edits that can be stored', () => {
  const push = readPush([
    [X, { t: ['a', at(1)], n: ['b', at(7, 'BBBBB')] }],
    [X, { t: ['a', at(9), at(1), 'extra'] }],
  ]);
  expect(push).toMatchObject({ highestMs: 1_790_000_000_007, nodes: ['BBBBB', 'AAAAA'] });
  expect(readPush([])).toEqual({
    items: [],
    rejections: [],
    highestMs: 0,
    nodes: [],
    setsMembers: false,
  });
});

const ACCOUNT = 'benbenbenbenbenb';
const LIST_ITEM = '_list';

test('what outlives an emptying, and what tells of one', () => {
  const item = (...edits: unknown[]) => readPush(edits).items[0];
  expect(item([X, { t: ['a', at(0)], x: [true, at(0)] }])).toMatchObject({
    emptiedAt: '',
    outlivesEmptying: false,
  });
  expect(item([X, { c: ['a', at(0)], x: [true, at(0)] }])).toMatchObject({
    emptiedAt: '',
    outlivesEmptying: true,
  });
  expect(item([X, { e: [true, at(2)] }], [X, { e: [true, at(1)], t: ['a', at(0)] }])).toMatchObject(
    { emptiedAt: at(2), outlivesEmptying: true },
  );
});

test('who belongs to a list is said in its settings and nowhere else, in three words', () => {
  const refusal = (id: string, value: Json) =>
    readPush([[id, { [`j.${ACCOUNT}`]: [value, at(0)] }]]).rejections[0]?.[1];
  for (const value of ['editor', 'viewer', false]) {
    expect(refusal(LIST_ITEM, value)).toBeUndefined();
    expect(refusal(X, value)).toBe('type');
  }
  for (const value of ['owner', true, null, 0, ['editor']]) {
    expect(refusal(LIST_ITEM, value)).toBe('type');
  }
  const own = readPushOf('u:annaannaannaanna' as ListId, [
    [LIST_ITEM, { [`j.${ACCOUNT}`]: ['editor', at(0)] }],
  ]);
  expect(own.rejections).toEqual([[0, 'type']]);
});

test('nothing but a to-do is emptied, and that is either so or not', () => {
  const push = readPush([
    [X, { e: [true, at(0)] }],
    [Y, { e: [false, at(0)] }],
    [LIST_ITEM, { e: [true, at(0)] }],
  ]);
  expect(push.rejections).toEqual([
    [1, 'type'],
    [2, 'type'],
  ]);
});

test('no short answer follows on word of members, which may not have been stored', () => {
  const push = readPush([[LIST_ITEM, { [`j.${ACCOUNT}`]: ['editor', at(0)] }, 4]]);
  expect(push.items[0]?.heldRev).toBeUndefined();
  expect(push.setsMembers).toBe(true);
});
