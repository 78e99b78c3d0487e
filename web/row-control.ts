/**
 * What a person does with the rows of a list by keyboard, and by editing in place; and how rows move.
 *
 * One row is a tab stop, and arrows make it another one.
 */

import type { ReactiveController } from 'lit';
import type { ItemId } from '../domain/ids.ts';
import type { FoundRow, HoldfastList, TodoGroup } from './elements/holdfast-list.ts';
import { ChangeTodoEvent, MoveTodoEvent, ShowTodoEvent } from './events.ts';
import { HeldRows } from './held-rows.ts';
import { KeptFocus, focusRow } from './kept-focus.ts';
import { keyOf } from './keys.ts';
import { Slide } from './slide.ts';

export class RowControl implements ReactiveController {
  readonly held: HeldRows;

  readonly #list: HoldfastList;
  #tabStop: Element | undefined;

  constructor(list: HoldfastList) {
    this.#list = list;
    this.held = new HeldRows(list);
    list.addController(new Slide(list));
    list.addController(new KeptFocus(list));
    list.addController(this);
    const { renderRoot } = list;
    renderRoot.addEventListener('click', this.#onClick);
    renderRoot.addEventListener('dblclick', this.#onDoubleClick);
    renderRoot.addEventListener('focusin', this.#onFocusIn);
    renderRoot.addEventListener('focusout', this.#onFocusOut);
    list.addEventListener('keydown', this.#onKeydown);
    this.hostUpdated();
  }

  hostUpdated(): void {
    const field = this.#list.renderRoot.querySelector('textarea');
    if (field && !field.matches(':focus')) {
      field.focus();
      field.setSelectionRange(field.value.length, field.value.length);
    }
    this.#moveTabStop(this.#tabStopRow);
  }

  /** Puts the focus on a to-do's row, else on the row that Tab reaches; answers whether there is one. */
  focusTodo(id?: ItemId): boolean {
    const row = this.#rows.find(({ dataset }) => dataset['id'] === id) ?? this.#tabStopRow;
    if (row) focusRow(row);
    return row !== undefined;
  }

  /** Whether the to-do has a row here. */
  hasTodo(id: ItemId): boolean {
    return this.#rows.some(({ dataset }) => dataset['id'] === id);
  }

  /** The to-do in the row after this one, else in the row before it. */
  neighbourOf(id: ItemId): ItemId | undefined {
    const ids = this.#list.groups.flatMap(({ todos }) => todos).map((todo) => todo.id);
    const index = ids.indexOf(id);
    return ids[index + 1] ?? ids[index - 1];
  }

  /** Keeps a row that was just ticked where it is for a moment. */
  hold({ row, group, index, todo }: FoundRow): void {
    const held = { group: group.name, index, todo: { ...todo, isDone: !todo.isDone } };
    this.held.hold(held, () => this.#leave(row, group));
  }

  /** The focus does not follow a completed row, but goes on to the next one. */
  #leave(row: HTMLElement, { name }: TodoGroup): void {
    const { todos = [] } = this.#list.groups.find((group) => group.name === name) ?? {};
    const stays = todos.some(({ id }) => id === row.dataset['id']);
    const next = row.nextElementSibling ?? row.previousElementSibling;
    if (!stays && next && row.matches(':focus-within')) focusRow(next);
  }

  readonly #onClick = (event: Event): void => {
    const found = isText(event) && this.#list.find(event);
    if (found) focusRow(found.row);
  };

  readonly #onDoubleClick = (event: Event): void => {
    if (isText(event)) this.#list.editingId = this.#list.find(event)?.todo.id;
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const target = event.composedPath()[0];
    const found = target instanceof Element && this.#list.find({ target });
    if (!found) return;
    if (target instanceof HTMLTextAreaElement) this.#editByKey(event, target);
    else if (event.altKey ? this.#moveByKey(event, found) : this.#actByKey(event, found)) {
      event.preventDefault();
    }
  };

  #editByKey(event: KeyboardEvent, field: HTMLTextAreaElement): void {
    if (event.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      this.#save(field);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      this.#list.editingId = undefined;
    }
  }

  #moveByKey({ key }: KeyboardEvent, { todo }: FoundRow): boolean {
    if (key !== 'ArrowUp' && key !== 'ArrowDown') return false;
    const direction = key === 'ArrowUp' ? 'up' : 'down';
    return this.#list.dispatchEvent(new MoveTodoEvent(todo.id, direction));
  }

  #actByKey(event: KeyboardEvent, { row, todo }: FoundRow): boolean {
    switch (keyOf(event)) {
      case 'ArrowDown':
      case 'j':
        return this.#step(row, 1);
      case 'ArrowUp':
      case 'k':
        return this.#step(row, -1);
      case 'e':
        row.querySelector('input')?.click();
        return true;
      case 'Enter':
        if (event.composedPath()[0] instanceof HTMLButtonElement) return false;
        this.#list.editingId = todo.id;
        return true;
      case 'o':
        return this.#list.dispatchEvent(new ShowTodoEvent(todo.id));
      case 'Delete':
        return this.#list.dispatchEvent(new ChangeTodoEvent(todo.id, { isTrashed: true }));
      default:
        return false;
    }
  }

  #step(row: HTMLElement, by: number): true {
    const rows = this.#rows;
    const next = rows[rows.indexOf(row) + by];
    if (next) focusRow(next);
    return true;
  }

  readonly #onFocusIn = (event: Event): void => {
    this.#moveTabStop(this.#list.find(event)?.row);
  };

  readonly #onFocusOut = ({ target }: Event): void => {
    if (target instanceof HTMLTextAreaElement) this.#save(target);
  };

  #save(field: HTMLTextAreaElement): void {
    const id = this.#list.editingId;
    if (!id) return;
    this.#list.editingId = undefined;
    const title = field.value.replaceAll(/\s*\n\s*/g, ' ').trim();
    if (title && title !== field.defaultValue) {
      this.#list.dispatchEvent(new ChangeTodoEvent(id, { title }));
    }
  }

  #moveTabStop(row: Element | undefined): void {
    if (!row) return;
    setTabIndex(this.#tabStop, -1);
    setTabIndex(row, 0);
    this.#tabStop = row;
  }

  get #tabStopRow(): Element | undefined {
    return this.#tabStop?.isConnected ? this.#tabStop : this.#rows[0];
  }

  get #rows(): readonly HTMLElement[] {
    return [...this.#list.renderRoot.querySelectorAll<HTMLElement>('[data-id]')];
  }
}

function isText({ target }: Event): boolean {
  return target instanceof Element && target.closest('.text') !== null;
}

function setTabIndex(row: Element | undefined, tabIndex: number): void {
  for (const control of row?.querySelectorAll<HTMLElement>('input, button') ?? []) {
    control.tabIndex = tabIndex;
  }
}
