/** The law that SQL and domain/merge.ts merge alike, to be held against any database. */

import fc from 'fast-check';
import { expect } from 'vitest';
import type { ItemId } from '../domain/ids.ts';
import { isOfTombstone, mergeRegisters } from '../domain/merge.ts';
import type { Json, Register, Registers } from '../domain/register.ts';
import type { SqlDatabase } from './sql-database.ts';
import { at, createListOf, itemId, listId, portsOf, run, sync } from './sync.fixture.ts';

/** Few stamps, keys and items, so that equal stamps and clashes are common; values that sort oddly or need escaping. */
const value: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    true,
    false,
    null,
    1,
    10,
    1.5,
    1e21,
    -0.1,
    '',
    '"',
    '\\',
    '\u{1F600}',
    '\uFF01',
    '\uD800',
  ),
  fc.string({ unit: 'binary', maxLength: 3 }),
  fc.constantFrom<Json>(['', 'a1'], ['', 'a'], { b: [1], a: null }, { a: null, b: [1] }),
);
const register: fc.Arbitrary<Register> = fc.tuple(
  value,
  fc.constantFrom(at(0), at(0, 'BBBBB'), at(1), at(2, 'zzzzz')),
);
const keys = ['c', 't', 'd', 'x', 'e', 'o', 'zz', 'g.a', 'g.a-b', 'g.AA'];
const registers: fc.Arbitrary<Registers> = fc
  .dictionary(fc.constantFrom(...keys), register, { minKeys: 1, noNullPrototype: true })
  .map(({ e: emptied, ...others }) =>
    emptied ? { ...others, e: [true, emptied[1]] as const } : others,
  );
const edit = fc.tuple(fc.constantFrom(itemId('x'), itemId('y')), registers);
/** Requests, each with several edits, of which two may name one item. */
const requests = fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 4,
});

type Edits = readonly (readonly [ItemId, Registers])[];

/** Pushes whatever comes, and compares the database with the model after every request. */
export async function assertMergesAlike(db: SqlDatabase, numRuns: number): Promise<void> {
  const ports = portsOf(db);
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(requests, async (pushes) => {
      runs += 1;
      const list = listId(`merge${runs}`);
      await createListOf(db, list);
      const model = new Map<ItemId, Registers>();
      const acknowledged: Edits[] = [];
      for (const edits of pushes) {
        const no = (await sync(ports, { l: list, e: edits })).no ?? [];
        const refused = new Set(no.map(([at]) => edits[at]));
        expect(refused).toEqual(new Set(modelPush(model, edits)));
        acknowledged.push(edits.filter((each) => !refused.has(each)));
        expect(await stored(db, list)).toEqual(Object.fromEntries(model));
      }
      await assertNothingLost(db, list, model, acknowledged.flat());
      const before = await run(db, 'SELECT rev, tag FROM lists WHERE id = ?1', list);
      for (const edits of acknowledged) await sync(ports, { l: list, e: edits });
      expect(await run(db, 'SELECT rev, tag FROM lists WHERE id = ?1', list)).toEqual(before);
    }),
    { numRuns },
  );
}

/**
 * All edits of an item in a request count together. Without a creation among them an unknown item stays unknown; an
 * emptied one takes nothing that the emptying ends, unless it is told of the emptying. Answers the edits refused.
 */
function modelPush(model: Map<ItemId, Registers>, edits: Edits): Edits {
  return [...Map.groupBy(edits, ([of]) => of)].flatMap(([id, ofItem]) => {
    const keys = ofItem.flatMap(([, registers]) => Object.keys(registers));
    const held = model.get(id);
    const mayChange = held?.['e']
      ? keys.includes('e') || ofItem.every(([, registers]) => isOnlyOfTombstone(registers))
      : held !== undefined || keys.includes('c');
    if (!mayChange) return ofItem;
    const pushed = ofItem.map(([, registers]) => registers).reduce(mergeRegisters, {});
    model.set(id, mergeRegisters(held ?? {}, pushed));
    return [];
  });
}

function isOnlyOfTombstone(registers: Registers): boolean {
  return Object.entries(registers).every(([key, [value]]) => isOfTombstone(key, value));
}

async function stored(db: SqlDatabase, list: string): Promise<Record<string, unknown>> {
  const rows = await run(db, 'SELECT id, registers FROM items WHERE list_id = ?1', list);
  return Object.fromEntries(rows.map((row) => [row['id'], JSON.parse(String(row['registers']))]));
}

/** Every acknowledged value is the current one or in its history, a place's excepted: an emptying ends none of them. */
async function assertNothingLost(
  db: SqlDatabase,
  list: string,
  model: ReadonlyMap<ItemId, Registers>,
  acknowledged: Edits,
): Promise<void> {
  const rows = await run(
    db,
    'SELECT item_id, key, value, stamp FROM history WHERE list_id = ?1',
    list,
  );
  const kept = new Set(rows.map((row) => JSON.stringify(Object.values(row))));
  for (const [id, registers] of acknowledged) {
    const current = model.get(id);
    for (const [key, [value, stamp]] of Object.entries(registers)) {
      if (key === 'o') continue;
      const isCurrent = JSON.stringify(current?.[key]) === JSON.stringify([value, stamp]);
      const isKept = kept.has(JSON.stringify([id, key, JSON.stringify(value), stamp]));
      expect(isCurrent !== isKept, `${key} ${JSON.stringify(value)}`).toBe(true);
    }
  }
}
