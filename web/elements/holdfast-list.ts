/**
 * To-dos in groups: rows to complete, edit in place, move and delete, by pointer or by keyboard. What is slotted in
 * stands where the first group would, while that is empty.
 *
 * One row is a tab stop, and arrows make it another one. Rows are templates rather than elements, and their events are
 * caught here: thousands of them cost little.
 */

import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ItemId } from '../../domain/ids.ts';
import type { Todo } from '../../domain/todo.ts';
import { ChangeTodoEvent, MoveTodoEvent, ShowTodoEvent } from '../events.ts';
import { Growth } from '../growth.ts';
import type { HeldRows } from '../held-rows.ts';
import { keyOf } from '../keys.ts';
import { focusRow } from '../row-focus.ts';
import { todoRow } from '../todo-row.ts';
import { words } from '../words.ts';
import { controlStyles } from './controls.styles.ts';
import { listStyles } from './holdfast-list.styles.ts';

export interface TodoGroup {
  readonly name: string;
  /** Whether the name stands above the group; assistive technology hears it in any case. */
  readonly isHeaded?: boolean;
  readonly todos: readonly Todo[];
  /** The path of the view that shows all of them, and how many they are. */
  readonly rest?: { readonly path: string; readonly all: number } | undefined;
}

interface FoundRow {
  readonly row: HTMLElement;
  readonly group: string;
  readonly index: number;
  readonly todo: Todo;
}

@customElement('holdfast-list')
export class HoldfastList extends LitElement {
  static override styles = [controlStyles, listStyles];

  @property({ attribute: false }) groups: readonly TodoGroup[] = [];
  @property({ attribute: false }) unsentIds: ReadonlySet<ItemId> = new Set();
  /** The to-do whose details are open. */
  @property({ attribute: false }) shownId: ItemId | undefined;

  @state() private editingId: ItemId | undefined;

  private readonly growth = new Growth(this);
  private held: HeldRows | undefined;
  private tabStop: Element | undefined;

  /** Puts the focus on a to-do's row, else on the row that Tab reaches; answers whether there is one. */
  focusTodo(id?: ItemId): boolean {
    const row = this.rows.find(({ dataset }) => dataset['id'] === id) ?? this.tabStopRow;
    if (row) focusRow(row);
    return row !== undefined;
  }

  /** Whether the to-do has a row here. */
  hasTodo(id: ItemId | undefined): boolean {
    return this.rows.some(({ dataset }) => dataset['id'] === id);
  }

  /** The to-do in the row after this one, else in the row before it. */
  neighbourOf(id: ItemId): ItemId | undefined {
    const ids = this.groups.flatMap(({ todos }) => todos).map((todo) => todo.id);
    const index = ids.indexOf(id);
    return ids[index + 1] ?? ids[index - 1];
  }

  /** How rows move, and what holds them in place, can wait until they are there. */
  protected override firstUpdated(): void {
    import('../second-load.ts').then(
      ({ HeldRows: Held, KeptFocus, Slide }) => {
        this.held = new Held(this);
        this.addController(new Slide(this));
        this.addController(new KeptFocus(this));
      },
      () => undefined,
    );
  }

  protected override render(): TemplateResult {
    let left = this.growth.rows;
    const groups = this.groups.map((group) => {
      const todos = this.rowsOf(group).slice(0, left);
      left -= todos.length;
      return this.group({ ...group, todos }, left > 0);
    });
    return html`
      <div
        @change=${this.onChange}
        @click=${this.onClick}
        @dblclick=${this.onDoubleClick}
        @keydown=${this.onKeydown}
        @focusin=${this.onFocusIn}
        @focusout=${this.onFocusOut}
      >
        ${groups}
      </div>
      ${left > 0 ? nothing : html`<div class="end"></div>`}
    `;
  }

  protected override updated(): void {
    const field = this.renderRoot.querySelector('textarea');
    if (field && !field.matches(':focus')) {
      field.focus();
      field.setSelectionRange(field.value.length, field.value.length);
    }
    this.moveTabStop(this.tabStopRow);
  }

  private group({ name, isHeaded, todos, rest }: TodoGroup, isWhole: boolean): unknown {
    if (!todos.length) return name === this.groups[0]?.name ? html`<slot></slot>` : nothing;
    return html`
      ${isHeaded ? html`<h2>${name}</h2>` : nothing}
      <ul role="list" aria-label=${name}>
        ${repeat(
          todos,
          ({ id }) => id,
          (todo) =>
            todoRow(todo, {
              isUnsent: this.unsentIds.has(todo.id),
              isEditing: this.editingId === todo.id,
              isShown: this.shownId === todo.id,
            }),
        )}
      </ul>
      ${rest && isWhole ? html`<a href=${rest.path}>${words.showAll(rest.all)}</a>` : nothing}
    `;
  }

  private readonly onChange = (event: Event): void => {
    // The title's editor fires this event too, when it is taken away with a changed text.
    const found = event.target instanceof HTMLInputElement && this.find(event);
    if (!found) return;
    const { row, group, index, todo } = found;
    const isDone = !todo.isDone;
    this.held?.hold({ group, index, todo: { ...todo, isDone } }, () => this.leave(row, group));
    this.dispatchEvent(new ChangeTodoEvent(todo.id, { isDone }));
  };

  /** The focus does not follow a completed row, but goes on to the next one. */
  private leave(row: HTMLElement, group: string): void {
    const { todos = [] } = this.groups.find(({ name }) => name === group) ?? {};
    const stays = todos.some(({ id }) => id === row.dataset['id']);
    const next = row.nextElementSibling ?? row.previousElementSibling;
    if (!stays && next && row.matches(':focus-within')) focusRow(next);
  }

  private readonly onClick = (event: Event): void => {
    const found = this.find(event);
    const isText = isIn(event, '.text');
    const isTap = isText && matchMedia('(hover: none)').matches;
    if (!found) return;
    if (isTap || isIn(event, 'button')) this.dispatchEvent(new ShowTodoEvent(found.todo.id));
    else if (isText) focusRow(found.row);
  };

  private readonly onDoubleClick = (event: Event): void => {
    if (isIn(event, '.text')) this.editingId = this.find(event)?.todo.id;
  };

  private readonly onKeydown = (event: KeyboardEvent): void => {
    const found = this.find(event);
    if (!found) return;
    if (event.target instanceof HTMLTextAreaElement) this.editByKey(event, event.target);
    else if (event.altKey ? this.moveByKey(event, found) : this.actByKey(event, found)) {
      event.preventDefault();
    }
  };

  private editByKey(event: KeyboardEvent, field: HTMLTextAreaElement): void {
    if (event.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      this.save(field);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      this.editingId = undefined;
    }
  }

  private moveByKey({ key }: KeyboardEvent, { todo }: FoundRow): boolean {
    if (key !== 'ArrowUp' && key !== 'ArrowDown') return false;
    this.dispatchEvent(new MoveTodoEvent(todo.id, key === 'ArrowUp' ? 'up' : 'down'));
    return true;
  }

  private actByKey(event: KeyboardEvent, { row, todo }: FoundRow): boolean {
    switch (keyOf(event)) {
      case 'ArrowDown':
      case 'j':
        return this.step(row, 1);
      case 'ArrowUp':
      case 'k':
        return this.step(row, -1);
      case 'e':
        row.querySelector('input')?.click();
        return true;
      case 'Enter':
        if (event.target instanceof HTMLButtonElement) return false;
        this.editingId = todo.id;
        return true;
      case 'o':
        return this.dispatchEvent(new ShowTodoEvent(todo.id));
      case 'Delete':
        return this.dispatchEvent(new ChangeTodoEvent(todo.id, { isTrashed: true }));
      default:
        return false;
    }
  }

  private step(row: HTMLElement, by: number): true {
    const rows = this.rows;
    const next = rows[rows.indexOf(row) + by];
    if (next) focusRow(next);
    return true;
  }

  private readonly onFocusIn = (event: Event): void => {
    this.moveTabStop(this.find(event)?.row);
  };

  private readonly onFocusOut = (event: Event): void => {
    if (event.target instanceof HTMLTextAreaElement) this.save(event.target);
  };

  private save(field: HTMLTextAreaElement): void {
    const id = this.editingId;
    if (!id) return;
    this.editingId = undefined;
    const title = field.value.replaceAll(/\s*\n\s*/g, ' ').trim();
    if (title && title !== field.defaultValue) {
      this.dispatchEvent(new ChangeTodoEvent(id, { title }));
    }
  }

  private moveTabStop(row: Element | undefined): void {
    if (!row) return;
    setTabIndex(this.tabStop, -1);
    setTabIndex(row, 0);
    this.tabStop = row;
  }

  private get tabStopRow(): Element | undefined {
    return this.tabStop?.isConnected ? this.tabStop : this.rows[0];
  }

  private get rows(): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[data-id]')];
  }

  private find({ target }: Event): FoundRow | undefined {
    const row = target instanceof Element && target.closest<HTMLElement>('[data-id]');
    if (!row) return undefined;
    for (const group of this.groups) {
      const rows = this.rowsOf(group);
      const index = rows.findIndex(({ id }) => id === row.dataset['id']);
      const todo = rows[index];
      if (todo) return { row, group: group.name, index, todo };
    }
    return undefined;
  }

  private rowsOf({ name, todos }: TodoGroup): readonly Todo[] {
    return this.held?.in(name, todos) ?? todos;
  }
}

function isIn({ target }: Event, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

function setTabIndex(row: Element | undefined, tabIndex: number): void {
  for (const control of row?.querySelectorAll<HTMLElement>('input, button') ?? []) {
    control.tabIndex = tabIndex;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-list': HoldfastList;
  }
}
