/** What needs a person's attention: a great deletion that may not have been meant, and edits that the server refused. */

import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { KeptDeletion } from '../../replica/kept-deletions.ts';
import { deletionButtons } from '../deletion-buttons.ts';
import { DecideEvent, SayEvent } from '../events.ts';
import { KeptFocus } from '../kept-focus.ts';
import { moment } from '../moments.ts';
import type { RefusedEdit } from '../review.ts';
import { copyText, nowMs } from '../screen-ports.ts';
import { secondWords } from '../second-words.ts';
import { controlStyles } from './controls.styles.ts';
import { reviewStyles } from './review.styles.ts';

@customElement('holdfast-attention')
export class HoldfastAttention extends LitElement {
  static override styles = [controlStyles, reviewStyles];

  @property({ attribute: false }) deletion: KeptDeletion | undefined;
  @property({ attribute: false }) edits: readonly RefusedEdit[] = [];

  constructor() {
    super();
    this.addController(new KeptFocus(this));
  }

  protected override render(): unknown {
    if (!this.deletion && !this.edits.length) return nothing;
    return html`
      <h3 id="heading">${secondWords.needsAttention}</h3>
      <ul role="list" aria-labelledby="heading">
        ${this.deletion ? this.question(this.deletion) : nothing}
        ${repeat(
          this.edits,
          ({ key }) => key,
          (edit) => this.row(edit),
        )}
      </ul>
    `;
  }

  private question(deletion: KeptDeletion): TemplateResult {
    return html`
      <li data-id="deletion">
        <strong>${secondWords.deletedElsewhere(deletion.todos)}</strong>
        <small>${moment(deletion.atMs, nowMs())}</small>
        <div class="buttons">${deletionButtons(this, deletion)}</div>
      </li>
    `;
  }

  private row(edit: RefusedEdit): TemplateResult {
    const { key, title, text, rest, reason, atMs } = edit;
    return html`
      <li data-id=${key}>
        <bdi>${title}</bdi>
        <small> ${secondWords.refusedBecause[reason]} <time>${moment(atMs, nowMs())}</time> </small>
        ${rest ? html`<blockquote dir="auto">${rest}</blockquote>` : nothing}
        <div class="buttons">
          <button
            class="button"
            aria-label=${secondWords.copyTitled(title)}
            @click=${() => this.copy(text || title)}
          >
            ${secondWords.copy}
          </button>
          <button
            class="button"
            aria-label=${secondWords.retryTitled(title)}
            @click=${() => this.dispatchEvent(new DecideEvent({ kind: 'retry', key }))}
          >
            ${secondWords.retry}
          </button>
          <button
            class="button"
            aria-label=${secondWords.discardTitled(title)}
            @click=${() => this.dispatchEvent(new DecideEvent({ kind: 'discard-refused', key }))}
          >
            ${secondWords.discard}
          </button>
        </div>
      </li>
    `;
  }

  private async copy(text: string): Promise<void> {
    const isCopied = await copyText(text);
    this.dispatchEvent(new SayEvent(isCopied ? secondWords.copied : secondWords.notCopied));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-attention': HoldfastAttention;
  }
}
