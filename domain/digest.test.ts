import { expect, test } from 'vitest';
import { digestOf } from './digest.ts';
import type { ItemId } from './ids.ts';
import type { Item, Registers } from './register.ts';
import type { Stamp } from './stamp.ts';

const item = (id: string, registers: Registers): Item => ({ id: id as ItemId, rev: 1, registers });
const stamp = (digits: string): Stamp => `0000${digits}000000000` as Stamp;

test('the digest counts items and sums their stamps, in any order', () => {
  const a = item('AAAAAAAAAAAAAAAA', { t: ['a', stamp('--1')], d: [true, stamp('-0-')] });
  const b = item('BBBBBBBBBBBBBBBB', { t: ['b', stamp('---')] });
  expect(digestOf([a, b])).toEqual([2, 2 + 64]);
  expect(digestOf([b, a])).toEqual(digestOf([a, b]));
});

test('a register that differs in its stamp by a millisecond is another digest', () => {
  const before = item('AAAAAAAAAAAAAAAA', { t: ['a', stamp('zzy')] });
  const after = item('AAAAAAAAAAAAAAAA', { t: ['a', stamp('zzz')] });
  expect(digestOf([before])).not.toEqual(digestOf([after]));
});

test('emptied items do not count', () => {
  const emptied = item('AAAAAAAAAAAAAAAA', { x: [true, stamp('001')], e: [true, stamp('002')] });
  expect(digestOf([emptied])).toEqual([0, 0]);
});
