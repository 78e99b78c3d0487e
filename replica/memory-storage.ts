/** Stores that last as long as their page, for a browser that lets it keep nothing. */

import type { Storage } from './account.ts';
import type { Reader, RecordStore, Writer } from './record-store.ts';

/** Opens stores in memory; the same name opens the same store. */
export function createMemoryStorage(): Storage {
  const stores = new Map<string, RecordStore>();
  return {
    openStore: (name) => {
      const store = stores.get(name) ?? createStore();
      stores.set(name, store);
      return store;
    },
  };
}

function createStore(): RecordStore {
  let committed: ReadonlyMap<string, unknown> = new Map();
  /** One write at a time, so that none works on what another has yet to commit. */
  let turn: Promise<unknown> = Promise.resolve();
  return {
    read: (work) => work(readerOf(committed)),
    write: (_, work) => {
      const written = turn.then(async () => {
        const draft = new Map(committed);
        const result = await work(writerOf(draft));
        committed = draft;
        return result;
      });
      turn = written.catch(() => undefined);
      return written;
    },
    close: () => undefined,
  };
}

/** What is read is a copy, as from a disk: whoever changes it changes nothing here. */
function readerOf(records: ReadonlyMap<string, unknown>): Reader {
  const keysFrom = (prefix: string): readonly string[] =>
    [...records.keys()].filter((key) => key.startsWith(prefix)).toSorted();
  return {
    get: async (key) => structuredClone(records.get(key)),
    keys: async (prefix) => keysFrom(prefix),
    entries: async (prefix) =>
      keysFrom(prefix).map((key) => [key, structuredClone(records.get(key))] as const),
    lastKey: async (prefix) => keysFrom(prefix).at(-1),
  };
}

function writerOf(draft: Map<string, unknown>): Writer {
  return {
    ...readerOf(draft),
    put: (key, value) => void draft.set(key, structuredClone(value)),
    delete: (key) => void draft.delete(key),
  };
}
