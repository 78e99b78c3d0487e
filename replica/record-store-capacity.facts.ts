/** Facts about much: large values, many keys, and no room at all. */

import { equal, outcomeOf, putAll, readAll } from './check.facts.ts';
import type { StoreFact } from './record-store.facts.ts';
import { StorageError } from './storage-error.ts';

const MANY = 10_000;

export const capacityFacts: readonly StoreFact[] = [
  {
    name: 'a value of five million characters and one of a hundred thousand parts come back whole',
    check: async (lab, name) => {
      const store = lab.open(name);
      const text = 'ä😀x'.repeat(1_250_000);
      const parts = Array.from({ length: 100_000 }, (_, at) => ({ at }));
      await putAll(store, { text, parts });
      equal((await store.read((records) => records.get('text'))) === text, true);
      const read = (await store.read((records) => records.get('parts'))) as typeof parts;
      equal([read.length, read.at(-1)], [parts.length, { at: parts.length - 1 }]);
    },
  },
  {
    name: 'ten thousand records are put, found in order and deleted, each time in one transaction',
    check: async (lab, name) => {
      const store = lab.open(name);
      const keys = Array.from({ length: MANY }, (_, at) => `many/${String(at).padStart(6, '0')}`);
      await store.write('relaxed', async (records) => {
        for (const [at, key] of keys.toReversed().entries()) records.put(key, MANY - 1 - at);
      });
      const entries = await readAll(store, 'many/');
      equal(
        entries.map(([key]) => key),
        keys,
      );
      equal(
        entries.every(([, value], at) => value === at),
        true,
      );
      equal(await store.read((records) => records.lastKey('many/')), keys.at(-1));
      await store.write('relaxed', async (records) => {
        for (const key of await records.keys('many/')) records.delete(key);
      });
      equal(await readAll(store), []);
    },
  },
  {
    name: 'without room a write is refused as such and leaves nothing; reading goes on, and later writing',
    check: async (lab, name) => {
      const store = lab.open(name);
      await putAll(store, { before: 1 });
      await lab.setFull(true);
      try {
        const error = await outcomeOf(putAll(store, { before: 2, after: 'x'.repeat(3_000_000) }));
        equal(
          [error instanceof StorageError, error instanceof StorageError && error.kind],
          [true, 'quota'],
        );
        equal(await readAll(store), [['before', 1]]);
      } finally {
        await lab.setFull(false);
      }
      await putAll(store, { after: 1 });
      equal(await readAll(store), [
        ['after', 1],
        ['before', 1],
      ]);
    },
  },
];
