/** The plain peer: one record for each to-do, by idb-keyval's own functions. */

import { entries, promisifyRequest, set, setMany } from 'idb-keyval';
import type { ItemId } from '../domain/ids.ts';
import { mergeItem } from '../domain/merge.ts';
import type { Item } from '../domain/register.ts';
import type { Database } from '../replica/database.ts';
import { SCREEN } from './storage-layout.ts';
import type { PlacedTodo, StorageLayout } from './storage-layout.ts';

export function recordLayout({ useStore, close }: Database): StorageLayout {
  const relaxed = useStore('relaxed');
  return {
    writeAll: (todos) =>
      setMany(
        todos.map((todo): [string, Item] => [todo.id, todo]),
        relaxed,
      ),
    readAll: async () => new Map(await entries<ItemId, Item>(relaxed)),
    readFirstScreen: () =>
      relaxed('readonly', async (store) => {
        const first = await promisifyRequest<unknown[]>(store.getAll(undefined, SCREEN));
        return first.length;
      }),
    changeOne: ({ todo }) => set(todo.id, todo, useStore('strict')),
    receive: (todos) => Promise.resolve(() => relaxed('readwrite', (store) => merge(todos, store))),
    close,
  };
}

async function merge(todos: readonly PlacedTodo[], store: IDBObjectStore): Promise<void> {
  const held = await Promise.all(
    todos.map(({ todo }) => promisifyRequest<Item | undefined>(store.get(todo.id))),
  );
  for (const [at, { todo }] of todos.entries()) {
    const before = held[at];
    store.put(before ? mergeItem(before, todo) : todo, todo.id);
  }
  await promisifyRequest(store.transaction);
}
