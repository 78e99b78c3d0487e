/**
 * To-dos in groups. What is slotted in stands where the first group would, while that is empty.
 *
 * Rows are templates rather than elements, and their events are caught here: thousands of them cost little.
 */

import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ItemId } from '../../domain/ids.ts';
import type { Todo } from '../../domain/todo.ts';
import { ChangeTodoEvent, ShowTodoEvent } from '../events.ts';
import { Growth } from '../growth.ts';
import type { RowControl } from '../row-control.ts';
import type { Mark } from '../store.ts';
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

export interface FoundRow {
  readonly row: HTMLElement;
  readonly group: TodoGroup;
  readonly index: number;
  readonly todo: Todo;
}

@customElement('holdfast-list')
export class HoldfastList extends LitElement {
  static override styles = [controlStyles, listStyles];

  @property({ attribute: false }) groups: readonly TodoGroup[] = [];
  /** Where the latest changes of a to-do are, if not on the server. */
  @property({ attribute: false }) marks: ReadonlyMap<ItemId, Mark> = new Map();
  /** The to-do whose details are open. */
  @property({ attribute: false }) shownId: ItemId | undefined;

  /** The to-do whose title is being edited in place. */
  @property({ attribute: false }) editingId: ItemId | undefined;

  /** Keys, editing and motion; a list can be drawn, ticked off and opened without. */
  control: RowControl | undefined;

  private readonly growth = new Growth(this);

  protected override firstUpdated(): void {
    import('../second-load.ts').then(
      ({ RowControl: Loaded }) => {
        this.control = new Loaded(this);
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
      <div @change=${this.onChange} @click=${this.onClick}>${groups}</div>
      ${left > 0 ? nothing : html`<div class="end"></div>`}
    `;
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
              mark: this.marks.get(todo.id),
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
    this.control?.hold(found);
    const { id, isDone } = found.todo;
    this.dispatchEvent(new ChangeTodoEvent(id, { isDone: !isDone }));
  };

  /** By mouse the text is for choosing the row and editing it; a tap on it opens the details. */
  private readonly onClick = (event: Event): void => {
    const { target } = event;
    const found = this.find(event);
    if (!found || !(target instanceof Element)) return;
    const isTap = target.closest('.text') && matchMedia('(hover: none)').matches;
    if (isTap || target.closest('button')) this.dispatchEvent(new ShowTodoEvent(found.todo.id));
  };

  /** The row an event comes from. */
  find({ target }: Pick<Event, 'target'>): FoundRow | undefined {
    const row = target instanceof Element && target.closest<HTMLElement>('[data-id]');
    if (!row) return undefined;
    for (const group of this.groups) {
      const rows = this.rowsOf(group);
      const index = rows.findIndex(({ id }) => id === row.dataset['id']);
      const todo = rows[index];
      if (todo) return { row, group, index, todo };
    }
    return undefined;
  }

  private rowsOf({ name, todos }: TodoGroup): readonly Todo[] {
    return this.control?.held.in(name, todos) ?? todos;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-list': HoldfastList;
  }
}
