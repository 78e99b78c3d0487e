/** What a person should know about this device's copy as a whole, in one line. */

import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { WishEvent } from '../events.ts';
import { dayFromIso } from '../moments.ts';
import { secondWords } from '../second-words.ts';
import type { Store } from '../store.ts';
import { controlStyles } from './controls.styles.ts';
import { stripStyles } from './strip.styles.ts';

@customElement('holdfast-notice')
export class HoldfastNotice extends LitElement {
  static override styles = [controlStyles, stripStyles];

  /** A newer version of the app wrote the storage; nothing can be changed until the page is reloaded. */
  @property({ attribute: false }) isReadOnly = false;
  /** The copy that the browser had cleared and the server gave back. */
  @property({ attribute: false }) restored: Store['restored'];

  @state() private isRead = false;

  protected override render(): unknown {
    if (this.isReadOnly) {
      return html`
        <p class="needs-you">
          <span>${secondWords.readOnly}</span>
          <button class="button" @click=${() => this.dispatchEvent(new WishEvent('reload'))}>
            ${secondWords.reload}
          </button>
        </p>
      `;
    }
    if (!this.restored || this.isRead) return nothing;
    const { isRunning, lastSeenDay } = this.restored;
    if (isRunning) return html`<p>${secondWords.restoring}</p>`;
    return html`
      <p>
        <span>${secondWords.restoredSince(lastSeenDay && dayFromIso(lastSeenDay))}</span>
        <button class="button" @click=${this.onRead}>${secondWords.understood}</button>
      </p>
    `;
  }

  private readonly onRead = (): void => {
    this.isRead = true;
    this.dispatchEvent(new WishEvent('focus-lost'));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-notice': HoldfastNotice;
  }
}
