import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { createIdbRecordStore } from './idb-record-store.ts';
import type { RecordStore } from './record-store.ts';
import { StorageError } from './storage-error.ts';

interface Lab {
  readonly store: RecordStore;
  readonly factory: IDBFactory;
  /** Connections handed out so far. */
  readonly connections: IDBDatabase[];
  /** Pending time-outs; calling one lets it fire. */
  readonly timeouts: (() => void)[];
  /** How many of the next opens never answer. */
  hanging: number;
}

function createLab(): Lab {
  const factory = new IDBFactory();
  const connections: IDBDatabase[] = [];
  const timeouts: (() => void)[] = [];
  const lab: Lab = { factory, connections, timeouts, hanging: 0, store: undefined as never };
  const watched = {
    open: (name: string) => {
      if (lab.hanging > 0) {
        lab.hanging -= 1;
        return new EventTarget();
      }
      const request = factory.open(name);
      request.addEventListener('success', () => connections.push(request.result));
      return request;
    },
  };
  const store = createIdbRecordStore('lab', {
    indexedDB: watched as unknown as globalThis.IDBFactory,
    keyRange: IDBKeyRange,
    after: (_delayMs, task) => {
      timeouts.push(task);
      return () => timeouts.splice(timeouts.indexOf(task), 1);
    },
  });
  return Object.assign(lab, { store });
}

const put = (store: RecordStore, key: string, value: unknown): Promise<void> =>
  store.write('strict', (records) => Promise.resolve(records.put(key, value)));
const get = (store: RecordStore, key: string): Promise<unknown> =>
  store.read((records) => records.get(key));

test('what was written is read back, in key order and by prefix', async () => {
  const { store } = createLab();
  await put(store, 'b/2', 2);
  await put(store, 'a', 0);
  await put(store, 'b/1', 1);
  await store.read(async (records) => {
    expect(await records.entries('b/')).toEqual([
      ['b/1', 1],
      ['b/2', 2],
    ]);
    expect(await records.keys('b/')).toEqual(['b/1', 'b/2']);
    expect(await records.lastKey('b/')).toBe('b/2');
    expect(await records.lastKey('c/')).toBeUndefined();
  });
});

test('a transaction whose work fails leaves nothing behind', async () => {
  const { store } = createLab();
  await put(store, 'kept', 1);
  const failing = store.write('strict', async (records) => {
    records.put('half', 1);
    await records.get('kept');
    throw new RangeError('no');
  });
  await expect(failing).rejects.toThrow(RangeError);
  expect(await get(store, 'half')).toBeUndefined();
  expect(await get(store, 'kept')).toBe(1);
});

test('B05 P52 a connection that was closed underneath is replaced, and the work is done once', async () => {
  const { store, connections } = createLab();
  await put(store, 'count', 0);
  connections[0]?.close();
  await store.write('strict', async (records) => {
    records.put('count', Number(await records.get('count')) + 1);
  });
  expect(await get(store, 'count')).toBe(1);
  expect(connections).toHaveLength(2);
});

test('B07 a connection that is lost again and again is reported as lost', async () => {
  const { store, connections, factory } = createLab();
  await put(store, 'a', 1);
  const open = factory.open.bind(factory);
  factory.open = (name: string) => {
    const request = open(name);
    request.addEventListener('success', () => request.result.close());
    return request;
  };
  connections[0]?.close();
  await expect(put(store, 'a', 2)).rejects.toMatchObject({ name: 'StorageError', kind: 'lost' });
});

test.each(['InvalidStateError', 'UnknownError', 'AbortError', 'TransactionInactiveError'])(
  'B05 B06 B07 B09 after %s the work is done again on a new connection, once',
  async (name) => {
    const { store, connections } = createLab();
    let runs = 0;
    await store.write('strict', (records) => {
      runs += 1;
      if (runs === 1) return Promise.reject(new DOMException('Connection lost', name));
      return Promise.resolve(records.put('a', runs));
    });
    expect(await get(store, 'a')).toBe(2);
    expect(connections).toHaveLength(2);
    const failing = store.write('strict', () => Promise.reject(new DOMException('again', name)));
    await expect(failing).rejects.toMatchObject({ kind: 'lost' });
    // What fails does not stick: the next work tries a connection of its own.
    await put(store, 'b', 1);
    expect(connections.length).toBeGreaterThan(3);
  },
);

test.each([
  ['NotReadableError', 'corrupt'],
  ['SecurityError', 'denied'],
  ['NotAllowedError', 'denied'],
  ['VersionError', 'newer-layout'],
])('B10 B13 B14 B15 %s is told as %s and not tried again', async (name, kind) => {
  const { store } = createLab();
  await put(store, 'kept', 1);
  let runs = 0;
  const refused = store.write('strict', () => {
    runs += 1;
    return Promise.reject(new DOMException('', name));
  });
  await expect(refused).rejects.toMatchObject({ kind });
  expect(runs).toBe(1);
  expect(await get(store, 'kept')).toBe(1);
});

test("B11 B12 another tab's deletion is not held up", async () => {
  const { store, factory } = createLab();
  await put(store, 'a', 1);
  const events: string[] = [];
  await new Promise<void>((resolve) => {
    const request = factory.deleteDatabase('lab');
    request.addEventListener('blocked', () => events.push('blocked'));
    request.addEventListener('success', () => resolve());
  });
  expect(events).toEqual([]);
  expect(await get(store, 'a')).toBeUndefined();
});

test('B08 an open that hangs is tried again, and in the end given up', async () => {
  const lab = createLab();
  lab.hanging = 1;
  const written = put(lab.store, 'a', 1);
  await expect.poll(() => lab.timeouts.length).toBe(1);
  lab.timeouts[0]?.();
  await written;

  const stuck = createLab();
  stuck.hanging = 3;
  const outcome = put(stuck.store, 'a', 1).catch((error: unknown) => error);
  for (const attempt of [1, 2, 3]) {
    await expect.poll(() => stuck.timeouts.length).toBe(attempt);
    stuck.timeouts[attempt - 1]?.();
  }
  expect(await outcome).toMatchObject({ kind: 'blocked' });
  await put(stuck.store, 'a', 1);
  expect(await get(stuck.store, 'a')).toBe(1);
});

test('B08 a transaction that never ends is given up, done again on another connection, and in the end told', async () => {
  const { store, connections, timeouts } = createLab();
  let runs = 0;
  const written = store.write('strict', (records) => {
    runs += 1;
    records.put('a', runs);
    return runs === 1 ? new Promise<void>(() => undefined) : Promise.resolve();
  });
  await expect.poll(() => runs).toBe(1);
  timeouts.pop()?.();
  await written;
  expect(await get(store, 'a')).toBe(2);
  expect(connections).toHaveLength(2);
  expect(timeouts).toEqual([]);

  const stuck = store
    .read(() => new Promise<void>(() => undefined))
    .catch((error: unknown) => error);
  for (const connection of [2, 3]) {
    await expect.poll(() => [timeouts.length, connections.length]).toEqual([1, connection]);
    timeouts.pop()?.();
  }
  expect(await stuck).toMatchObject({ kind: 'lost' });
  expect(await get(store, 'a')).toBe(2);
});

test.each([
  ['InvalidStateError', 'A mutation operation was attempted on a database', 'denied'],
  ['SecurityError', '', 'denied'],
  ['UnknownError', 'Internal error opening backing store for indexedDB.open.', 'corrupt'],
  ['UnknownError', 'Connection to Indexed Database server lost.', 'lost'],
])(
  'B07 B10 B14 B15 a database that refuses to open with %s "%s" is %s',
  async (name, message, kind) => {
    const open = (): never => {
      throw new DOMException(message, name);
    };
    const world = { keyRange: IDBKeyRange, after: () => () => undefined };
    const refusing = createIdbRecordStore('lab', { ...world, indexedDB: { open } as never });
    await expect(get(refusing, 'a')).rejects.toMatchObject({ name: 'StorageError', kind });
  },
);

test('B15 a browser without IndexedDB is told as one that allows no storage', async () => {
  const world = { keyRange: IDBKeyRange, after: () => () => undefined };
  const none = createIdbRecordStore('lab', { ...world, indexedDB: undefined });
  await expect(get(none, 'a')).rejects.toMatchObject({ kind: 'denied' });
});

test('B01 a full disk is reported as such and not tried again', async () => {
  const { store } = createLab();
  let runs = 0;
  const full = store.write('strict', () => {
    runs += 1;
    return Promise.reject(new DOMException('', 'QuotaExceededError'));
  });
  await expect(full).rejects.toMatchObject({ kind: 'quota' });
  await expect(full).rejects.toBeInstanceOf(StorageError);
  expect(runs).toBe(1);
});
