/**
 * Edits that this device's storage refuses: kept in memory, and laid over its stores as if they were in their outboxes.
 *
 * Whatever reads a store through here sees them, so a sync sends them all the same; one that is written or deleted
 * through here is let go when the storage has done so, and not before.
 */

import type { AccountId } from '../domain/ids.ts';
import { storeName } from './account.ts';
import type { Storage } from './account.ts';
import type { Committed, EditTarget, NewEdit } from './edit.ts';
import { AccountMovedError, commitEdits } from './edit.ts';
import { latestClock, newMeta } from './meta.ts';
import type { Mirror } from './mirror.ts';
import type { Ports } from './ports.ts';
import type { Reader, RecordStore, Writer } from './record-store.ts';
import { isEditRecord, isMeta, keys, readMeta } from './records.ts';
import type { EditRecord, Meta } from './records.ts';
import { stampsIn } from './stamps-in.ts';
import { StorageError } from './storage-error.ts';

/** A second place on the device, for the time that the first one fails. It may refuse too, silently. */
export interface HeldBackup {
  /** The records kept for a store, by key; what they are is for the reader to check. */
  readonly ofStore: (store: string) => readonly (readonly [key: string, record: unknown])[];
  readonly put: (store: string, key: string, record: EditRecord) => void;
  readonly delete: (store: string, key: string) => void;
}

type Records = ReadonlyMap<string, EditRecord>;

const NONE: Records = new Map();

export class HeldEdits {
  readonly #backup: HeldBackup;
  readonly #recordsByStore = new Map<string, Map<string, EditRecord>>();
  /** As last read, so that an edit can be stamped while nothing can be read. */
  readonly #metaByStore = new Map<string, Meta>();

  constructor(backup: HeldBackup) {
    this.#backup = backup;
  }

  of(account: AccountId): Records {
    return this.#ofStore(storeName(account));
  }

  /** The same storage, with what is held laid over each of its stores. */
  over(storage: Storage): Storage {
    return { openStore: (name) => this.#over(name, storage.openStore(name)) };
  }

  /** Holds edits, stamped as {@link commitEdits} would. */
  async commit(
    ports: Ports,
    mirror: Mirror,
    target: EditTarget,
    edits: readonly NewEdit[],
  ): Promise<Committed> {
    const name = storeName(target.account.accountId);
    const known = this.#metaByStore.get(name) ?? newMeta(target.account);
    const meta = { ...known, clock: latestClock(known.clock, stampsIn(mirror)) };
    const account = { ...target.account, store: storeInMemory(meta) };
    const committed = await commitEdits(ports, { ...target, account }, edits);
    for (const [key, record] of committed) {
      this.#hold(name, key, record);
      this.#backup.put(name, key, record);
    }
    return committed;
  }

  /**
   * Stores what is held for an account, through its store opened over this. Answers the keys.
   *
   * @throws {StorageError} when the device still refuses
   * @throws {AccountMovedError} when the account is not the current one any more
   */
  async store(accountId: AccountId, store: RecordStore): Promise<readonly string[]> {
    return store.write('strict', async (records) => {
      const meta = await readMeta(records);
      if (!meta) throw new StorageError('wiped');
      if (meta.movedTo) throw new AccountMovedError('the account was moved');
      const held = [...this.of(accountId)];
      for (const [key, record] of held) records.put(key, record);
      return held.map(([key]) => key);
    });
  }

  #ofStore(name: string): Records {
    return this.#recordsByStore.get(name) ?? NONE;
  }

  /** What an earlier page of this browser held and could not store before it ended. */
  #takeOver(name: string): void {
    if (this.#recordsByStore.has(name)) return;
    this.#recordsByStore.set(name, new Map());
    for (const [key, record] of this.#backup.ofStore(name)) {
      if (isEditRecord(record)) this.#hold(name, key, record);
    }
  }

  #hold(name: string, key: string, record: EditRecord): void {
    const held = this.#recordsByStore.get(name) ?? new Map<string, EditRecord>();
    held.set(key, record);
    this.#recordsByStore.set(name, held);
  }

  #letGo(name: string, key: string): void {
    if (this.#recordsByStore.get(name)?.delete(key)) this.#backup.delete(name, key);
  }

  #over(name: string, store: RecordStore): RecordStore {
    this.#takeOver(name);
    return {
      read: (work) => store.read((records) => work(this.#reader(name, records, new Set()))),
      write: async (durability, work) => {
        let settled = new Set<string>();
        const result = await store.write(durability, (records) => {
          // Anew each time: the work may run twice.
          settled = new Set();
          return work(this.#writer(name, records, settled));
        });
        for (const key of settled) this.#letGo(name, key);
        return result;
      },
      close: store.close,
    };
  }

  #writer(name: string, records: Writer, settled: Set<string>): Writer {
    return {
      ...this.#reader(name, records, settled),
      put: (key, value) => {
        settled.add(key);
        records.put(key, value);
      },
      delete: (key) => {
        settled.add(key);
        records.delete(key);
      },
    };
  }

  /** @param settled keys of which the store itself knows better */
  #reader(name: string, records: Reader, settled: ReadonlySet<string>): Reader {
    const laidOver = (prefix: string): readonly (readonly [string, EditRecord])[] =>
      [...this.#ofStore(name)].filter(([key]) => key.startsWith(prefix) && !settled.has(key));
    return {
      get: async (key) => {
        const held = settled.has(key) ? undefined : this.#ofStore(name).get(key);
        if (held) return held;
        const found = await records.get(key);
        if (key === keys.meta && isMeta(found)) this.#metaByStore.set(name, found);
        return found;
      },
      keys: async (prefix) => {
        const found = await records.keys(prefix);
        const held = laidOver(prefix).map(([key]) => key);
        return held.length > 0 ? [...new Set([...found, ...held])].toSorted() : found;
      },
      entries: async (prefix) => {
        const found = await records.entries(prefix);
        const held = laidOver(prefix);
        if (held.length === 0) return found;
        return [...new Map<string, unknown>([...found, ...held])].toSorted(byKey);
      },
      lastKey: async (prefix) => {
        const found = await records.lastKey(prefix);
        const held = laidOver(prefix).map(([key]) => key);
        return [found, ...held]
          .filter((key) => key !== undefined)
          .toSorted()
          .at(-1);
      },
    };
  }
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** Nothing but a meta record: an edit is stamped by it, and what it would put is answered, not kept. */
function storeInMemory(meta: Meta): RecordStore {
  const writer: Writer = {
    get: async (key) => (key === keys.meta ? meta : undefined),
    keys: async () => [],
    entries: async () => [],
    lastKey: async () => undefined,
    put: () => undefined,
    delete: () => undefined,
  };
  return { read: (work) => work(writer), write: (_, work) => work(writer), close: () => undefined };
}
