/** What a person should know about this device's copy as a whole, or be asked about it, in one line each. */

import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keptDeletion } from '../../replica/kept-deletions.ts';
import type { KeptDeletion } from '../../replica/kept-deletions.ts';
import { deletionButtons } from '../deletion-buttons.ts';
import { WishEvent } from '../events.ts';
import type { Wish } from '../events.ts';
import { LostFocus } from '../lost-focus.ts';
import { dayFromIso } from '../moments.ts';
import { secondWords } from '../second-words.ts';
import type { StorageTrouble } from '../../replica/storage-recovery.ts';
import type { Store } from '../store.ts';
import { troubleWords } from '../trouble-words.ts';
import { controlStyles } from './controls.styles.ts';
import { stripStyles } from './strip.styles.ts';

/** What a person can do about the storage beside waiting. */
const wayOut: Readonly<Record<StorageTrouble['state'], readonly [wish: Wish, label: string]>> = {
  unopened: ['reload', secondWords.reload],
  held: ['sync-now', secondWords.tryAgain],
  behind: ['sync-now', secondWords.tryAgain],
  'in-memory': ['sync-now', ''],
};

@customElement('holdfast-notice')
export class HoldfastNotice extends LitElement {
  static override styles = [controlStyles, stripStyles];

  /** Read here, never written. */
  @property({ attribute: false }) store: Store | undefined;
  /** Another number whenever the store has changed. */
  @property({ attribute: false }) changes = 0;

  @state() private isRead = false;

  constructor() {
    super();
    this.addController(new LostFocus(this));
  }

  protected override render(): unknown {
    const { isReadOnly, restored, mirror, trouble } = this.store ?? {};
    if (isReadOnly) {
      return html`
        <p class="needs-you">
          <span>${secondWords.readOnly}</span>
          <button class="button" @click=${() => this.dispatchEvent(new WishEvent('reload'))}>
            ${secondWords.reload}
          </button>
        </p>
      `;
    }
    const deletion = mirror && keptDeletion(mirror);
    return html`${trouble ? this.trouble(trouble) : this.back(restored)}
    ${deletion ? this.question(deletion) : nothing}`;
  }

  private trouble(trouble: StorageTrouble): TemplateResult {
    const [wish, label] = wayOut[trouble.state];
    return html`
      <p class="needs-you">
        <span>${troubleWords(trouble, this.store?.heldIds.size ?? 0)}</span>
        ${
          label
            ? html`<button class="button" @click=${() => this.dispatchEvent(new WishEvent(wish))}>
                ${label}
              </button>`
            : nothing
        }
      </p>
    `;
  }

  private back(restored: Store['restored']): unknown {
    // While it is running, the progress is shown instead.
    if (!restored || restored.isRunning || this.isRead) return nothing;
    const { lastSeenDay } = restored;
    return html`
      <p>
        <span>${secondWords.restoredSince(lastSeenDay && dayFromIso(lastSeenDay))}</span>
        <button class="button" @click=${this.onRead}>${secondWords.understood}</button>
      </p>
    `;
  }

  private question(deletion: KeptDeletion): TemplateResult {
    return html`
      <p class="needs-you">
        <span>${secondWords.deletedElsewhere(deletion.todos)}</span>
        <span class="buttons">${deletionButtons(this, deletion)}</span>
      </p>
    `;
  }

  private readonly onRead = (): void => {
    this.isRead = true;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-notice': HoldfastNotice;
  }
}
