/** Where the changes are, in a few words that are always on the screen; it opens the Sync centre. */

import { LitElement, html } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SyncStatus } from '../../replica/sync-status.ts';
import { WishEvent } from '../events.ts';
import { nowMs } from '../screen-ports.ts';
import { secondWords } from '../second-words.ts';
import { statusWords } from '../sync-words.ts';
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
    const [tone, name] = statusWords(this.status, nowMs());
    const shown = name.charAt(0).toUpperCase() + name.slice(1).replace(', ', '\u00A0· ');
    return html`
      <button
        class=${tone}
        aria-label="${secondWords.sync}: ${name}"
        @click=${() => this.dispatchEvent(new WishEvent('show-sync'))}
      >
        <i></i>${shown}
      </button>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-sync-chip': HoldfastSyncChip;
  }
}
