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
  /** The id that the first of them takes, where it was drawn already. */
  readonly firstId: ItemId | undefined;

  constructor(titles: readonly string[], firstId?: ItemId) {
    super('add-todos');
    this.titles = titles;
    this.firstId = firstId;
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

/** What a person decides about something that was kept for them. */
export class DecideEvent extends Intent {
  readonly decision: Decision;

  constructor(decision: Decision) {
    super('decide');
    this.decision = decision;
  }
}

/** Recovered to-dos go by their id, everything else by the keys of its records. */
export type Decision =
  | { readonly kind: 'put-back'; readonly ids: readonly ItemId[] }
  | { readonly kind: 'discard-recovered'; readonly id: ItemId }
  | { readonly kind: 'bring-back' | 'keep-deletion'; readonly keys: readonly string[] }
  | { readonly kind: 'retry' | 'discard-refused'; readonly key: string };

/** Words for the person, about something that changed no data. */
export class SayEvent extends Intent {
  readonly words: string;

  constructor(words: string) {
    super('say');
    this.words = words;
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

export type AnyIntent =
  | AddTodosEvent
  | ChangeTodoEvent
  | DecideEvent
  | MoveTodoEvent
  | SayEvent
  | ShowTodoEvent
  | WishEvent;

/** The types of all of them. */
export const intents = [
  'add-todos',
  'change-todo',
  'decide',
  'move-todo',
  'say',
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
  decide: DecideEvent;
  'move-todo': MoveTodoEvent;
  say: SayEvent;
  'show-todo': ShowTodoEvent;
}

declare global {
  interface HTMLElementEventMap extends IntentByType {}
}
