/** Everything that is done, by the day it was done. */

import { LitElement, html } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { ItemId } from '../../domain/ids.ts';
import type { Todo } from '../../domain/todo.ts';
import { nowMs } from '../screen-ports.ts';
import { dayHeading } from '../moments.ts';
import { secondWords } from '../second-words.ts';
import type { Mark } from '../store.ts';
import { words } from '../words.ts';
import { controlStyles } from './controls.styles.ts';
import { emptyStyles } from './empty.styles.ts';
import './holdfast-list.ts';
import type { HoldfastList, TodoGroup } from './holdfast-list.ts';

@customElement('holdfast-done')
export class HoldfastDone extends LitElement {
  static override styles = [controlStyles, emptyStyles];

  /** Newest first. */
  @property({ attribute: false }) todos: readonly Todo[] = [];
  @property({ attribute: false }) marks: ReadonlyMap<ItemId, Mark> = new Map();
  @property({ attribute: false }) shownId: ItemId | undefined;

  /** The list inside, for those who move the focus. */
  @query('holdfast-list') readonly list!: HoldfastList | null;

  protected override render(): TemplateResult {
    return html`
      <holdfast-list
        .groups=${groupsByDay(this.todos, nowMs())}
        .marks=${this.marks}
        .shownId=${this.shownId}
      >
        <p>${secondWords.emptyDone}</p>
      </holdfast-list>
    `;
  }
}

function groupsByDay(todos: readonly Todo[], now: number): readonly TodoGroup[] {
  const byDay = Map.groupBy(todos, ({ doneMs }) => dayHeading(doneMs, now));
  if (!byDay.size) return [{ name: words.done, todos: [] }];
  return [...byDay].map(([name, done]) => ({ name, isHeaded: true, todos: done }));
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-done': HoldfastDone;
  }
}
