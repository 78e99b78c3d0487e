import { webcrypto } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { putAll } from '../replica/check.facts.ts';
import { HeldEdits } from '../replica/held-edits.ts';
import { createMemoryStorage } from '../replica/memory-storage.ts';
import { storeFacts } from '../replica/record-store.facts.ts';
import type { StoreLab } from '../replica/record-store.facts.ts';
import { StorageError } from '../replica/storage-error.ts';
import type { DeviceStorage } from './device-storage.ts';
import { Disk } from './disk.ts';
import type { DiskFaults } from './disk.ts';
import { IdbDisk } from './idb-disk.ts';

const storages: readonly { readonly where: string; readonly create: () => DeviceStorage }[] = [
  { where: 'on the simulator’s own disk', create: () => new Disk() },
  { where: 'on idb-keyval and an imitated IndexedDB', create: () => new IdbDisk() },
  { where: 'in a page’s memory', create: inMemory },
  { where: 'under held edits', create: underHeldEdits },
];

/** What a page without storage works on. */
function inMemory(): DeviceStorage {
  const { openStore } = createMemoryStorage();
  const open: DeviceStorage['open'] = (name, faults) => {
    const store = openStore(name);
    return {
      ...store,
      write: async (durability, work) => {
        await faults.gate('begin');
        const result = await store.write(durability, async (records) => {
          const worked = await work(records);
          const failure = faults.failure('write');
          if (failure) throw failure;
          return worked;
        });
        await faults.gate('commit');
        return result;
      },
    };
  };
  return Object.assign(new Disk(), { open });
}

/** The disk as a page with nothing in its hands sees it. */
function underHeldEdits(): DeviceStorage {
  const disk = new Disk();
  const onDisk = disk.open.bind(disk);
  const held = new HeldEdits({ ofStore: () => [], put: () => undefined, delete: () => undefined });
  const open: DeviceStorage['open'] = (name, faults) =>
    held.over({ openStore: () => onDisk(name, faults) }).openStore(name);
  return Object.assign(disk, { open });
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

function createLab(disk: DeviceStorage): StoreLab {
  let isFull = false;
  const faults = (gate: DiskFaults['gate']): DiskFaults => ({
    gate,
    failure: (mode) => (isFull && mode === 'write' ? new StorageError('quota') : undefined),
  });
  let deaths = 0;
  return {
    open: (name) =>
      disk.open(
        name,
        faults(() => Promise.resolve()),
      ),
    setFull: async (value) => void (isFull = value),
    dropConnections: async (name) => {
      if (disk instanceof IdbDisk) disk.dropConnections(name);
    },
    putAndDie: (name, records) => {
      // Now before the transaction, now when it is committed.
      const point = (deaths += 1) % 2 === 0 ? 'begin' : 'commit';
      return new Promise((resolve) => {
        const gate: DiskFaults['gate'] = (at) => {
          if (at !== point) return Promise.resolve();
          resolve();
          return new Promise<never>(() => undefined);
        };
        void putAll(disk.open(name, faults(gate)), records);
      });
    },
    drawKey: async () => {
      const pair = await webcrypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
      return pair.privateKey;
    },
    canSign: async (key) =>
      key instanceof CryptoKey &&
      !key.extractable &&
      (await webcrypto.subtle.sign(ALGORITHM, key, new Uint8Array(1))).byteLength === 64,
  };
}

describe.each(storages)('$where', ({ create }) => {
  test.each(storeFacts)('$name', async ({ check }) => {
    await expect(check(createLab(create()), 'lab')).resolves.toBeUndefined();
  });
});
