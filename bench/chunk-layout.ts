/**
 * Peers that keep many to-dos in a record and rewrite the record to change one: as JSON, or in columns.
 *
 * They know from memory which chunk a to-do is in, which flatters them: two tabs would have to agree on it.
 */

import { promisifyRequest } from 'idb-keyval';
import type { ItemId } from '../domain/ids.ts';
import { mergeItem } from '../domain/merge.ts';
import type { Item, Json, Register } from '../domain/register.ts';
import type { Stamp } from '../domain/stamp.ts';
import type { Database } from '../replica/database.ts';
import type { PlacedTodo, StorageLayout } from './storage-layout.ts';

export interface ChunkCodec<Chunk> {
  readonly rows: number;
  readonly encode: (todos: readonly Item[]) => Chunk;
  readonly decode: (chunk: Chunk) => readonly Item[];
}

export const jsonChunks: ChunkCodec<string> = {
  rows: 256,
  encode: (todos) => JSON.stringify(todos),
  decode: (chunk) => JSON.parse(chunk) as readonly Item[],
};

/** One array for each field of the to-dos, as a table would have it. */
interface ColumnChunk {
  readonly ids: readonly ItemId[];
  readonly revs: readonly number[];
  readonly columns: Readonly<Record<string, ColumnOfChunk>>;
}

/** Where a to-do lacks the register its stamp is undefined. */
interface ColumnOfChunk {
  readonly values: (Json | undefined)[];
  readonly stamps: (Stamp | undefined)[];
}

export const columnChunks: ChunkCodec<ColumnChunk> = {
  rows: 1024,
  encode: (todos) => {
    const columns: Record<string, ColumnOfChunk> = {};
    for (const key of new Set(todos.flatMap(({ registers }) => Object.keys(registers)))) {
      columns[key] = {
        values: todos.map(({ registers }) => registers[key]?.[0]),
        stamps: todos.map(({ registers }) => registers[key]?.[1]),
      };
    }
    return { ids: todos.map(({ id }) => id), revs: todos.map(({ rev }) => rev), columns };
  },
  decode: ({ ids, revs, columns }) => {
    const registers = ids.map((): Record<string, Register> => ({}));
    for (const [key, { values, stamps }] of Object.entries(columns)) {
      for (const [row, stamp] of stamps.entries()) {
        const held = registers[row];
        if (held && stamp !== undefined) held[key] = [values[row] ?? null, stamp];
      }
    }
    return ids.map((id, row) => ({ id, rev: revs[row] ?? 0, registers: registers[row] ?? {} }));
  },
};

export function chunkLayout<Chunk>(
  { useStore, close }: Database,
  codec: ChunkCodec<Chunk>,
): StorageLayout {
  const relaxed = useStore('relaxed');
  const rewrite = (todos: readonly PlacedTodo[], store: IDBObjectStore): Promise<void> =>
    rewriteChunks(codec, todos, store);
  return {
    writeAll: (todos) =>
      relaxed('readwrite', async (store) => {
        for (let first = 0; first < todos.length; first += codec.rows) {
          const chunk = codec.encode(todos.slice(first, first + codec.rows));
          store.put(chunk, first / codec.rows);
        }
        await promisifyRequest(store.transaction);
      }),
    readAll: () =>
      relaxed('readonly', async (store) => {
        const held = new Map<ItemId, Item>();
        for (const chunk of await promisifyRequest<Chunk[]>(store.getAll())) {
          for (const todo of codec.decode(chunk)) held.set(todo.id, todo);
        }
        return held;
      }),
    readFirstScreen: () =>
      relaxed('readonly', async (store) => {
        return codec.decode(await promisifyRequest<Chunk>(store.get(0))).length;
      }),
    changeOne: (todo) => useStore('strict')('readwrite', (store) => rewrite([todo], store)),
    receive: (todos) =>
      Promise.resolve(() => relaxed('readwrite', (store) => rewrite(todos, store))),
    close,
  };
}

async function rewriteChunks<Chunk>(
  { rows, encode, decode }: ChunkCodec<Chunk>,
  todos: readonly PlacedTodo[],
  store: IDBObjectStore,
): Promise<void> {
  const changes = Map.groupBy(todos, ({ at }) => Math.floor(at / rows));
  for (const [number, changed] of changes) {
    const chunk = [...decode(await promisifyRequest<Chunk>(store.get(number)))];
    for (const { at, todo } of changed) {
      const before = chunk[at % rows];
      chunk[at % rows] = before ? mergeItem(before, todo) : todo;
    }
    store.put(encode(chunk), number);
  }
  store.transaction.commit();
  await promisifyRequest(store.transaction);
}
