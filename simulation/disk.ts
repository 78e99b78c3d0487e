/**
 * A device's storage: survives its contexts, changes in whole transactions, and can fail as IndexedDB can.
 *
 * A transaction that is cut off is undecided until it commits: then all of it is there or nothing. A write of relaxed
 * durability may be taken back by a power loss; a strict one never.
 */

import type { Reader, RecordStore, Writer } from '../replica/record-store.ts';
import type { StorageError } from '../replica/storage-error.ts';

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
}

export class Disk {
  readonly #stores = new Map<string, Map<string, unknown>>();
  readonly #turns = new Map<string, Promise<unknown>>();
  /** Hears of every committed write: what was put and what went. */
  onCommit: (name: string, change: CommittedWrite) => void = () => undefined;

  open(name: string, faults: DiskFaults): RecordStore {
    return {
      read: async (work) => {
        await faults.gate('begin');
        const failure = faults.failure('read');
        if (failure) throw failure;
        const result = await work(readerOf(this.#records(name)));
        await faults.gate('commit');
        return result;
      },
      write: (_durability, work) => this.#write(name, faults, work),
      close: () => undefined,
    };
  }

  /** The browser clears everything. */
  wipe(): void {
    this.#stores.clear();
  }

  /** A record as it lies there, for an oracle's eyes. */
  peek(name: string): ReadonlyMap<string, unknown> {
    return this.#records(name);
  }

  get storeNames(): readonly string[] {
    return [...this.#stores.keys()];
  }

  async #write<T>(
    name: string,
    faults: DiskFaults,
    work: (records: Writer) => Promise<T>,
  ): Promise<T> {
    await faults.gate('begin');
    const before = this.#turns.get(name) ?? Promise.resolve();
    const turn = before.then(() => this.#writeAlone(name, faults, work));
    this.#turns.set(
      name,
      turn.catch(() => undefined),
    );
    const result = await turn;
    await faults.gate('commit');
    return result;
  }

  /** No gate in here: once begun it ends, and no other write of this store comes between. */
  async #writeAlone<T>(
    name: string,
    faults: DiskFaults,
    work: (records: Writer) => Promise<T>,
  ): Promise<T> {
    const overlay = new Map<string, unknown>();
    const records = this.#records(name);
    const result = await work(writerOf(records, overlay));
    const failure = faults.failure('write');
    if (failure) throw failure;
    const put = new Map<string, unknown>();
    const gone = new Map<string, unknown>();
    for (const [key, value] of overlay) {
      if (value !== GONE) {
        put.set(key, value);
        records.set(key, value);
      } else if (records.has(key)) {
        gone.set(key, records.get(key));
        records.delete(key);
      }
    }
    this.onCommit(name, { put, gone });
    return result;
  }

  #records(name: string): Map<string, unknown> {
    const held = this.#stores.get(name) ?? new Map<string, unknown>();
    this.#stores.set(name, held);
    return held;
  }
}

const GONE = Symbol('gone');

function readerOf(records: ReadonlyMap<string, unknown>): Reader {
  const keysOf = (prefix: string): string[] =>
    [...records.keys()].filter((key) => key.startsWith(prefix)).toSorted();
  return {
    get: (key) => Promise.resolve(records.get(key)),
    keys: (prefix) => Promise.resolve(keysOf(prefix)),
    entries: (prefix) =>
      Promise.resolve(keysOf(prefix).map((key) => [key, records.get(key)] as const)),
    lastKey: (prefix) => Promise.resolve(keysOf(prefix).at(-1)),
  };
}

function writerOf(records: ReadonlyMap<string, unknown>, overlay: Map<string, unknown>): Writer {
  const merged = (): Map<string, unknown> => {
    const view = new Map(records);
    for (const [key, value] of overlay) {
      if (value === GONE) view.delete(key);
      else view.set(key, value);
    }
    return view;
  };
  // Most transactions read before they write, and then the records themselves are the view.
  const reader = (): Reader => readerOf(overlay.size === 0 ? records : merged());
  return {
    get: (key) => {
      const value = overlay.has(key) ? overlay.get(key) : records.get(key);
      return Promise.resolve(value === GONE ? undefined : value);
    },
    keys: (prefix) => reader().keys(prefix),
    entries: (prefix) => reader().entries(prefix),
    lastKey: (prefix) => reader().lastKey(prefix),
    put: (key, value) => void overlay.set(key, structuredClone(value)),
    delete: (key) => void overlay.set(key, GONE),
  };
}
