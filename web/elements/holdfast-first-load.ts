/**
 * How far a first load is. It is told to the ear at its beginning, at every quarter and at its end, not at every page;
 * the list can be used meanwhile.
 */

import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FirstLoad } from '../../replica/records.ts';
import { secondWords } from '../second-words.ts';
import { controlStyles } from './controls.styles.ts';
import { firstLoadStyles } from './holdfast-first-load.styles.ts';
import { stripStyles } from './strip.styles.ts';

const STEP_PERCENT = 25;

@customElement('holdfast-first-load')
export class HoldfastFirstLoad extends LitElement {
  static override styles = [controlStyles, stripStyles, firstLoadStyles];

  /** Undefined while nothing is being loaded for the first time. */
  @property({ attribute: false }) progress: FirstLoad | undefined;
  /** This browser had lost its copy; how much there is to come is not known at first. */
  @property({ attribute: false }) isRestoring = false;

  private told = '';

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { progress } = this;
    if (progress) {
      const part = Math.floor((100 * progress.received) / progress.total / STEP_PERCENT);
      this.told = secondWords.receivedPart(part * STEP_PERCENT, progress.total);
    } else if (changed.get('progress')) this.told = secondWords.receivedAll;
    else if (this.isRestoring) this.told = secondWords.restoring;
  }

  protected override render(): TemplateResult {
    return html`${this.bar()}<span class="unseen" role="status">${this.told}</span>`;
  }

  private bar(): unknown {
    if (!this.progress && !this.isRestoring) return nothing;
    const { received, total } = this.progress ?? {};
    return html`
      <p>
        <label for="bar">
          ${
            received === undefined || total === undefined
              ? secondWords.restoring
              : secondWords.receiving(received, total)
          }
        </label>
        <progress id="bar" max=${total ?? 1} value=${received ?? nothing}></progress>
      </p>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-first-load': HoldfastFirstLoad;
  }
}
