/** What a browser holds, read past the app: IndexedDB by its own keys and the sync lock, in a page or in the worker. */

import type { Page, Worker } from 'playwright-core';
import type { ItemId } from '../../domain/ids.ts';
import type { Item } from '../../domain/register.ts';
import type { JournalEntry } from '../../replica/journal.ts';
import { readItems } from '../../replica/local-items.ts';
import type { Reader } from '../../replica/record-store.ts';
import { readMeta } from '../../replica/records.ts';

/** A page or a worker in whatever browser. */
export interface Readable {
  readonly evaluate: (
    run: (prefix: string) => Promise<[string, unknown][]>,
    prefix: string,
  ) => Promise<[string, unknown][]>;
}

/** The sync journal, oldest first. */
export async function storedJournal(where: Readable): Promise<readonly JournalEntry[]> {
  return (await storedRecords(where, 'attempt/')).map(([, entry]) => entry as JournalEntry);
}

/** How many records wait in the outbox. */
export async function storedOutbox(where: Readable): Promise<number> {
  return (await storedRecords(where, 'edit/')).length;
}

/** The to-dos of the Inbox as this device holds them, sent or not. */
export async function storedItems(where: Readable): Promise<ReadonlyMap<ItemId, Item>> {
  const records = await storedRecords(where, '');
  const below = (prefix: string): typeof records =>
    records.filter(([key]) => key.startsWith(prefix));
  const reader: Reader = {
    get: async (key) => records.find(([name]) => name === key)?.[1],
    entries: async (prefix) => below(prefix),
    keys: async (prefix) => below(prefix).map(([key]) => key),
    lastKey: async (prefix) => below(prefix).at(-1)?.[0],
  };
  const meta = await readMeta(reader);
  return meta ? readItems(reader, meta.inboxId) : new Map();
}

/** Whether any context of the browser is syncing or waits for its turn. */
export async function isSyncing(where: Page | Worker): Promise<boolean> {
  return 'goto' in where ? where.evaluate(hasLock) : where.evaluate(hasLock);
}

/** Keys and records of the current account whose key begins so; none where nothing was ever stored. */
async function storedRecords(
  where: Readable,
  prefix: string,
): Promise<readonly (readonly [key: string, record: unknown])[]> {
  return where.evaluate(readRecords, prefix);
}

async function hasLock(): Promise<boolean> {
  const { held = [], pending = [] } = await navigator.locks.query();
  return held.length + pending.length > 0;
}

/** Runs in the browser, so it can use nothing from outside itself. */
async function readRecords(prefix: string): Promise<[string, unknown][]> {
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('no reason')));
    });
  const inStore = async <T>(
    name: string,
    read: (store: IDBObjectStore) => Promise<T>,
  ): Promise<T | undefined> => {
    // Opening a database that is not there would make it.
    const known = await indexedDB.databases();
    if (!known.some((database) => database.name === name)) return undefined;
    const database = await settled(indexedDB.open(name));
    try {
      if (!database.objectStoreNames.contains('records')) return undefined;
      return await read(database.transaction('records').objectStore('records'));
    } finally {
      database.close();
    }
  };
  const current = await inStore<unknown>('holdfast', (store) => settled(store.get('current')));
  if (typeof current !== 'object' || current === null || !('accountId' in current)) return [];
  const found = await inStore(`holdfast-${String(current.accountId)}`, async (store) => {
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    const keys = settled(store.getAllKeys(range));
    const values = await settled<unknown[]>(store.getAll(range));
    return (await keys).map((key, at): [string, unknown] => [
      typeof key === 'string' ? key : '',
      values[at],
    ]);
  });
  return found ?? [];
}
