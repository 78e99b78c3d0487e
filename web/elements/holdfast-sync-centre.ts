/**
 * Everything about syncing that a person may ask: what waits, what was refused and why, what was tried, and what this
 * browser can and cannot do.
 */

import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { JournalEntry } from '../../replica/journal.ts';
import { keptDeletion } from '../../replica/kept-deletions.ts';
import { WishEvent } from '../events.ts';
import { icon } from '../icons.ts';
import { bytes, moment } from '../moments.ts';
import type { StorageFacts } from '../page-ports.ts';
import { recoveredTodos, refusedEdits, waitingTitle } from '../review.ts';
import { nowMs } from '../screen-ports.ts';
import type { Store } from '../store.ts';
import { secondWords } from '../second-words.ts';
import { statusSentence, statusWords, wordsFromAttempt } from '../sync-words.ts';
import { controlStyles } from './controls.styles.ts';
import './holdfast-attention.ts';
import './holdfast-recovered.ts';
import { syncCentreStyles } from './holdfast-sync-centre.styles.ts';

const MOST_WAITING = 20;
const MOST_ATTEMPTS = 50;

@customElement('holdfast-sync-centre')
export class HoldfastSyncCentre extends LitElement {
  static override styles = [controlStyles, syncCentreStyles];

  /** Read here, never written. */
  @property({ attribute: false }) store: Store | undefined;
  /** Another number whenever the store has changed. */
  @property({ attribute: false }) changes = 0;

  @state() private isOpen = false;
  @state() private journal: readonly JournalEntry[] = [];
  @state() private facts: StorageFacts = {};

  private opener: HTMLElement | null = null;

  @query('section') private readonly panel!: HTMLElement;
  @query('#now') private readonly syncNow!: HTMLElement;

  /** Opens or closes it; on closing, the focus goes back to `opener`. */
  async toggle(opener: HTMLElement | null): Promise<void> {
    this.opener = opener;
    if (this.isOpen) {
      this.panel.hidePopover();
      return;
    }
    // Drawn before it is shown, so that the focus finds the button it is meant for.
    this.isOpen = true;
    await this.updateComplete;
    this.panel.showPopover();
    await this.load();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.isOpen && changed.has('changes')) void this.load();
  }

  protected override render(): TemplateResult {
    return html`
      <section
        popover="auto"
        aria-label=${secondWords.sync}
        @beforetoggle=${this.onBeforeToggle}
        @toggle=${this.onToggle}
      >
        ${this.isOpen && this.store ? this.content(this.store) : nothing}
      </section>
    `;
  }

  private content(store: Store): TemplateResult {
    const now = nowMs();
    const [tone] = statusWords(store.status, now);
    // What is to be decided on matters more then.
    const isReview = store.status.kind === 'review';
    const needsUpdate = store.status.kind === 'blocked' && store.status.need === 'update';
    return html`
      <div class="top">
        <h2>${secondWords.sync}</h2>
        <button
          class="icon"
          aria-label=${secondWords.close}
          title=${secondWords.close}
          @click=${() => this.panel.hidePopover()}
        >
          ${icon('close')}
        </button>
      </div>
      <p class=${tone}>${statusSentence(store.status, now)}</p>
      <div class="buttons">
        <button
          id="now"
          class="button ${isReview ? '' : 'strong'}"
          autofocus
          @click=${() => this.wish('sync-now')}
        >
          ${secondWords.syncNow}
        </button>
        ${
          needsUpdate
            ? html`<button class="button" @click=${() => this.wish('reload')}>
                ${secondWords.reload}
              </button>`
            : nothing
        }
      </div>
      ${this.review(store)} ${this.waiting(store)}
      <h3>${secondWords.attempts}</h3>
      ${this.attempts()}
      <h3>${secondWords.thisDevice}</h3>
      ${this.device(store)}
    `;
  }

  /** What is kept for a person to decide on. */
  private review({ mirror }: Store): unknown {
    if (!mirror) return nothing;
    return html`
      <holdfast-attention
        .deletion=${keptDeletion(mirror)}
        .edits=${refusedEdits(mirror)}
        @focus-lost=${this.onFocusLost}
      ></holdfast-attention>
      <holdfast-recovered
        .todos=${recoveredTodos(mirror)}
        @focus-lost=${this.onFocusLost}
      ></holdfast-recovered>
    `;
  }

  private waiting(store: Store): unknown {
    const { mirror } = store;
    const ids = [...store.unsentIds];
    if (!ids.length) return nothing;
    const more = ids.length - MOST_WAITING;
    return html`
      <h3>${secondWords.waitingHere}</h3>
      <ul role="list">
        ${ids
          .slice(0, MOST_WAITING)
          .map((id) => html`<li><bdi>${mirror && waitingTitle(mirror, id)}</bdi></li>`)}
        ${more > 0 ? html`<li><small>${secondWords.andMore(more)}</small></li>` : nothing}
      </ul>
    `;
  }

  private attempts(): TemplateResult {
    const now = nowMs();
    if (!this.journal.length) return html`<p>${secondWords.noAttempts}</p>`;
    return html`
      <ol>
        ${this.journal.slice(0, MOST_ATTEMPTS).map(
          (entry) => html`
            <li>
              <time>${moment(entry.atMs, now)}</time>
              <span>${wordsFromAttempt(entry)}</span>
            </li>
          `,
        )}
      </ol>
    `;
  }

  private device({ canSyncInBackground }: Store): TemplateResult {
    const { usedBytes, quotaBytes, isPersisted } = this.facts;
    return html`
      <p>
        ${secondWords.background[canSyncInBackground]}
        ${isPersisted === undefined ? nothing : secondWords[isPersisted ? 'persisted' : 'notPersisted']}
        ${
          usedBytes === undefined
            ? nothing
            : secondWords.used(bytes(usedBytes), quotaBytes ? bytes(quotaBytes) : undefined)
        }
      </p>
    `;
  }

  private wish(wish: 'sync-now' | 'reload'): void {
    this.dispatchEvent(new WishEvent(wish));
  }

  /** The last thing to decide on is gone. */
  private readonly onFocusLost = (event: Event): void => {
    event.stopPropagation();
    this.syncNow.focus();
  };

  private readonly onToggle = (): void => {
    this.isOpen = this.panel.matches(':popover-open');
  };

  /** Chromium gives the focus back by itself only where no shadow is involved. */
  private readonly onBeforeToggle = (event: ToggleEvent): void => {
    if (event.newState === 'closed' && this.shadowRoot?.activeElement) this.opener?.focus();
  };

  private async load(): Promise<void> {
    const { store } = this;
    if (!store) return;
    [this.journal, this.facts] = await Promise.all([store.journal(), store.storage()]);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-sync-centre': HoldfastSyncCentre;
  }
}
