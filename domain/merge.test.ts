import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareUtf8, isOfTombstone, mergeItem, mergeRegister, mergeRegisters } from './merge.ts';
import type { ItemId } from './ids.ts';
import type { Item, Register, Registers } from './register.ts';
import type { Stamp } from './stamp.ts';

/** Few stamps and few keys, so that equal stamps and clashes are common. */
const register: fc.Arbitrary<Register> = fc.tuple(
  fc.oneof(fc.boolean(), fc.string({ unit: 'binary', maxLength: 3 }), fc.constant(null)),
  fc
    .constantFrom('0000000000000000', '0000001000000000', '000000200000000z')
    .map((stamp) => stamp as Stamp),
);
const registers: fc.Arbitrary<Registers> = fc
  .dictionary(fc.constantFrom('c', 't', 'n', 'd', 'x', 'e', 'zz'), register, {
    noNullPrototype: true,
  })
  .map((drawn) => mergeRegisters({}, drawn));

test('merging is commutative', () => {
  fc.assert(
    fc.property(registers, registers, (a, b) => {
      expect(mergeRegisters(a, b)).toEqual(mergeRegisters(b, a));
    }),
  );
});

test('merging is associative', () => {
  fc.assert(
    fc.property(registers, registers, registers, (a, b, c) => {
      expect(mergeRegisters(mergeRegisters(a, b), c)).toEqual(
        mergeRegisters(a, mergeRegisters(b, c)),
      );
    }),
  );
});

test('merging is idempotent and says so by identity', () => {
  fc.assert(
    fc.property(registers, registers, (a, b) => {
      const merged = mergeRegisters(a, b);
      expect(mergeRegisters(merged, b)).toBe(merged);
      expect(mergeRegisters(merged, a)).toBe(merged);
    }),
  );
});

test('a higher stamp wins, whatever its value', () => {
  const early: Register = ['z', '0000000000000000' as Stamp];
  const late: Register = ['a', '0000001000000000' as Stamp];
  expect(mergeRegister(early, late)).toBe(late);
  expect(mergeRegister(late, early)).toBe(late);
});

test('emptying ends what was written before it, whichever side hears of it first', () => {
  const [early, middle, late] = [
    '0000000000000000',
    '0000001000000000',
    '0000002000000000',
  ] as Stamp[] as [Stamp, Stamp, Stamp];
  const held: Registers = { c: ['me', early], t: ['a title', early], x: [true, early] };
  const emptied: Registers = { c: ['me', early], x: [true, early], e: [true, middle] };
  expect(mergeRegisters(held, emptied)).toEqual(emptied);
  expect(mergeRegisters(emptied, held)).toBe(emptied);
  const written: Registers = { n: ['afterwards', late] };
  expect(mergeRegisters(emptied, written)).toEqual({ ...emptied, ...written });
});

test('equal stamps are settled alike from both sides, by the bytes of the JSON', () => {
  const stamp = '0000000000000000' as Stamp;
  const emoji: Register = ['\u{1F600}', stamp];
  const fullwidth: Register = ['\uFF01', stamp];
  expect(mergeRegister(emoji, fullwidth)).toBe(emoji);
  expect(mergeRegister(fullwidth, emoji)).toBe(emoji);
});

test('texts are ordered as their UTF-8 bytes are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      fc.pre(a.isWellFormed() && b.isWellFormed());
      expect(Math.sign(compareUtf8(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});

test('S26 an item keeps registers it does not know and the higher revision', () => {
  const stamp = '0000000000000000' as Stamp;
  const id = 'ABCDEFGHIJKLMNOP' as ItemId;
  const ours: Item = { id, rev: 3, registers: { t: ['a', stamp] } };
  const theirs: Item = { id, rev: 9, registers: { qq: [1, stamp] } };
  expect(mergeItem(ours, theirs)).toEqual({
    id,
    rev: 9,
    registers: { t: ['a', stamp], qq: [1, stamp] },
  });
  expect(mergeItem(ours, ours)).toBe(ours);
});

test('only who made it, that it is in Trash and that it was emptied are of a tombstone', () => {
  expect([
    isOfTombstone('c', 'me'),
    isOfTombstone('x', true),
    isOfTombstone('e', true),
    isOfTombstone('x', false),
    isOfTombstone('t', 'Milk'),
    isOfTombstone('xx', true),
  ]).toEqual([true, true, true, false, false, false]);
});
