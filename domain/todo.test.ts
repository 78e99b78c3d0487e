import { expect, test } from 'vitest';
import type { ItemId } from './ids.ts';
import type { Item, Registers } from './register.ts';
import { compareTodos, todoFromItem, valuesFromChange } from './todo.ts';
import { stampFromParts } from './stamp-parts.ts';

const id = 'ABCDEFGHIJKLMNOP' as ItemId;
const stamp = stampFromParts({ ms: 1_790_000_000_000, counter: 0, node: '00000' });
const item = (registers: Registers): Item => ({ id, rev: 1, registers });

test('a to-do is read from its registers', () => {
  const todo = todoFromItem(
    item({
      c: ['me', stamp],
      t: ['Milk', stamp],
      n: ['2 l', stamp],
      d: [true, stamp],
      o: ['', stamp],
    }),
  );
  expect(todo).toMatchObject({ title: 'Milk', notes: '2 l', isDone: true, isTrashed: false });
  expect(todo?.createdMs).toBe(1_790_000_000_000);
});

test('a value of another shape reads as not set', () => {
  const todo = todoFromItem(
    item({ t: [7, stamp], n: [null, stamp], d: ['yes', stamp], o: [['x', 'V 0'], stamp] }),
  );
  expect(todo).toMatchObject({ title: '', notes: '', isDone: false, parentId: undefined });
});

test('an item without a title is no to-do', () => {
  expect(todoFromItem(item({ d: [true, stamp] }))).toBeUndefined();
});

test('a change names only the registers it sets', () => {
  expect(valuesFromChange({ title: 'A', isDone: false })).toEqual({ t: 'A', d: false });
  expect(valuesFromChange({ notes: '', isTrashed: true })).toEqual({ n: '', x: true });
  expect(valuesFromChange({ place: { parentId: undefined, orderKey: 'V0' } })).toEqual({
    o: ['', 'V0'],
  });
});

test('to-dos with one key are ordered by id', () => {
  const place: Registers = { t: ['a', stamp], o: [['', 'V0abc'], stamp] };
  const first = todoFromItem({ id: 'AAAAAAAAAAAAAAAA' as ItemId, rev: 0, registers: place });
  const second = todoFromItem({ id: 'BBBBBBBBBBBBBBBB' as ItemId, rev: 0, registers: place });
  if (!first || !second) throw new Error('both are to-dos');
  expect([second, first].toSorted(compareTodos)).toEqual([first, second]);
  expect(compareTodos(first, first)).toBe(0);
});
