/** Where the changes are, in a few words that are always on the screen; it opens the Sync centre. */

import { LitElement, html } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SyncStatus } from '../../replica/sync-status.ts';
import { WishEvent } from '../events.ts';
import { nowMs } from '../screen-ports.ts';
import { words, wordsFromStatus } from '../words.ts';
import { controlStyles } from './controls.styles.ts';
import { syncChipStyles } from './holdfast-sync-chip.styles.ts';

@customElement('holdfast-sync-chip')
export class HoldfastSyncChip extends LitElement {
  static override styles = [controlStyles, syncChipStyles];

  @property({ attribute: false }) status: SyncStatus = { kind: 'empty' };

  override focus(): void {
    this.renderRoot.querySelector('button')?.focus();
  }

  protected override render(): TemplateResult {
    const { name, chip, tone } = wordsFromStatus(this.status, nowMs());
    return html`
      <button
        class=${tone}
        aria-label="${words.sync}: ${name}"
        @click=${() => this.dispatchEvent(new WishEvent('show-sync'))}
      >
        <i></i>${chip}
      </button>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-sync-chip': HoldfastSyncChip;
  }
}
