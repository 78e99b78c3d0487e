/**
 * An IndexedDB connection as an idb-keyval store: `(mode, callback) => promise`.
 *
 * idb-keyval's own createStore opens lazily and reopens after a clean close, but it keeps a connection that throws,
 * never yields to another tab's upgrade or deletion, waits for ever on an open that hangs, and leaves durability to the
 * browser's default. This one forgets such a connection, reopens and runs the callback once more; it never repeats
 * work that has committed.
 */

import type { UseStore } from 'idb-keyval';
import type { Durability } from './record-store.ts';
import {
  StorageError,
  isConnectionLoss,
  openingErrorFrom,
  storageErrorFrom,
} from './storage-error.ts';

export interface Database {
  readonly useStore: (durability: Durability) => UseStore;
  readonly close: () => void;
}

export interface DatabaseWorld {
  /** Absent where the person or a policy has switched it off. */
  readonly indexedDB: IDBFactory | null | undefined;
  readonly after: (delayMs: number, task: () => void) => () => void;
}

/** Safari has returned requests that never settle (https://bugs.webkit.org/show_bug.cgi?id=226547); a second one did. */
const OPEN_PATIENCE_MS = 3000;
const OPEN_TRIES = 3;
/** Safari has left transactions hanging: https://github.com/jakearchibald/idb-keyval/issues/180 */
const TRANSACTION_PATIENCE_MS = 6000;
const STORE = 'records';

export function createDatabase(name: string, world: DatabaseWorld): Database {
  let connection: Promise<IDBDatabase> | undefined;

  const forget = (): void => {
    const forgotten = connection;
    connection = undefined;
    forgotten?.then(
      (database) => database.close(),
      () => undefined,
    );
  };

  const connect = (): Promise<IDBDatabase> => {
    connection ??= openWithPatience(name, world, forget).catch((error: unknown) => {
      connection = undefined;
      throw openingErrorFrom(error);
    });
    return connection;
  };

  const run = async <T>(
    mode: IDBTransactionMode,
    durability: Durability,
    callback: (store: IDBObjectStore) => T | PromiseLike<T>,
  ): Promise<T> => {
    const database = await connect();
    const transaction = database.transaction(STORE, mode, { durability });
    let cancel: () => void = () => undefined;
    const impatience = new Promise<never>((_, reject) => {
      cancel = world.after(TRANSACTION_PATIENCE_MS, () => {
        reject(new DOMException('The transaction does not end.', 'AbortError'));
        abort(transaction);
      });
    });
    try {
      return await Promise.race([callback(transaction.objectStore(STORE)), impatience]);
    } finally {
      cancel();
    }
  };

  return {
    useStore: (durability) => async (mode, callback) => {
      try {
        return await run(mode, durability, callback);
      } catch (error) {
        if (!isConnectionLoss(error)) throw storageErrorFrom(error);
      }
      forget();
      try {
        return await run(mode, durability, callback);
      } catch (error) {
        forget();
        throw storageErrorFrom(error);
      }
    },
    close: forget,
  };
}

async function openWithPatience(
  name: string,
  world: DatabaseWorld,
  onGone: () => void,
): Promise<IDBDatabase> {
  for (let attempt = 1; attempt <= OPEN_TRIES; attempt += 1) {
    const database = await openOnce(name, world, onGone);
    if (database) return database;
  }
  throw new StorageError('blocked');
}

/** The opened database, or undefined when the browser did not answer in time. */
function openOnce(
  name: string,
  { indexedDB, after }: DatabaseWorld,
  onGone: () => void,
): Promise<IDBDatabase | undefined> {
  return new Promise((resolve, reject) => {
    if (!indexedDB) throw new StorageError('denied');
    // Without a version, so that older code can open what newer code has upgraded.
    const request = indexedDB.open(name);
    let isLate = false;
    const cancel = after(OPEN_PATIENCE_MS, () => {
      isLate = true;
      resolve(undefined);
    });
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(STORE));
    request.addEventListener('error', () => {
      cancel();
      reject(request.error ?? new StorageError('lost'));
    });
    request.addEventListener('success', () => {
      cancel();
      const database = request.result;
      if (isLate) return database.close();
      database.addEventListener('close', onGone);
      // Another tab wants to delete or upgrade: holding on would block it for ever.
      database.addEventListener('versionchange', onGone);
      return resolve(database);
    });
  });
}

/** Ends a transaction that may have ended already. */
export function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has.
  }
}
