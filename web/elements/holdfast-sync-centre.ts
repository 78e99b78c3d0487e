/**
 * Everything about syncing that a person may ask: where the changes are, what waits, what was refused and why, what was
 * tried, and what this browser can and cannot do.
 */

import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keptDeletion } from '../../replica/kept-deletions.ts';
import { wordsFromAttempt } from '../attempt-words.ts';
import { saveAsFile } from '../device-ports.ts';
import { WishEvent } from '../events.ts';
import { icon } from '../icons.ts';
import { journalExport, journalFileName } from '../journal-export.ts';
import { amount, moment } from '../moments.ts';
import { recoveredTodos, refusedEdits } from '../review.ts';
import { nowMs } from '../screen-ports.ts';
import type { Store } from '../store.ts';
import { secondWords } from '../second-words.ts';
import type { SyncReport } from '../sync-report.ts';
import { statusSentence, statusWords } from '../sync-words.ts';
import { waitingChanges } from '../waiting-changes.ts';
import { centrePartStyles } from './centre-part.styles.ts';
import { controlStyles } from './controls.styles.ts';
import { attemptsStyles } from './holdfast-attempts.styles.ts';
import './holdfast-attempts.ts';
import './holdfast-attention.ts';
import { deviceStyles } from './holdfast-device.styles.ts';
import './holdfast-device.ts';
import './holdfast-recovered.ts';
import { syncCentreStyles } from './holdfast-sync-centre.styles.ts';
import { waitingStyles } from './holdfast-waiting.styles.ts';
import './holdfast-waiting.ts';

@customElement('holdfast-sync-centre')
export class HoldfastSyncCentre extends LitElement {
  static override styles = [
    controlStyles,
    syncCentreStyles,
    centrePartStyles,
    waitingStyles,
    attemptsStyles,
    deviceStyles,
  ];

  /** Read here, never written. */
  @property({ attribute: false }) store: Store | undefined;
  /** Another number whenever the store has changed. */
  @property({ attribute: false }) changes = 0;

  @state() private isOpen = false;
  @state() private report: SyncReport | undefined;
  /** How the attempt that was asked for here goes. */
  @state() private result = '';

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
    this.result = '';
    await this.updateComplete;
    this.panel.showPopover();
    this.panel.scrollTop = 0;
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
    const { mirror } = store;
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
      ${this.status(store)} ${mirror ? this.review(mirror) : nothing}
      <holdfast-waiting
        .changes=${mirror ? waitingChanges(mirror) : []}
        .offsetMs=${this.report?.offsetMs ?? 0}
      ></holdfast-waiting>
      <holdfast-attempts .journal=${this.report?.journal ?? []}></holdfast-attempts>
      <holdfast-device
        .report=${this.report}
        @export-journal=${this.onExport}
        @report-changed=${this.load}
      ></holdfast-device>
    `;
  }

  /** Where the changes are, in numbers and in a sentence, and what can be done. */
  private status({ status, unsentIds, mirror }: Store): TemplateResult {
    const now = nowMs();
    const [tone] = statusWords(status, now);
    const savedAtMs = mirror?.state.savedAtMs ?? 0;
    // What is to be decided on matters more then.
    const isReview = status.kind === 'review';
    const isUnexplained = status.kind === 'offline' && this.report?.browser.isOnline === true;
    const needsUpdate = status.kind === 'blocked' && status.need === 'update';
    return html`
      <p class=${tone}>${statusSentence(status, now)}</p>
      ${isUnexplained ? html`<p class="hint">${secondWords.maybeBlocked}</p>` : nothing}
      ${
        unsentIds.size
          ? html`
              <dl class="where">
                <div>
                  <dt>${secondWords.onlyHere}</dt>
                  <dd>${amount(unsentIds.size)}</dd>
                </div>
                <div>
                  <dt>${secondWords.lastSaved}</dt>
                  <dd>${savedAtMs ? moment(savedAtMs, now) : secondWords.never}</dd>
                </div>
              </dl>
            `
          : nothing
      }
      <div class="buttons">
        <button
          id="now"
          class="button ${isReview ? '' : 'strong'}"
          autofocus
          @click=${this.onSyncNow}
        >
          ${secondWords.syncNow}
        </button>
        ${
          needsUpdate
            ? html`<button
                class="button"
                @click=${() => this.dispatchEvent(new WishEvent('reload'))}
              >
                ${secondWords.reload}
              </button>`
            : nothing
        }
        <small aria-live="polite">${this.result}</small>
      </div>
    `;
  }

  /** What is kept for a person to decide on. */
  private review(mirror: NonNullable<Store['mirror']>): TemplateResult {
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

  private readonly onSyncNow = async (): Promise<void> => {
    const startedMs = nowMs();
    this.result = secondWords.syncing;
    const wish = new WishEvent('sync-now');
    this.dispatchEvent(wish);
    await wish.saved;
    await this.load();
    // One that brought nothing is not in the journal.
    const entry = this.report?.journal.find(({ atMs }) => atMs >= startedMs);
    const { what } = entry ? wordsFromAttempt(entry) : { what: secondWords.nothingNew };
    this.result = `${what.charAt(0).toUpperCase()}${what.slice(1)}.`;
  };

  private readonly onExport = (): void => {
    const { store, report } = this;
    if (!store || !report) return;
    const { mirror, status, unsentIds } = store;
    const waiting = unsentIds.size;
    const now = nowMs();
    saveAsFile(journalFileName(now), journalExport({ report, mirror, status, waiting }, now));
  };

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

  private readonly load = async (): Promise<void> => {
    this.report = await this.store?.syncReport();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-sync-centre': HoldfastSyncCentre;
  }
}
