/** The floor under every durable change: one put in one strict transaction, with nothing around it. */

/** Opens a connection of its own to a database that exists. The answer resolves when the value is on the disk. */
export async function openRawPut(
  database: string,
  store: string,
): Promise<(key: string, value: unknown) => Promise<void>> {
  const connection = await open(database);
  return (key, value) =>
    new Promise((resolve, reject) => {
      const transaction = connection.transaction(store, 'readwrite', { durability: 'strict' });
      transaction.addEventListener('complete', () => resolve());
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('abort')));
      transaction.objectStore(store).put(value, key);
      transaction.commit();
    });
}

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.addEventListener('error', () => reject(request.error ?? new Error('open')));
    request.addEventListener('success', () => {
      // Or the database could not be deleted for the next round.
      request.result.addEventListener('versionchange', () => request.result.close());
      resolve(request.result);
    });
  });
}
