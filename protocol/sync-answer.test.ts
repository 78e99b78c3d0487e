import * as v from 'valibot';
import { expect, test } from 'vitest';
import { syncAnswerSchema } from './sync-answer.ts';

const accepts = (part: unknown): boolean =>
  v.safeParse(syncAnswerSchema, { now: 1, ls: [part] }).success;

test('a part acknowledges, brings changes, or says why it does not', () => {
  expect(accepts({})).toBe(true);
  expect(accepts({ to: 3, hd: [3, 'tag'], ch: [['ABCDEFGHIJKLMNOP', 3]] })).toBe(true);
  expect(accepts({ code: 'reset', ep: 'epoch' })).toBe(true);
});

test('C09 a failure that this version does not know is no acknowledgement', () => {
  expect(accepts({ code: 'frozen' })).toBe(false);
});

test('C09 E01 a field that this version does not know is passed over', () => {
  expect(accepts({ to: 3, zz: 1 })).toBe(true);
});
