/**
 * A row that was just completed stays where it is for a moment, so that a slip can be seen and taken back; then it is
 * let go to the group it belongs to.
 */

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ItemId } from '../domain/ids.ts';
import type { Todo } from '../domain/todo.ts';
import { after } from './screen-ports.ts';

const HOLD_MS = 600;

interface HeldRow {
  readonly group: string;
  readonly index: number;
  readonly todo: Todo;
}

export class HeldRows implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #rowById = new Map<ItemId, HeldRow>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#rowById.clear();
  }

  /** `letGo` is told when the row is about to leave. */
  hold(row: HeldRow, letGo: () => void): void {
    const { id } = row.todo;
    this.#rowById.set(id, row);
    this.#host.requestUpdate();
    after(HOLD_MS, () => {
      if (this.#rowById.get(id) !== row) return;
      letGo();
      this.#rowById.delete(id);
      this.#host.requestUpdate();
    });
  }

  /** The group's to-dos, with those held in it where they were, and without those held elsewhere. */
  in(group: string, todos: readonly Todo[]): readonly Todo[] {
    if (!this.#rowById.size) return todos;
    const rows = todos.filter(({ id }) => (this.#rowById.get(id)?.group ?? group) === group);
    for (const held of this.#rowById.values()) {
      const isThere = rows.some(({ id }) => id === held.todo.id);
      if (held.group === group && !isThere) rows.splice(held.index, 0, held.todo);
    }
    return rows;
  }
}
