/**
 * What a person asked for becomes edits: the only caller of the store's writing methods.
 *
 * Says what was done, offers to undo it, and says so when the device did not keep it. Every method answers whether the
 * change is durable on this device.
 */

import type { ItemId } from '../domain/ids.ts';
import type { TodoChange } from '../domain/todo.ts';
import type { Decision } from './events.ts';
import { saveProblem } from './save-problem.ts';
import { secondWords } from './second-words.ts';
import type { Store } from './store.ts';

export interface EditsHost {
  readonly store: Store | undefined;
  /** Shows a message, with Undo where it can be undone; undefined takes it away. */
  readonly say: (text: string | undefined, canUndo?: boolean) => void;
  /** Tells assistive technology what the eye sees anyway. */
  readonly announce: (text: string) => void;
}

/** What takes the latest change back. */
interface Inverse {
  /** Whose row the focus goes to afterwards. */
  readonly id: ItemId | undefined;
  readonly run: (store: Store) => Promise<void>;
}

export class Edits {
  readonly #host: EditsHost;
  #inverse: Inverse | undefined;

  constructor(host: EditsHost) {
    this.#host = host;
  }

  add(titles: readonly string[], firstId: ItemId | undefined): Promise<boolean> {
    return this.#save(async (store) => {
      await store.add(titles, firstId);
      this.#host.announce(secondWords.added(titles.length));
    });
  }

  change(id: ItemId, change: TodoChange): Promise<boolean> {
    return this.#save(async (store) => {
      await store.change(id, change);
      const { isDone, isTrashed } = change;
      if (isDone !== undefined) {
        const text = isDone ? secondWords.completed : secondWords.reopened;
        this.#offerUndo(text, { id, run: (again) => again.change(id, { isDone: !isDone }) });
      } else if (isTrashed !== undefined) {
        const text = isTrashed ? secondWords.deleted : secondWords.restored;
        this.#offerUndo(text, { id, run: (again) => again.change(id, { isTrashed: !isTrashed }) });
      }
    });
  }

  move(id: ItemId, direction: 'up' | 'down'): Promise<boolean> {
    return this.#save(async (store) => {
      await store.move(id, direction);
      const position = store.open.findIndex((todo) => todo.id === id) + 1;
      this.#host.announce(secondWords.moved(position, store.open.length));
    });
  }

  decide(decision: Decision): Promise<boolean> {
    return this.#save(async (store) => {
      const { said, undo } = await store.decide(decision);
      if (undo) this.#offerUndo(said, { id: undefined, run: undo });
      else this.#host.say(said);
    });
  }

  /** Takes back what the message offers to; answers which to-do that was. */
  undo(): ItemId | undefined {
    const inverse = this.#inverse;
    if (!inverse) return undefined;
    this.#inverse = undefined;
    this.#host.say(undefined);
    void this.#save(async (store) => {
      await inverse.run(store);
      this.#host.announce(secondWords.undone);
    });
    return inverse.id;
  }

  #offerUndo(text: string, inverse: Inverse): void {
    this.#inverse = inverse;
    this.#host.say(text, true);
  }

  async #save(save: (store: Store) => Promise<void>): Promise<boolean> {
    const { store } = this.#host;
    if (!store) return false;
    try {
      await save(store);
      return true;
    } catch (error) {
      this.#inverse = undefined;
      this.#host.say(saveProblem(error));
      return false;
    }
  }
}
