/** What was deleted, and the way back. */

import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Todo } from '../../domain/todo.ts';
import { ChangeTodoEvent } from '../events.ts';
import { Growth } from '../growth.ts';
import { KeptFocus } from '../kept-focus.ts';
import { moment } from '../moments.ts';
import { nowMs } from '../screen-ports.ts';
import { Slide } from '../slide.ts';
import { secondWords } from '../second-words.ts';
import { words } from '../words.ts';
import { controlStyles } from './controls.styles.ts';
import { trashStyles } from './holdfast-trash.styles.ts';

@customElement('holdfast-trash')
export class HoldfastTrash extends LitElement {
  static override styles = [controlStyles, trashStyles];

  @property({ attribute: false }) todos: readonly Todo[] = [];

  private readonly growth = new Growth(this);

  constructor() {
    super();
    this.addController(new Slide(this));
    this.addController(new KeptFocus(this));
  }

  protected override render(): TemplateResult {
    const now = nowMs();
    return html`
      <p>${this.todos.length ? secondWords.trashRests : secondWords.emptyTrash}</p>
      <ul role="list" aria-label=${words.trash}>
        ${repeat(
          this.todos.slice(0, this.growth.rows),
          ({ id }) => id,
          (todo) => this.row(todo, now),
        )}
      </ul>
      ${this.todos.length > this.growth.rows ? html`<div class="end"></div>` : nothing}
    `;
  }

  private row({ id, title, trashedMs }: Todo, now: number): TemplateResult {
    return html`
      <li data-id=${id}>
        <span>
          <bdi>${title}</bdi>
          <small>${moment(trashedMs, now)}</small>
        </span>
        <button
          class="button"
          aria-label=${secondWords.restoreTitled(title)}
          @click=${() => this.dispatchEvent(new ChangeTodoEvent(id, { isTrashed: false }))}
        >
          ${secondWords.restore}
        </button>
      </li>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-trash': HoldfastTrash;
  }
}
