/**
 * A device's storage: survives its contexts, changes in whole transactions, and can fail as IndexedDB can.
 *
 * A transaction that is cut off is undecided until it commits: then all of it is there or nothing. A write of relaxed
 * durability is taken back by a power loss unless a strict one came after it.
 */

import type { Durability, Reader, RecordStore, Writer } from '../replica/record-store.ts';
import type { StorageError } from '../replica/storage-error.ts';
import type { DeviceStorage } from './device-storage.ts';
import { frozen } from './frozen.ts';
import { SortedRecords } from './sorted-records.ts';

/** What may happen to a transaction of a context. */
export interface DiskFaults {
  /** Waits as long as the transaction takes; never comes back in a killed context. */
  readonly gate: (point: 'begin' | 'commit') => Promise<void>;
  /** The error that this transaction ends in, if it is to fail. */
  readonly failure: (mode: 'read' | 'write') => StorageError | undefined;
}

export interface CommittedWrite {
  readonly put: ReadonlyMap<string, unknown>;
  /** What the deleted records held. */
  readonly gone: ReadonlyMap<string, unknown>;
  /** What the records held that were written over. */
  readonly replaced: ReadonlyMap<string, unknown>;
  readonly durability: Durability;
}

/** What a transaction changed, and what was there before. */
type Undo = ReadonlyMap<string, unknown>;

class Store {
  readonly records = new SortedRecords();
  turn: Promise<unknown> = Promise.resolve();
  /** Transactions that a power loss would take back, oldest first. */
  unsafe: Undo[] = [];
}

export class Disk implements DeviceStorage {
  readonly #stores = new Map<string, Store>();
  onCommit: (name: string, change: CommittedWrite) => void = () => undefined;

  open(name: string, faults: DiskFaults): RecordStore {
    return {
      read: async (work) => {
        await faults.gate('begin');
        const failure = faults.failure('read');
        if (failure) throw failure;
        const store = this.#store(name);
        return inTurn(store, () => work(readerOf(store.records)));
      },
      write: async (durability, work) => {
        await faults.gate('begin');
        const store = this.#store(name);
        const result = await inTurn(store, () => this.#writeAlone(name, durability, faults, work));
        await faults.gate('commit');
        return result;
      },
      close: () => undefined,
    };
  }

  wipe(): void {
    this.#stores.clear();
  }

  losePower(share: number): void {
    for (const { records, unsafe } of this.#stores.values()) {
      const lost = unsafe.splice(Math.floor(unsafe.length * (1 - share)));
      for (const undo of lost.toReversed()) takeBack(records, undo);
    }
  }

  peek(name: string): ReadonlyMap<string, unknown> {
    return this.#store(name).records.map;
  }

  get storeNames(): readonly string[] {
    return [...this.#stores.keys()];
  }

  /** No gate in here: once begun it ends, and no other write of this store comes between. */
  async #writeAlone<T>(
    name: string,
    durability: Durability,
    faults: DiskFaults,
    work: (records: Writer) => Promise<T>,
  ): Promise<T> {
    const store = this.#store(name);
    const before = new Map<string, unknown>();
    try {
      const result = await work(writerOf(store.records, before));
      const failure = faults.failure('write');
      if (failure) throw failure;
      if (durability === 'strict') store.unsafe = [];
      else store.unsafe.push(before);
      this.onCommit(name, { ...changeOf(store.records, before), durability });
      return result;
    } catch (error) {
      takeBack(store.records, before);
      throw error;
    }
  }

  #store(name: string): Store {
    const held = this.#stores.get(name) ?? new Store();
    this.#stores.set(name, held);
    return held;
  }
}

/** Nobody sees what another has written and not committed. */
function inTurn<T>(store: Store, transaction: () => Promise<T>): Promise<T> {
  const turn = store.turn.then(transaction);
  store.turn = turn.catch(() => undefined);
  return turn;
}

function takeBack(records: SortedRecords, before: Undo): void {
  for (const [key, value] of before) {
    if (value === undefined) records.delete(key);
    else records.set(key, value);
  }
}

function changeOf(records: SortedRecords, before: Undo): Omit<CommittedWrite, 'durability'> {
  const put = new Map<string, unknown>();
  const gone = new Map<string, unknown>();
  const replaced = new Map<string, unknown>();
  for (const [key, old] of before) {
    const value = records.get(key);
    if (value !== undefined) put.set(key, value);
    if (old !== undefined) (value === undefined ? gone : replaced).set(key, old);
  }
  return { put, gone, replaced };
}

function readerOf(records: SortedRecords): Reader {
  return {
    get: async (key) => records.get(key),
    keys: async (prefix) => records.keysFrom(prefix),
    entries: async (prefix) =>
      records.keysFrom(prefix).map((key) => [key, records.get(key)] as const),
    lastKey: async (prefix) => records.lastKey(prefix),
  };
}

function writerOf(records: SortedRecords, before: Map<string, unknown>): Writer {
  const change = (key: string, make: () => void): void => {
    if (!before.has(key)) before.set(key, records.get(key));
    make();
  };
  return {
    ...readerOf(records),
    put: (key, value) => change(key, () => records.set(key, frozen(value))),
    delete: (key) => change(key, () => records.delete(key)),
  };
}
