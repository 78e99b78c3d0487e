/** Facts about a store's transactions: all or nothing, one after the other, and what one sees of itself and others. */

import { equal, outcomeOf, putAll, readAll } from './check.facts.ts';
import type { StoreFact } from './record-store.facts.ts';
import type { Writer } from './record-store.ts';

/** How many transactions are begun at once. */
const TURNS = 20;

export const transactionFacts: readonly StoreFact[] = [
  {
    name: 'what was written is read by the next transaction of any context',
    check: async (lab, name) => {
      const [here, there] = [lab.open(name), lab.open(name)];
      for (const durability of ['strict', 'relaxed'] as const) {
        await here.write(durability, async (records) => records.put('a', durability));
        equal(await here.read((records) => records.get('a')), durability);
        equal(await there.read((records) => records.get('a')), durability);
      }
    },
  },
  {
    name: 'a transaction answers what its work answers',
    check: async (lab, name) => {
      const store = lab.open(name);
      equal(await store.write('strict', async () => 'written'), 'written');
      equal(await store.read(async () => 'read'), 'read');
    },
  },
  {
    name: 'a transaction sees its own writes, by key, by prefix and as the last',
    check: async (lab, name) => {
      const store = lab.open(name);
      await putAll(store, { 'p/1': 1, 'p/2': 2, 'p/3': 3 });
      const seen = await store.write('strict', async (records) => {
        records.delete('p/3');
        records.put('p/2', 'two');
        records.put('p/0', 0);
        return [
          await records.get('p/0'),
          await records.get('p/3'),
          await records.keys('p/'),
          await records.entries('p/'),
          await records.lastKey('p/'),
        ];
      });
      const entries = [
        ['p/0', 0],
        ['p/1', 1],
        ['p/2', 'two'],
      ];
      equal(seen, [0, undefined, ['p/0', 'p/1', 'p/2'], entries, 'p/2']);
      equal(await readAll(store, 'p/'), entries);
    },
  },
  {
    name: 'the last word on a key within a transaction counts',
    check: async (lab, name) => {
      const store = lab.open(name);
      await putAll(store, { kept: 1, gone: 1 });
      await store.write('strict', async (records) => {
        records.delete('kept');
        records.put('kept', 2);
        records.put('gone', 2);
        records.delete('gone');
        records.delete('never there');
      });
      equal(await readAll(store), [['kept', 2]]);
    },
  },
  {
    name: 'work that throws at once, after a put or after a wait leaves nothing, and its error comes out',
    check: async (lab, name) => {
      const store = lab.open(name);
      await putAll(store, { before: 1 });
      const mistake = new RangeError('a mistake');
      const works: readonly ((records: Writer) => Promise<never>)[] = [
        () => {
          throw mistake;
        },
        async (records) => {
          records.put('after', 1);
          records.delete('before');
          throw mistake;
        },
        async (records) => {
          records.put('after', 1);
          await records.get('before');
          records.delete('before');
          await records.keys('');
          throw mistake;
        },
      ];
      for (const work of works) {
        equal((await outcomeOf(store.write('strict', work))) === mistake, true);
      }
      equal((await outcomeOf(store.read(() => Promise.reject(mistake)))) === mistake, true);
      equal(await readAll(store), [['before', 1]]);
      await putAll(store, { next: 1 });
      equal(await readAll(store), [
        ['before', 1],
        ['next', 1],
      ]);
    },
  },
  {
    name: 'a value that cannot be stored fails the transaction whole',
    check: async (lab, name) => {
      const store = lab.open(name);
      const work = store.write('strict', async (records) => {
        records.put('a', 1);
        records.put('b', () => 'a function');
      });
      equal((await outcomeOf(work)) instanceof Error, true);
      equal(await readAll(store), []);
    },
  },
  {
    name: 'writers take turns, whatever context they are in',
    check: async (lab, name) => {
      const stores = [lab.open(name), lab.open(name)];
      const turns = Array.from({ length: TURNS }, async (_, at) =>
        stores[at % 2]?.write('strict', async (records) => {
          const before = Number((await records.get('count')) ?? 0);
          await records.keys('');
          records.put('count', before + 1);
        }),
      );
      await Promise.all(turns);
      equal(await readAll(lab.open(name)), [['count', TURNS]]);
    },
  },
  {
    name: 'a reader sees a write whole or not at all',
    check: async (lab, name) => {
      const [writer, reader] = [lab.open(name), lab.open(name)];
      await putAll(writer, { left: 0, right: 0 });
      const writes: Promise<void>[] = [];
      const reads: Promise<readonly unknown[]>[] = [];
      for (let at = 1; at <= TURNS; at += 1) {
        const write = writer.write('relaxed', async (records) => {
          records.put('left', at);
          await records.get('right');
          await records.keys('');
          records.put('right', at);
        });
        writes.push(write);
        const read = reader.read(async (records) => {
          const left = await records.get('left');
          // As many waits as the work takes, each time another number.
          for (let waits = 0; waits < at % 7; waits += 1) await records.keys('');
          return [left, await records.get('right')];
        });
        reads.push(read);
      }
      for (const [left, right] of await Promise.all(reads)) equal(left, right);
      await Promise.all(writes);
    },
  },
  {
    name: 'a context that dies while it writes leaves all of it or nothing, and holds nobody up',
    check: async (lab, name) => {
      const store = lab.open(name);
      for (let round = 1; round <= 5; round += 1) {
        await putAll(store, { left: 0, right: 0 });
        await lab.putAndDie(name, { left: round, right: round });
        const left = await store.read((records) => records.get('left'));
        equal(await store.read((records) => records.get('right')), left);
        equal(left === 0 || left === round, true);
        await putAll(store, { next: round });
        equal((await readAll(store, 'next'))[0], ['next', round]);
      }
    },
  },
  {
    name: 'a store that was closed opens again by itself, and has kept everything',
    check: async (lab, name) => {
      const store = lab.open(name);
      await putAll(store, { a: 1 });
      store.close();
      store.close();
      equal(await readAll(store), [['a', 1]]);
      const writing = putAll(store, { b: 2 });
      store.close();
      await writing;
      equal(await readAll(lab.open(name)), [
        ['a', 1],
        ['b', 2],
      ]);
    },
  },
  {
    name: 'a connection that the browser closed is not noticed by the next transaction',
    check: async (lab, name) => {
      const store = lab.open(name);
      await putAll(store, { a: 1 });
      await lab.dropConnections(name);
      equal(await readAll(store), [['a', 1]]);
      await lab.dropConnections(name);
      await putAll(store, { b: 2 });
      equal(await readAll(store), [
        ['a', 1],
        ['b', 2],
      ]);
    },
  },
  {
    name: 'stores of different names know nothing of each other',
    check: async (lab, name) => {
      await putAll(lab.open(name), { a: 1 });
      equal(await readAll(lab.open(`${name} too`)), []);
    },
  },
];
