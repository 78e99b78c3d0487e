/**
 * One short message at a time, with Undo where it can be undone. It stays for eight seconds, and as long as the pointer
 * or the focus rests on it. Its place in the page is the status region, which is there before any message; on the
 * screen it lies over everything else, an open Sync centre included.
 */

import { LitElement, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { WishEvent } from '../events.ts';
import { after } from '../screen-ports.ts';
import { secondWords } from '../second-words.ts';
import { controlStyles } from './controls.styles.ts';
import { toastStyles } from './holdfast-toast.styles.ts';

export interface Toast {
  readonly text: string;
  readonly canUndo: boolean;
}

const STAY_MS = 8000;

@customElement('holdfast-toast')
export class HoldfastToast extends LitElement {
  static override styles = [controlStyles, toastStyles];

  /** A new object is a new message, even of the same words. */
  @property({ attribute: false }) toast: Toast | undefined;

  @state() private isGone = false;

  @query('p') private readonly message!: HTMLElement | null;

  private cancel = (): void => undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('toast')) return;
    this.isGone = false;
    this.leaveLater();
  }

  /** Shown anew, it is above whatever was opened since. */
  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('toast')) return;
    this.message?.hidePopover();
    this.message?.showPopover();
  }

  protected override render(): unknown {
    if (!this.toast || this.isGone) return nothing;
    const { text, canUndo } = this.toast;
    return html`
      <p
        popover="manual"
        @pointerenter=${this.stay}
        @focusin=${this.stay}
        @pointerleave=${this.leaveLater}
        @focusout=${this.leaveLater}
      >
        ${text}
        ${
          canUndo
            ? html`<button @click=${() => this.dispatchEvent(new WishEvent('undo'))}>
                ${secondWords.undo}
              </button>`
            : nothing
        }
      </p>
    `;
  }

  private readonly stay = (): void => this.cancel();

  private readonly leaveLater = (): void => {
    this.cancel();
    this.cancel = after(STAY_MS, () => {
      this.isGone = true;
    });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-toast': HoldfastToast;
  }
}
