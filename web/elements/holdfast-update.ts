/** Says that a new version waits, which the person starts when it suits them. */

import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { WishEvent } from '../events.ts';
import { words } from '../words.ts';
import { controlStyles } from './controls.styles.ts';
import { stripStyles } from './strip.styles.ts';

@customElement('holdfast-update')
export class HoldfastUpdate extends LitElement {
  static override styles = [controlStyles, stripStyles];

  @property({ attribute: false }) isReady = false;

  protected override render(): TemplateResult {
    return html`
      <div role="status">
        ${
          this.isReady
            ? html`<p class="strip">
                <span>${words.updateReady}</span>
                <button
                  class="button"
                  @click=${() => this.dispatchEvent(new WishEvent('update-now'))}
                >
                  ${words.updateNow}
                </button>
              </p>`
            : nothing
        }
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-update': HoldfastUpdate;
  }
}
