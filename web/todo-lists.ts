/** The lists on the screen, read from the items in memory. */

import type { ItemId } from '../domain/ids.ts';
import type { Item } from '../domain/register.ts';
import { compareTodos, todoFromItem } from '../domain/todo.ts';
import type { Todo } from '../domain/todo.ts';

export interface TodoLists {
  /** Neither done nor in Trash, in the person's order. */
  readonly open: readonly Todo[];
  /** Newest completed first. */
  readonly done: readonly Todo[];
  /** Newest trashed first. */
  readonly trashed: readonly Todo[];
}

export const NO_TODOS: TodoLists = { open: [], done: [], trashed: [] };

export function listTodos(items: ReadonlyMap<ItemId, Item>): TodoLists {
  const open: Todo[] = [];
  const done: Todo[] = [];
  const trashed: Todo[] = [];
  for (const item of items.values()) {
    const todo = todoOf(item);
    if (!todo) continue;
    if (todo.isTrashed) trashed.push(todo);
    else if (todo.isDone) done.push(todo);
    else open.push(todo);
  }
  return {
    open: open.toSorted(compareTodos),
    done: done.toSorted((a, b) => b.doneMs - a.doneMs || compareTodos(a, b)),
    trashed: trashed.toSorted((a, b) => b.trashedMs - a.trashedMs || compareTodos(a, b)),
  };
}

/** The to-do in an item; the same object as long as the item is the same, so that rows can tell what changed. */
export function todoOf(item: Item): Todo | undefined {
  if (!todoByItem.has(item)) todoByItem.set(item, todoFromItem(item));
  return todoByItem.get(item);
}

const todoByItem = new WeakMap<Item, Todo | undefined>();
