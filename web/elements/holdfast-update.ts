/** Says that a new version waits, which the person starts when it suits them. */

import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { WishEvent } from '../events.ts';
import { secondWords } from '../second-words.ts';
import { controlStyles } from './controls.styles.ts';
import { stripStyles } from './strip.styles.ts';

@customElement('holdfast-update')
export class HoldfastUpdate extends LitElement {
  static override styles = [controlStyles, stripStyles];

  @property({ attribute: false }) isReady = false;

  protected override render(): unknown {
    if (!this.isReady) return nothing;
    return html`
      <p>
        <span>${secondWords.updateReady}</span>
        <button class="button" @click=${() => this.dispatchEvent(new WishEvent('update-now'))}>
          ${secondWords.updateNow}
        </button>
      </p>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-update': HoldfastUpdate;
  }
}
