/**
 * What a person asked for, on its way up to `holdfast-app`, the only listener that has it done.
 *
 * One that changes data carries `saved` back, set while it is handled: whether the change is durable on this device.
 */

import type { ItemId } from '../domain/ids.ts';
import type { TodoChange } from '../domain/todo.ts';

abstract class Intent extends Event {
  saved = Promise.resolve(false);

  constructor(type: string) {
    super(type, { bubbles: true, composed: true });
  }
}

export class AddTodosEvent extends Intent {
  readonly titles: readonly string[];

  constructor(titles: readonly string[]) {
    super('add-todos');
    this.titles = titles;
  }
}

export class ChangeTodoEvent extends Intent {
  readonly todoId: ItemId;
  readonly change: TodoChange;

  constructor(todoId: ItemId, change: TodoChange) {
    super('change-todo');
    this.todoId = todoId;
    this.change = change;
  }
}

export class MoveTodoEvent extends Intent {
  readonly todoId: ItemId;
  readonly direction: 'up' | 'down';

  constructor(todoId: ItemId, direction: 'up' | 'down') {
    super('move-todo');
    this.todoId = todoId;
    this.direction = direction;
  }
}

export class ShowTodoEvent extends Intent {
  readonly todoId: ItemId;

  constructor(todoId: ItemId) {
    super('show-todo');
    this.todoId = todoId;
  }
}

/** Something to do that needs no further word. */
export class WishEvent extends Intent {
  readonly wish: Wish;

  constructor(wish: Wish) {
    super(wish);
    this.wish = wish;
  }
}

export type Wish =
  | 'close-details'
  | 'focus-add'
  /** The row that held the focus is gone, and no other row is left to take it. */
  | 'focus-lost'
  | 'reload'
  | 'show-sync'
  | 'sync-now'
  | 'undo'
  | 'update-now';

export type AnyIntent = AddTodosEvent | ChangeTodoEvent | MoveTodoEvent | ShowTodoEvent | WishEvent;

/** The types of all of them. */
export const intents = [
  'add-todos',
  'change-todo',
  'move-todo',
  'show-todo',
  'close-details',
  'focus-add',
  'focus-lost',
  'reload',
  'show-sync',
  'sync-now',
  'undo',
  'update-now',
] as const satisfies readonly (keyof IntentByType)[];

interface IntentByType extends Readonly<Record<Wish, WishEvent>> {
  'add-todos': AddTodosEvent;
  'change-todo': ChangeTodoEvent;
  'move-todo': MoveTodoEvent;
  'show-todo': ShowTodoEvent;
}

declare global {
  interface HTMLElementEventMap extends IntentByType {}
}
