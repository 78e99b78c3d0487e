import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idFromBytes } from '../domain/random-id.ts';
import type { ItemId } from '../domain/ids.ts';
import type { Item, Register } from '../domain/register.ts';
import { stampFromParts } from '../domain/stamp-parts.ts';
import { itemsFromSegment, mergeInto, segmentFromItems } from './segment.ts';

const stamp = fc.nat({ max: 1e12 }).map((ms) => stampFromParts({ ms, counter: 0, node: '00000' }));
const register: fc.Arbitrary<Register> = fc.tuple(
  fc.oneof(fc.string(), fc.boolean(), fc.constant(null)),
  stamp,
);
const item: fc.Arbitrary<Item> = fc.record({
  id: fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => idFromBytes<ItemId>(bytes)),
  rev: fc.nat(),
  registers: fc.dictionary(fc.constantFrom('c', 't', 'n', 'd', 'g.Zm9v'), register, {
    noNullPrototype: true,
  }),
});

test('items survive the way into a segment and back', () => {
  fc.assert(
    fc.property(fc.array(item), (items) => {
      expect(itemsFromSegment(structuredClone(segmentFromItems(items)))).toEqual(items);
    }),
  );
});

test('B16 a record that is no segment holds no items', () => {
  for (const damaged of [
    undefined,
    null,
    7,
    'x',
    {},
    { ids: 1 },
    { ids: 'a', revs: [], columns: null },
  ]) {
    expect(itemsFromSegment(damaged)).toEqual([]);
  }
});

test('the order in which segments are read does not matter', () => {
  fc.assert(
    fc.property(fc.array(fc.array(item, { maxLength: 5 }), { maxLength: 4 }), (segments) => {
      const read = (all: readonly (readonly Item[])[]): Map<ItemId, Item> => {
        const held = new Map<ItemId, Item>();
        for (const items of all) mergeInto(held, items);
        return held;
      };
      const sorted = (held: Map<ItemId, Item>): unknown =>
        [...held.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
      expect(sorted(read(segments))).toEqual(sorted(read(segments.toReversed())));
    }),
  );
});
