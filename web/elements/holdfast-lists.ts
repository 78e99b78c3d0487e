/** The way from list to list: a column where there is room, a strip that doubles as the title where there is not. */

import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icon } from '../icons.ts';
import { pathOfView } from '../router.ts';
import type { View } from '../router.ts';
import { words } from '../words.ts';
import { controlStyles } from './controls.styles.ts';
import { listsStyles } from './holdfast-lists.styles.ts';

const views: readonly View[] = ['inbox', 'done', 'trash', 'settings'];

@customElement('holdfast-lists')
export class HoldfastLists extends LitElement {
  static override styles = [controlStyles, listsStyles];

  @property({ attribute: false }) view: View = 'inbox';
  /** How many to-dos are open in the Inbox. */
  @property({ attribute: false }) open = 0;

  protected override render(): TemplateResult {
    return html`<nav aria-label=${words.lists}>${views.map((view) => this.link(view))}</nav>`;
  }

  /** The number is for the eye: the list itself says how long it is. */
  private link(view: View): TemplateResult {
    return html`
      <a href=${pathOfView[view]} aria-current=${view === this.view ? 'page' : nothing}>
        ${icon(view)} ${words[view]}
        ${
          view === 'inbox' && this.open
            ? html`<span aria-hidden="true">${this.open}</span>`
            : nothing
        }
      </a>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-lists': HoldfastLists;
  }
}
