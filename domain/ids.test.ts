import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base64urlFromBytes, bytesFromBase64url } from './base64url.ts';
import { isItemId, isListId } from './ids.ts';
import { idFromBytes } from './random-id.ts';
import type { AccountId, ItemId } from './ids.ts';
import { accountListId } from './ids.ts';

test('bytes survive the way to base64url and back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = base64urlFromBytes(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(bytesFromBase64url(text)).toEqual(bytes);
    }),
  );
});

test('a text that is no base64url has no bytes', () => {
  expect(bytesFromBase64url('a+b=')).toBeUndefined();
  expect(bytesFromBase64url('abcde')).toBeUndefined();
});

test('twelve bytes make an id of sixteen characters', () => {
  const id = idFromBytes<ItemId>(new Uint8Array(12).fill(255));
  expect(id).toBe('________________');
  expect(isItemId(id)).toBe(true);
  expect(() => idFromBytes<ItemId>(new Uint8Array(11))).toThrow(RangeError);
});

test('only ids pass as ids', () => {
  for (const wrong of ['', '__proto__', 'short', 'a'.repeat(17), 'ABCDEFGHIJKLMNO=', 7, null]) {
    expect(isItemId(wrong)).toBe(false);
    expect(isListId(wrong)).toBe(false);
  }
  expect(isListId(accountListId('ABCDEFGHIJKLMNOP' as AccountId))).toBe(true);
  expect(isItemId('_list')).toBe(true);
});
