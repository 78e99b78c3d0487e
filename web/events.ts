/**
 * What a person asked for, on its way up to `holdfast-app`, the only listener that acts on it.
 *
 * An event that changes data carries `saved` back, set by the mediator while it handles the event: whether the change
 * is durable on this device.
 */

import type { ItemId } from '../domain/ids.ts';
import type { TodoChange } from '../domain/todo.ts';

export class AddTodosEvent extends Event {
  readonly titles: readonly string[];
  saved = Promise.resolve(false);

  constructor(titles: readonly string[]) {
    super('add-todos', upwards);
    this.titles = titles;
  }
}

export class ChangeTodoEvent extends Event {
  readonly todoId: ItemId;
  readonly change: TodoChange;
  saved = Promise.resolve(false);

  constructor(todoId: ItemId, change: TodoChange) {
    super('change-todo', upwards);
    this.todoId = todoId;
    this.change = change;
  }
}

export class MoveTodoEvent extends Event {
  readonly todoId: ItemId;
  readonly direction: 'up' | 'down';

  constructor(todoId: ItemId, direction: 'up' | 'down') {
    super('move-todo', upwards);
    this.todoId = todoId;
    this.direction = direction;
  }
}

export class ShowTodoEvent extends Event {
  readonly todoId: ItemId;

  constructor(todoId: ItemId) {
    super('show-todo', upwards);
    this.todoId = todoId;
  }
}

/** The row that held the focus is gone, and no other row is left to take it. */
export class FocusLostEvent extends Event {
  constructor() {
    super('focus-lost', upwards);
  }
}

/** Something to do that needs no further word. */
export class WishEvent extends Event {
  declare readonly type: Wish;

  constructor(wish: Wish) {
    super(wish, upwards);
  }
}

export type Wish = 'close-details' | 'show-sync' | 'sync-now' | 'undo' | 'update-now' | 'reload';

const upwards: EventInit = { bubbles: true, composed: true };

declare global {
  interface HTMLElementEventMap extends Readonly<Record<Wish, WishEvent>> {
    'add-todos': AddTodosEvent;
    'change-todo': ChangeTodoEvent;
    'move-todo': MoveTodoEvent;
    'show-todo': ShowTodoEvent;
    'focus-lost': FocusLostEvent;
  }
}
