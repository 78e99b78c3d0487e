/**
 * Records under string keys, changed in atomic transactions: all that the replica asks of a storage.
 *
 * Inside a transaction only its own methods may be awaited; IndexedDB commits as soon as nothing is left to do. The
 * work may run a second time when the connection was lost before it committed, so it must not change anything outside.
 */
export interface RecordStore {
  readonly read: <T>(work: (records: Reader) => Promise<T>) => Promise<T>;
  /**
   * Resolves when the transaction is complete. `strict` waits for the disk, for what only this device knows; `relaxed`
   * is for what the server could send again.
   *
   * @throws {StorageError} when nothing was stored.
   */
  readonly write: <T>(durability: Durability, work: (records: Writer) => Promise<T>) => Promise<T>;
  readonly close: () => void;
}

export type Durability = 'strict' | 'relaxed';

export interface Reader {
  readonly get: (key: string) => Promise<unknown>;
  /** Key and value of every record whose key begins with the prefix, in key order. */
  readonly entries: (
    prefix: string,
  ) => Promise<readonly (readonly [key: string, value: unknown])[]>;
  readonly keys: (prefix: string) => Promise<readonly string[]>;
  /** The last key that begins with the prefix. */
  readonly lastKey: (prefix: string) => Promise<string | undefined>;
}

export interface Writer extends Reader {
  readonly put: (key: string, value: unknown) => void;
  readonly delete: (key: string) => void;
}
