/** What a piece of work asks of IndexedDB to write, counted at the prototypes: exact, whatever the machine is doing. */

export interface WriteCount {
  readonly transactions: number;
  readonly puts: number;
  readonly deletes: number;
  /** What was put, as `[key, value]`. */
  readonly records: readonly (readonly [key: IDBValidKey | undefined, value: unknown])[];
}

/** Counts while the work runs. Nothing else may write meanwhile. */
export async function countWrites(
  world: {
    readonly IDBDatabase: typeof IDBDatabase;
    readonly IDBObjectStore: typeof IDBObjectStore;
  },
  work: () => Promise<void>,
): Promise<WriteCount> {
  const count = {
    transactions: 0,
    puts: 0,
    deletes: 0,
    records: [] as WriteCount['records'][number][],
  };
  const database = world.IDBDatabase.prototype;
  const store = world.IDBObjectStore.prototype;
  // Called on their own receiver below.
  // oxlint-disable-next-line typescript/unbound-method
  const { transaction } = database;
  // oxlint-disable-next-line typescript/unbound-method
  const { put, delete: remove } = store;
  database.transaction = function counted(this: IDBDatabase, ...given) {
    if (given[1] === 'readwrite') count.transactions += 1;
    return transaction.apply(this, given);
  };
  store.put = function counted(this: IDBObjectStore, value: unknown, key) {
    count.puts += 1;
    count.records.push([key, value]);
    return put.call(this, value, key);
  };
  store.delete = function counted(this: IDBObjectStore, key) {
    count.deletes += 1;
    return remove.call(this, key);
  };
  try {
    await work();
  } finally {
    Object.assign(database, { transaction });
    Object.assign(store, { put, delete: remove });
  }
  return count;
}
