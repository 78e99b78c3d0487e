/** A {@link RecordStore} in IndexedDB, on idb-keyval's store function. */

import { promisifyRequest } from 'idb-keyval';
import { abort, createDatabase } from './database.ts';
import type { DatabaseWorld } from './database.ts';
import type { Reader, RecordStore, Writer } from './record-store.ts';

export interface IdbWorld extends DatabaseWorld {
  readonly keyRange: typeof IDBKeyRange;
}

export function createIdbRecordStore(name: string, world: IdbWorld): RecordStore {
  const database = createDatabase(name, world);
  return {
    read: (work) =>
      database.useStore('relaxed')('readonly', (store) => work(readerOf(store, world))),
    write: (durability, work) =>
      database.useStore(durability)('readwrite', async (store) => {
        const complete = completionOf(store.transaction);
        // Looked at below; without this a failing `work` would leave it unhandled.
        complete.catch(() => undefined);
        try {
          const result = await work(writerOf(store, world));
          // A frozen tab would otherwise hold the lock until it wakes up.
          store.transaction.commit?.();
          await complete;
          return result;
        } catch (error) {
          abort(store.transaction);
          // The transaction's own error tells more than the request's: a full disk says so only there.
          throw store.transaction.error ?? error;
        }
      }),
    close: database.close,
  };
}

function readerOf(store: IDBObjectStore, { keyRange }: IdbWorld): Reader {
  const range = (prefix: string): IDBKeyRange => keyRange.bound(prefix, `${prefix}\uffff`);
  const keys = async (prefix: string): Promise<readonly string[]> =>
    (await promisifyRequest(store.getAllKeys(range(prefix)))).map(String);
  return {
    get: (key) => promisifyRequest<unknown>(store.get(key)),
    keys,
    entries: async (prefix) => {
      const values = promisifyRequest<unknown[]>(store.getAll(range(prefix)));
      const [names, found] = await Promise.all([keys(prefix), values]);
      return names.map((name, at) => [name, found[at]] as const);
    },
    lastKey: async (prefix) => {
      const cursor = await promisifyRequest(store.openKeyCursor(range(prefix), 'prev'));
      return typeof cursor?.key === 'string' ? cursor.key : undefined;
    },
  };
}

function writerOf(store: IDBObjectStore, world: IdbWorld): Writer {
  return {
    ...readerOf(store, world),
    put: (key, value) => void store.put(value, key),
    delete: (key) => void store.delete(key),
  };
}

/** idb-keyval's promisifyRequest would reject at a request's error, before the transaction knows its own. */
function completionOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () =>
      reject(
        transaction.error ?? new DOMException('The transaction did not complete.', 'AbortError'),
      ),
    );
  });
}
