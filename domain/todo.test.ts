import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ItemId } from './ids.ts';
import type { Item, Json, Register, Registers } from './register.ts';
import { repeatFromValue } from './repeat.ts';
import { compareTodos, todoFromItem, valuesFromChange } from './todo.ts';
import { stampFromParts } from './stamp-parts.ts';
import { whenFromValue } from './when.ts';

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
  const dated = todoFromItem(
    item({ t: ['a', stamp], w: ['tomorrow', stamp], r: ['daily', stamp], p: [4, stamp] }),
  );
  expect(dated).toMatchObject({ when: undefined, repeat: undefined, priority: 0, tags: [] });
});

test('when, repeat, priority and tags are read from their registers', () => {
  const todo = todoFromItem(
    item({
      t: ['Milk', stamp],
      w: [['2026-11-23', '09:30', 'Europe/Berlin'], stamp],
      r: [['FREQ=DAILY', 'done'], stamp],
      p: [3, stamp],
      'g.c2hvcA': [true, stamp],
      'g.aG9tZQ': [true, stamp],
      'g.b2xk': [false, stamp],
    }),
  );
  expect(todo).toMatchObject({
    when: { day: '2026-11-23', time: '09:30', zone: 'Europe/Berlin' },
    repeat: { rule: { frequency: 'DAILY' }, from: 'done' },
    priority: 3,
    tags: ['home', 'shop'],
  });
});

test('reading is total, whatever JSON the registers hold', () => {
  const key = fc.constantFrom('c', 't', 'n', 'd', 'o', 'x', 'w', 'r', 'p', 'g.c2hvcA', 'g.-', 'zz');
  const value = fc.jsonValue().map((value): Register => [value as Json, stamp]);
  fc.assert(
    fc.property(fc.dictionary(key, value, { noNullPrototype: true }), (registers) => {
      const todo = todoFromItem(item({ ...registers, t: ['Milk', stamp] }));
      expect(todo).toMatchObject({ id, title: 'Milk' });
    }),
  );
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

test('when and repeat are set, and null takes them away', () => {
  const when = whenFromValue(['2026-11-23', '09:30']);
  const repeat = repeatFromValue(['FREQ=WEEKLY;BYDAY=MO', 'due']);
  if (!when || !repeat) throw new Error('both are read');
  expect(valuesFromChange({ when, repeat, priority: 1 })).toEqual({
    w: ['2026-11-23', '09:30'],
    r: ['FREQ=WEEKLY;BYDAY=MO', 'due'],
    p: 1,
  });
  expect(valuesFromChange({ when: null, repeat: null, priority: 0 })).toEqual({
    w: null,
    r: null,
    p: 0,
  });
});

test('each tag that is added or removed is a register of its own, and what can be no tag is none', () => {
  expect(valuesFromChange({ addTags: [' shop ', ''], removeTags: ['old'] })).toEqual({
    'g.c2hvcA': true,
    'g.b2xk': false,
  });
  expect(valuesFromChange({ addTags: ['shop'], removeTags: ['shop'] })).toEqual({
    'g.c2hvcA': true,
  });
});

test('to-dos with one key are ordered by id', () => {
  const place: Registers = { t: ['a', stamp], o: [['', 'V0abc'], stamp] };
  const first = todoFromItem({ id: 'AAAAAAAAAAAAAAAA' as ItemId, rev: 0, registers: place });
  const second = todoFromItem({ id: 'BBBBBBBBBBBBBBBB' as ItemId, rev: 0, registers: place });
  if (!first || !second) throw new Error('both are to-dos');
  expect([second, first].toSorted(compareTodos)).toEqual([first, second]);
  expect([first, second].toSorted(compareTodos)).toEqual([first, second]);
  expect(compareTodos(first, first)).toBe(0);
});

test('to-dos are ordered by key before anything else', () => {
  const at = (id: string, key: string) =>
    todoFromItem({
      id: id as ItemId,
      rev: 0,
      registers: { t: ['a', stamp], o: [['', key], stamp] },
    });
  const first = at('BBBBBBBBBBBBBBBB', 'V0abc');
  const second = at('AAAAAAAAAAAAAAAA', 'V0abd');
  if (!first || !second) throw new Error('both are to-dos');
  expect([second, first].toSorted(compareTodos)).toEqual([first, second]);
  expect([first, second].toSorted(compareTodos)).toEqual([first, second]);
});
