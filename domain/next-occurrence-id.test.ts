import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesFromBase64url } from './base64url.ts';
import { isItemId } from './ids.ts';
import type { ItemId } from './ids.ts';
import { nextOccurrenceId } from './next-occurrence-id.ts';
import { idFromBytes } from './random-id.ts';
import { DIGITS } from './stamp.ts';

const id = fc
  .uint8Array({ minLength: 12, maxLength: 12 })
  .map((bytes) => idFromBytes<ItemId>(bytes));
const numberOf = (id: ItemId): bigint =>
  Array.from(id).reduce((sum, digit) => sum * 64n + BigInt(DIGITS.indexOf(digit)), 0n);

test('the follower of a to-do has an id of its own, the same wherever it is made', () => {
  const first = 'AbCdEfGhIjKlMnOp' as ItemId;
  const second = nextOccurrenceId(first);
  expect(isItemId(second)).toBe(true);
  expect(bytesFromBase64url(second)).toHaveLength(12);
  expect(second).toBe('n9fXy2DrmkhZyzQL');
  expect(nextOccurrenceId(first)).toBe(second);
});

test('every step adds the same odd number, so a series comes back to an id after 2^96 steps only', () => {
  const step = numberOf(nextOccurrenceId('-'.repeat(16) as ItemId));
  expect(step % 2n).toBe(1n);
  fc.assert(
    fc.property(id, (id) => {
      expect(numberOf(nextOccurrenceId(id))).toBe((numberOf(id) + step) % 2n ** 96n);
    }),
  );
});

test('a series of ten thousand to-dos has ten thousand ids', () => {
  const ids = new Set<ItemId>();
  let each = 'AbCdEfGhIjKlMnOp' as ItemId;
  for (let count = 0; count < 10_000; count += 1) {
    ids.add(each);
    each = nextOccurrenceId(each);
  }
  expect(ids.size).toBe(10_000);
});
