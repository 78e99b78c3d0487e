/** One way to keep to-dos in IndexedDB: what every contestant of the storage benchmark can do. */

import type { ItemId } from '../domain/ids.ts';
import type { Item } from '../domain/register.ts';

export interface StorageLayout {
  /** Stores all of them in an empty database. */
  readonly writeAll: (todos: readonly Item[]) => Promise<void>;
  /** Everything stored, ready to be looked up by id. */
  readonly readAll: () => Promise<ReadonlyMap<ItemId, Item>>;
  /** At least a screen of to-dos, whatever is the least this layout can read for it. Answers how many. */
  readonly readFirstScreen: () => Promise<number>;
  /** Completes a to-do; resolves when that is on the disk. */
  readonly changeOne: (todo: PlacedTodo) => Promise<void>;
  /** Gets ready to merge to-dos that came from elsewhere into those that are stored; the answer does it. */
  readonly receive: (todos: readonly PlacedTodo[]) => Promise<() => Promise<void>>;
  /** Housekeeping, in a layout that needs it. */
  readonly fold?: () => Promise<void>;
  readonly close: () => void;
}

/** A to-do and its place in the order in which all were written. */
export interface PlacedTodo {
  readonly at: number;
  readonly todo: Item;
}

/** As many rows as a tall screen shows. */
export const SCREEN = 50;
