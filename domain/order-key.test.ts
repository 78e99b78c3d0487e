import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JITTER_BYTES, orderKeyBetween } from './order-key.ts';
import { isOrderKey } from './place.ts';

const jitter = fc.uint8Array({ minLength: JITTER_BYTES, maxLength: JITTER_BYTES });
const NONE = new Uint8Array(JITTER_BYTES);

test('a key lies strictly between its neighbours, wherever it is inserted', () => {
  const insertions = fc.array(fc.tuple(fc.nat(), jitter), { maxLength: 200 });
  fc.assert(
    fc.property(insertions, (steps) => {
      const keys: string[] = [];
      for (const [where, bytes] of steps) {
        const at = where % (keys.length + 1);
        const [before, after] = [keys[at - 1], keys[at]];
        const key = orderKeyBetween(before, after, bytes);
        expect(before === undefined || before < key).toBe(true);
        expect(after === undefined || key < after).toBe(true);
        expect(isOrderKey(key)).toBe(true);
        keys.splice(at, 0, key);
      }
    }),
  );
});

test('a hundred thousand to-dos added at one end keep short keys', () => {
  for (const atTop of [true, false]) {
    let end: string | undefined;
    let longest = 0;
    for (let count = 0; count < 100_000; count += 1) {
      end = atTop ? orderKeyBetween(undefined, end, NONE) : orderKeyBetween(end, undefined, NONE);
      longest = Math.max(longest, end.length);
    }
    expect(longest).toBeLessThanOrEqual(8);
  }
});

test('G10 P33 five hundred replicas that insert at one gap draw different short keys, and a key still fits between', () => {
  const keys = Array.from({ length: 500 }, (_, replica) =>
    orderKeyBetween('V0zzz', 'V1000', new Uint8Array([replica >> 6, replica & 63, 1])),
  ).toSorted();
  expect(new Set(keys).size).toBe(500);
  expect(Math.max(...keys.map((key) => key.length))).toBeLessThanOrEqual(60);
  for (const [at, key] of keys.slice(1).entries()) {
    const before = keys[at] ?? '';
    const between = orderKeyBetween(before, key, NONE);
    expect(before < between && between < key).toBe(true);
  }
});

test('between two equal keys, or two in the wrong order, a key comes right after the first', () => {
  for (const [before, after] of [
    ['V0abc', 'V0abc'],
    ['V1', 'V0'],
  ] as const) {
    expect(orderKeyBetween(before, after, NONE) > before).toBe(true);
  }
});

test('P34 keys from elsewhere that leave no room are answered with a key all the same', () => {
  expect(orderKeyBetween('V0', 'V0-', NONE) > 'V0').toBe(true);
  expect(orderKeyBetween('V0', 'V0---', NONE) > 'V0').toBe(true);
  const foreign = fc.stringMatching(/^[\w-]{2,60}$/);
  fc.assert(
    fc.property(foreign, foreign, (a, b) => {
      expect(orderKeyBetween(a, b, NONE) > a).toBe(true);
    }),
  );
});

test('only short texts over the digits are keys', () => {
  for (const wrong of ['', 'V', 'V 0', 'x'.repeat(201), 5, null])
    expect(isOrderKey(wrong)).toBe(false);
  expect(isOrderKey('V0')).toBe(true);
});
