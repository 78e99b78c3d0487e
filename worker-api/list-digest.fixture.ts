/** The law that SQL and domain/digest.ts sum alike, to be held against any database. */

import fc from 'fast-check';
import { expect } from 'vitest';
import { digestOf } from '../domain/digest.ts';
import type { ItemId } from '../domain/ids.ts';
import type { Item, Registers } from '../domain/register.ts';
import { DIGITS } from '../domain/stamp.ts';
import type { Stamp } from '../domain/stamp.ts';
import type { SqlDatabase } from './sql-database.ts';
import { createListOf, listId, portsOf, run, sync } from './sync.fixture.ts';

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...DIGITS), minLength: length, maxLength: length });
const stamp = digits(16).map((text) => text as Stamp);
const registers: fc.Arbitrary<Registers> = fc.dictionary(
  fc.constantFrom('c', 't', 'x', 'e', 'g.a-b'),
  fc.tuple(fc.constantFrom(true, 'text', null, ['', 'a1']), stamp),
  { noNullPrototype: true },
);
const items = fc.uniqueArray(fc.tuple(digits(16), registers), {
  selector: ([id]) => id,
  maxLength: 8,
});

/** Asks for the digest of whatever list, and compares it with a replica's. */
export async function assertSumsAlike(db: SqlDatabase, numRuns: number): Promise<void> {
  const ports = portsOf(db);
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(items, async (all) => {
      runs += 1;
      const list = listId(`digest${runs}`);
      await createListOf(db, list);
      const copy = all.map(([id, ofItem], at): Item => {
        return { id: id as ItemId, rev: at + 1, registers: ofItem };
      });
      for (const { id, rev, registers } of copy) {
        const sql = 'INSERT INTO items (list_id, id, rev, registers) VALUES (?1, ?2, ?3, ?4)';
        await run(db, sql, list, id, rev, JSON.stringify(registers));
      }
      await run(db, 'UPDATE lists SET rev = ?2 WHERE id = ?1', list, copy.length);
      expect((await sync(ports, { l: list, dg: 1 })).dg).toEqual(digestOf(copy));
    }),
    { numRuns },
  );
}
