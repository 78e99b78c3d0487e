/** What a page does about its storage beside the database: a second place for what that refuses, room, a promise. */

import type { HeldBackup } from '../replica/held-edits.ts';

const START = 'holdfast-held/';

/** In localStorage, which browsers keep elsewhere: it has been seen to work where IndexedDB does not. */
export const heldBackup: HeldBackup = {
  ofStore: (store) => {
    const start = keyOf(store, '');
    const found: (readonly [string, unknown])[] = [];
    quietly(() => {
      for (const name of Object.keys(localStorage)) {
        if (!name.startsWith(start)) continue;
        found.push([name.slice(start.length), JSON.parse(localStorage.getItem(name) ?? 'null')]);
      }
    });
    return found;
  },
  put: (store, key, record) =>
    quietly(() => localStorage.setItem(keyOf(store, key), JSON.stringify(record))),
  delete: (store, key) => quietly(() => localStorage.removeItem(keyOf(store, key))),
};

/** Deletes the copies of the app itself, which the server has too. Answers whether there were any. */
export async function dropShells(): Promise<boolean> {
  try {
    const names = await caches.keys();
    const dropped = await Promise.all(names.map((name) => caches.delete(name)));
    return dropped.includes(true);
  } catch {
    return false;
  }
}

/** Whether the browser has promised to keep this site's data; it may not know. */
export async function isPersisted(): Promise<boolean> {
  return (await navigator.storage?.persisted?.().catch(() => false)) ?? false;
}

/** Asks it to. What it says is to be seen at any time. */
export async function askToPersist(): Promise<void> {
  await navigator.storage?.persist?.().catch(() => false);
}

function keyOf(store: string, key: string): string {
  return `${START}${store}/${key}`;
}

/** A browser that allows no storage, or is out of room here too. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // It was only the second place.
  }
}
