/** What waits to be sent: each to-do by its title, what is new about it, and since when. */

import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { amount, moment } from '../moments.ts';
import { nowMs } from '../screen-ports.ts';
import { secondWords } from '../second-words.ts';
import type { WaitingChange } from '../waiting-changes.ts';

/** So many stand there before a person asks for the rest. */
const FEW = 5;

@customElement('holdfast-waiting')
export class HoldfastWaiting extends LitElement {
  /** The oldest first. */
  @property({ attribute: false }) changes: readonly WaitingChange[] = [];
  /** The server's time less this device's: changes know the former. */
  @property({ attribute: false }) offsetMs = 0;

  @state() private isWhole = false;

  /** A part of the Sync centre, in the centre's own shadow and styles. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): unknown {
    const { changes } = this;
    if (!changes.length) return nothing;
    const shown = this.isWhole ? changes : changes.slice(0, FEW);
    return html`
      <div class="heading">
        <h3 id="waiting">${secondWords.waitingHere}<small>${amount(changes.length)}</small></h3>
        ${changes.length > FEW ? this.rest(changes.length) : nothing}
      </div>
      <ul role="list" aria-labelledby="waiting">
        ${repeat(
          shown,
          ({ id }) => id,
          (change) => this.row(change),
        )}
      </ul>
    `;
  }

  private rest(all: number): TemplateResult {
    return html`
      <button class="rest" @click=${this.onRest}>
        ${this.isWhole ? secondWords.showFewer : secondWords.showAll(all)}
      </button>
    `;
  }

  private row({ title, what, sinceMs }: WaitingChange): TemplateResult {
    const now = nowMs();
    return html`
      <li>
        <bdi>${title}</bdi>
        <small>${what} · <time>${moment(Math.min(now, sinceMs - this.offsetMs), now)}</time></small>
      </li>
    `;
  }

  private readonly onRest = (): void => {
    this.isWhole = !this.isWhole;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-waiting': HoldfastWaiting;
  }
}
