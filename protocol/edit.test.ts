import * as v from 'valibot';
import { expect, test } from 'vitest';
import { editSchema } from './edit.ts';

const id = 'ABCDEFGHIJKLMNOP';
const stamp = '0000000000000000';
const accepts = (value: unknown): boolean => v.safeParse(editSchema, value).success;

test('an edit sets registers of one to-do', () => {
  expect(accepts([id, { t: ['Milk', stamp] }])).toBe(true);
  expect(accepts([id, { d: [true, stamp, stamp], 'g.Zm9v': [true, stamp] }, 7])).toBe(true);
});

test('E01 a register of a newer version passes', () => {
  expect(accepts([id, { qq: [{ a: [1] }, stamp] }])).toBe(true);
});

test('anything else is no edit', () => {
  const wrong: unknown[] = [
    null,
    {},
    [id],
    [id, {}],
    ['short', { t: ['a', stamp] }],
    [id, { t: 'a' }],
    [id, { t: ['a', 'not a stamp'] }],
    [id, { t: ['a', `${stamp}0`] }],
    [id, { title: ['a', stamp] }],
    [id, { t: ['a', stamp, stamp, 1] }],
    [id, { t: ['a', stamp] }, -1],
    [id, { t: ['a', stamp] }, 1, 1],
    JSON.parse(`["${id}", {"__proto__": ["a", "${stamp}"]}]`),
    [id, Object.fromEntries(Array.from({ length: 65 }, (_, at) => [`g.a${at}`, [true, stamp]]))],
  ];
  for (const value of wrong) expect(accepts(value), JSON.stringify(value)).toBe(false);
});
