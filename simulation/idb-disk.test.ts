import { expect, test } from 'vitest';
import { putAll, readAll } from '../replica/check.facts.ts';
import type { DiskFaults } from './disk.ts';
import { IdbDisk } from './idb-disk.ts';
import type { Breakage } from './idb-disk.ts';

const quiet: DiskFaults = { gate: () => Promise.resolve(), failure: () => undefined };
const CURABLE: readonly Breakage[] = ['InvalidStateError', 'UnknownError', 'AbortError'];

test.each(CURABLE)('%s is cured by a second try, and the work is done once', async (name) => {
  let left = 0;
  const disk = new IdbDisk({ breakage: () => (left-- > 0 ? name : undefined) });
  const store = disk.open('store', quiet);
  for (let round = 1; round <= 3; round += 1) {
    left = 1;
    await store.write('strict', async (records) => {
      records.put('count', Number((await records.get('count')) ?? 0) + 1);
    });
    left = 1;
    expect(await readAll(store)).toEqual([['count', round]]);
  }
});

test.each(CURABLE)('%s that does not pass is told, and nothing is stored', async (name) => {
  let isBroken = false;
  const disk = new IdbDisk({ breakage: () => (isBroken ? name : undefined) });
  const store = disk.open('store', quiet);
  await putAll(store, { a: 1 });
  isBroken = true;
  await expect(putAll(store, { a: 2, b: 2 })).rejects.toMatchObject({ kind: 'lost' });
  await expect(readAll(store)).rejects.toMatchObject({ kind: 'lost' });
  isBroken = false;
  expect(await readAll(store)).toEqual([['a', 1]]);
});

test('a full disk is not asked twice, and nothing is stored', async () => {
  let tries = 0;
  const disk = new IdbDisk({
    breakage: (mode) => {
      tries += Number(mode === 'write');
      return mode === 'write' ? 'QuotaExceededError' : undefined;
    },
  });
  const store = disk.open('store', quiet);
  await expect(putAll(store, { a: 1 })).rejects.toMatchObject({ kind: 'quota' });
  expect(tries).toBe(1);
  expect(await readAll(store)).toEqual([]);
});

test('an oracle is shown what IndexedDB holds, and hears of what was committed alone', async () => {
  let isBroken = false;
  const disk = new IdbDisk({ breakage: () => (isBroken ? 'UnknownError' : undefined) });
  const heard: unknown[] = [];
  disk.onCommit = (name, { put, gone, replaced }) =>
    heard.push([name, [...put], [...gone], [...replaced]]);
  const store = disk.open('store', quiet);
  await putAll(store, { a: 1, b: 1 });
  isBroken = true;
  await putAll(store, { a: 3 }).catch(() => undefined);
  isBroken = false;
  await store.write('relaxed', async (records) => {
    records.delete('b');
    records.delete('never there');
    records.put('a', 2);
  });
  expect(heard).toEqual([
    [
      'store',
      [
        ['a', 1],
        ['b', 1],
      ],
      [],
      [],
    ],
    ['store', [['a', 2]], [['b', 1]], [['a', 1]]],
  ]);
  expect([...disk.peek('store')]).toEqual(await readAll(store));
});
