/** The sync journal: what was tried and how it ended, in words. */

import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { JournalEntry } from '../../replica/journal.ts';
import { attemptDays, firstLines } from '../attempt-days.ts';
import type { AttemptDay, AttemptLine } from '../attempt-days.ts';
import { nowMs } from '../screen-ports.ts';
import { secondWords } from '../second-words.ts';

/** So many lines stand there before a person asks for the rest. */
const FEW = 8;

@customElement('holdfast-attempts')
export class HoldfastAttempts extends LitElement {
  /** Newest first. */
  @property({ attribute: false }) journal: readonly JournalEntry[] = [];

  @state() private isWhole = false;

  /** A part of the Sync centre, in the centre's own shadow and styles. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const days = attemptDays(this.journal, nowMs());
    const all = days.reduce((sum, { lines }) => sum + lines.length, 0);
    const shown = this.isWhole ? days : firstLines(days, FEW);
    return html`
      <div class="heading">
        <h3>${secondWords.attempts}</h3>
        ${all > FEW ? this.rest(all) : nothing}
      </div>
      ${shown.length > 0 ? shown.map((day) => this.day(day)) : html`<p>${secondWords.noAttempts}</p>`}
    `;
  }

  private rest(all: number): TemplateResult {
    return html`
      <button class="rest" @click=${this.onRest}>
        ${this.isWhole ? secondWords.showFewer : secondWords.showAll(all)}
      </button>
    `;
  }

  private day({ heading, lines }: AttemptDay): TemplateResult {
    return html`
      <h4>${heading}</h4>
      <ol role="list" aria-label="${secondWords.attempts}, ${heading}">
        ${lines.map((line) => this.line(line))}
      </ol>
    `;
  }

  private line({ time, what, how, hasFailed }: AttemptLine): TemplateResult {
    return html`
      <li class=${hasFailed ? 'failed' : ''}>
        <time>${time}</time><i></i>
        <span>${what}${how ? html`<small>, ${how}</small>` : nothing}</span>
      </li>
    `;
  }

  private readonly onRest = (): void => {
    this.isWhole = !this.isWhole;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-attempts': HoldfastAttempts;
  }
}
