/**
 * What a person asked for becomes edits: the only caller of the store's writing methods.
 *
 * Says what was done, offers to undo it, and says so when the device did not keep it.
 */

import type { ItemId } from '../domain/ids.ts';
import type { TodoChange } from '../domain/todo.ts';
import type { AddTodosEvent, ChangeTodoEvent, MoveTodoEvent } from './events.ts';
import type { Store } from './store.ts';
import { words } from './words.ts';

export interface EditsHost {
  readonly store: () => Store | undefined;
  /** Shows a message, with Undo where it can be undone; undefined takes it away. */
  readonly say: (text: string | undefined, canUndo?: boolean) => void;
  /** Tells assistive technology what the eye sees anyway. */
  readonly announce: (text: string) => void;
}

export class Edits {
  readonly #host: EditsHost;
  #inverse: { readonly id: ItemId; readonly change: TodoChange } | undefined;

  constructor(host: EditsHost) {
    this.#host = host;
  }

  add(event: AddTodosEvent): void {
    event.saved = this.#save(async (store) => {
      await store.add(event.titles);
      this.#host.announce(words.added(event.titles.length));
    });
  }

  change(event: ChangeTodoEvent): void {
    const { todoId, change } = event;
    event.saved = this.#save(async (store) => {
      await store.change(todoId, change);
      const { isDone, isTrashed } = change;
      if (isDone !== undefined) {
        this.#offerUndo(isDone ? words.completed : words.reopened, todoId, { isDone: !isDone });
      } else if (isTrashed !== undefined) {
        const text = isTrashed ? words.deleted : words.restored;
        this.#offerUndo(text, todoId, { isTrashed: !isTrashed });
      }
    });
  }

  move({ todoId, direction }: MoveTodoEvent): void {
    void this.#save(async (store) => {
      await store.move(todoId, direction);
      const position = store.open.findIndex(({ id }) => id === todoId) + 1;
      this.#host.announce(words.moved(position, store.open.length));
    });
  }

  /** Takes back what the message offers to; answers which to-do that was. */
  undo(): ItemId | undefined {
    const inverse = this.#inverse;
    if (!inverse) return undefined;
    this.#inverse = undefined;
    this.#host.say(undefined);
    void this.#save(async (store) => {
      await store.change(inverse.id, inverse.change);
      this.#host.announce(words.undone);
    });
    return inverse.id;
  }

  #offerUndo(text: string, id: ItemId, change: TodoChange): void {
    this.#inverse = { id, change };
    this.#host.say(text, true);
  }

  /** Answers whether it is durable on this device. If it is not, the reason is said. */
  async #save(save: (store: Store) => Promise<void>): Promise<boolean> {
    try {
      const store = this.#host.store();
      if (store) await save(store);
      return store !== undefined;
    } catch (error) {
      this.#inverse = undefined;
      const { saveProblem } = await import('./second-load.ts');
      this.#host.say(saveProblem(error));
      return false;
    }
  }
}
