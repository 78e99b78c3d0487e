/** What this browser can do for the person's changes and what it may do to them, and the journal as a file. */

import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { askToNotify } from '../device-ports.ts';
import { keepingWords, noticeWords, sendingWords, usedWords } from '../device-words.ts';
import { nowMs } from '../screen-ports.ts';
import { secondWords } from '../second-words.ts';
import type { SyncReport } from '../sync-report.ts';

@customElement('holdfast-device')
export class HoldfastDevice extends LitElement {
  @property({ attribute: false }) report: SyncReport | undefined;

  /** A part of the Sync centre, in the centre's own shadow and styles. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): unknown {
    if (!this.report) return nothing;
    const { browser, storage, support } = this.report;
    const keeping = [usedWords(storage), keepingWords(browser, storage, nowMs())];
    const telling = noticeWords(browser, support);
    return html`
      <div class="heading"><h3>${secondWords.thisDevice}</h3></div>
      <dl>
        ${this.fact(secondWords.sending, sendingWords(browser.name, support))}
        ${this.fact(secondWords.storage, keeping.filter(Boolean).join(' '))}
        ${this.fact(
          secondWords.alerts,
          telling,
          browser.notifications === 'default'
            ? html`<button class="button" @click=${this.onTellMe}>${secondWords.tellMe}</button>`
            : nothing,
        )}
      </dl>
      <div class="export">
        <small id="export-help">${secondWords.exportHelp}</small>
        <button
          class="button"
          aria-describedby="export-help"
          @click=${() => this.dispatchEvent(new Event('export-journal'))}
        >
          ${secondWords.exportJournal}
        </button>
      </div>
    `;
  }

  private fact(
    term: string,
    words: string,
    more: unknown = nothing,
  ): TemplateResult | typeof nothing {
    if (!words) return nothing;
    return html`
      <div>
        <dt>${term}</dt>
        <dd>${words}${more}</dd>
      </div>
    `;
  }

  private readonly onTellMe = async (): Promise<void> => {
    await askToNotify();
    this.dispatchEvent(new Event('report-changed'));
  };
}

declare global {
  interface HTMLElementEventMap {
    /** The person wants the journal as a file. */
    'export-journal': Event;
    /** What the browser allows is another now. */
    'report-changed': Event;
  }
  interface HTMLElementTagNameMap {
    'holdfast-device': HoldfastDevice;
  }
}
