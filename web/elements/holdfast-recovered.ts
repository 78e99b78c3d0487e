/** To-dos that lost their place, with where they were and why, and the way back. */

import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { DecideEvent } from '../events.ts';
import { KeptFocus } from '../kept-focus.ts';
import { LostFocus } from '../lost-focus.ts';
import { moment } from '../moments.ts';
import type { RecoveredTodo } from '../review.ts';
import { nowMs } from '../screen-ports.ts';
import { secondWords } from '../second-words.ts';
import { controlStyles } from './controls.styles.ts';
import { reviewStyles } from './review.styles.ts';

@customElement('holdfast-recovered')
export class HoldfastRecovered extends LitElement {
  static override styles = [controlStyles, reviewStyles];

  @property({ attribute: false }) todos: readonly RecoveredTodo[] = [];

  constructor() {
    super();
    this.addController(new KeptFocus(this));
    // The button for all of them is in no row.
    this.addController(new LostFocus(this));
  }

  protected override render(): unknown {
    if (!this.todos.length) return nothing;
    return html`
      <div class="heading">
        <h3 id="heading">${secondWords.recovered}</h3>
        ${
          this.todos.length > 1
            ? html`<button class="button" @click=${this.putAllBack}>
                ${secondWords.putAllBack}
              </button>`
            : nothing
        }
      </div>
      <ul role="list" aria-labelledby="heading">
        ${repeat(
          this.todos,
          ({ id }) => id,
          (todo) => this.row(todo),
        )}
      </ul>
    `;
  }

  private row({ id, title, notes, story, atMs }: RecoveredTodo): TemplateResult {
    return html`
      <li data-id=${id}>
        <bdi>${title}</bdi>
        <small>${story} <time>${moment(atMs, nowMs())}</time></small>
        ${notes ? html`<blockquote dir="auto">${notes}</blockquote>` : nothing}
        <div class="buttons">
          <button
            class="button"
            aria-label=${secondWords.putBackTitled(title)}
            @click=${() => this.dispatchEvent(new DecideEvent({ kind: 'put-back', ids: [id] }))}
          >
            ${secondWords.putBack}
          </button>
          <button
            class="button"
            aria-label=${secondWords.discardTitled(title)}
            @click=${() => this.dispatchEvent(new DecideEvent({ kind: 'discard-recovered', id }))}
          >
            ${secondWords.discard}
          </button>
        </div>
      </li>
    `;
  }

  private readonly putAllBack = (): void => {
    const ids = this.todos.map(({ id }) => id);
    this.dispatchEvent(new DecideEvent({ kind: 'put-back', ids }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-recovered': HoldfastRecovered;
  }
}
