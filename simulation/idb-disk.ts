/**
 * A device's storage as a browser has it: the production store on the real idb-keyval, on an imitation of IndexedDB that
 * fails as browsers do.
 *
 * It stands in for the plain {@link Disk} where the store's own code is to be tried too; it is some ten times slower.
 */

import { IDBFactory, IDBKeyRange, forceCloseDatabase } from 'fake-indexeddb';
import { createIdbRecordStore } from '../replica/idb-record-store.ts';
import type { Durability, RecordStore, Writer } from '../replica/record-store.ts';
import type { CommittedWrite, DiskFaults } from './disk.ts';
import type { DeviceStorage } from './device-storage.ts';
import { countOutside } from './scheduler.ts';

/** How a transaction ends in a browser that is not well, by the name of its DOMException. */
export type Breakage = 'QuotaExceededError' | 'InvalidStateError' | 'UnknownError' | 'AbortError';

export interface IdbDiskOptions {
  /** Asked for each transaction, and for the one that takes its place when the store tries once more. */
  readonly breakage?: (mode: 'read' | 'write') => Breakage | undefined;
}

const BREAKAGES = { quota: 'QuotaExceededError', lost: 'InvalidStateError' } as const;

export class IdbDisk implements DeviceStorage {
  #factory = new IDBFactory();
  readonly #shown = new Map<string, Map<string, unknown>>();
  readonly #connections = new Map<string, Set<IDBDatabase>>();
  readonly #options: IdbDiskOptions;
  onCommit: (name: string, change: CommittedWrite) => void = () => undefined;

  constructor(options: IdbDiskOptions = {}) {
    this.#options = options;
  }

  open(name: string, faults: DiskFaults): RecordStore {
    /** What ends every try of the transaction that is running, if anything does. */
    let fate: Breakage | undefined;
    const store = createIdbRecordStore(name, {
      indexedDB: this.#watchedFactory(name, (mode) => fate ?? this.#options.breakage?.(mode)),
      keyRange: IDBKeyRange,
      // An open that hangs is database.test.ts's.
      after: () => () => undefined,
    });
    const decide = (mode: 'read' | 'write'): void => {
      const failure = faults.failure(mode);
      fate = failure && (failure.kind === 'quota' ? BREAKAGES.quota : BREAKAGES.lost);
    };
    return {
      read: async (work) => {
        await faults.gate('begin');
        const result = await inOneEvent(() => {
          decide('read');
          return store.read(work);
        });
        await faults.gate('commit');
        return result;
      },
      write: async (durability, work) => {
        await faults.gate('begin');
        const written = new Map<string, unknown>();
        const result = await inOneEvent(() => {
          decide('write');
          return store.write(durability, (records) => work(noted(records, written)));
        });
        this.#show(name, written, durability);
        await faults.gate('commit');
        return result;
      },
      close: () => store.close(),
    };
  }

  wipe(): void {
    this.#factory = new IDBFactory();
    this.#shown.clear();
    this.#connections.clear();
  }

  peek(name: string): ReadonlyMap<string, unknown> {
    return this.#shown.get(name) ?? new Map();
  }

  get storeNames(): readonly string[] {
    return [...this.#shown.keys()];
  }

  /** The browser closes every connection to the store. */
  dropConnections(name: string): void {
    for (const connection of this.#connections.get(name) ?? []) {
      forceCloseDatabase(connection as never);
    }
    this.#connections.delete(name);
  }

  #watchedFactory(name: string, breakageOf: NonNullable<IdbDiskOptions['breakage']>): IDBFactory {
    const connections = this.#connections.get(name) ?? new Set();
    this.#connections.set(name, connections);
    const watch = (connection: IDBDatabase): void => {
      connections.add(connection);
      breakTransactions(connection, breakageOf);
    };
    const factory = this.#factory;
    const open: IDBFactory['open'] = (storeName) => {
      const request = factory.open(storeName);
      request.addEventListener('success', () => watch(request.result));
      return request;
    };
    return Object.assign(Object.create(factory), { open }) as IDBFactory;
  }

  #show(name: string, written: ReadonlyMap<string, unknown>, durability: Durability): void {
    const records = this.#shown.get(name) ?? new Map<string, unknown>();
    this.#shown.set(name, records);
    const put = new Map<string, unknown>();
    const gone = new Map<string, unknown>();
    const replaced = new Map<string, unknown>();
    for (const [key, value] of written) {
      if (value !== GONE) {
        put.set(key, value);
        if (records.has(key)) replaced.set(key, records.get(key));
        records.set(key, value);
      } else if (records.has(key)) {
        gone.set(key, records.get(key));
        records.delete(key);
      }
    }
    this.onCommit(name, { put, gone, replaced, durability });
  }
}

const GONE = Symbol('gone');

/** Notes what the work writes; work that runs a second time begins a new note. */
function noted(records: Writer, written: Map<string, unknown>): Writer {
  written.clear();
  return {
    ...records,
    put: (key, value) => {
      records.put(key, value);
      written.set(key, structuredClone(value));
    },
    delete: (key) => {
      records.delete(key);
      written.set(key, GONE);
    },
  };
}

function breakTransactions(
  connection: IDBDatabase,
  breakageOf: NonNullable<IdbDiskOptions['breakage']>,
): void {
  const begin = connection.transaction.bind(connection);
  connection.transaction = (names, mode, options) => {
    const breakage = breakageOf(mode === 'readonly' ? 'read' : 'write');
    if (breakage === 'InvalidStateError') throw new DOMException('closed', breakage);
    const transaction = begin(names, mode, options);
    if (!breakage) return transaction;
    const fail = (): void => (transaction as unknown as Abortable)._abort(breakage);
    // A full disk, and most that else goes wrong with a write, is told of by the end of the transaction.
    if (mode === 'readonly') void Promise.resolve().then(fail);
    else transaction.commit = fail;
    return transaction;
  };
}

/** How the imitation ends a transaction with an error of the browser's own. */
interface Abortable {
  readonly _abort: (errorName: string) => void;
}

/** The imitation takes several turns of the real event loop for a transaction; none of them is an event of the run. */
function inOneEvent<T>(work: () => Promise<T>): Promise<T> {
  return countOutside(settled(work()));
}

async function settled<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } finally {
    // What the imitation still does when a transaction has ended.
    for (let turn = 0; turn < TURNS_TO_REST; turn += 1) {
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }
}

const TURNS_TO_REST = 3;
