/** What is to be done, with the latest of what is done below it. */

import { LitElement, html } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { ItemId } from '../../domain/ids.ts';
import type { Todo } from '../../domain/todo.ts';
import { WishEvent } from '../events.ts';
import { pathOfView } from '../router.ts';
import { words } from '../words.ts';
import { controlStyles } from './controls.styles.ts';
import { emptyStyles } from './empty.styles.ts';
import './holdfast-list.ts';
import type { HoldfastList, TodoGroup } from './holdfast-list.ts';

const LATEST_DONE = 20;

@customElement('holdfast-inbox')
export class HoldfastInbox extends LitElement {
  static override styles = [controlStyles, emptyStyles];

  @property({ attribute: false }) open: readonly Todo[] = [];
  /** Newest first. */
  @property({ attribute: false }) done: readonly Todo[] = [];
  @property({ attribute: false }) unsentIds: ReadonlySet<ItemId> = new Set();
  /** The to-do whose details are open. */
  @property({ attribute: false }) shownId: ItemId | undefined;

  /** The list inside, for those who move the focus. */
  @query('holdfast-list') readonly list!: HoldfastList | null;

  protected override render(): TemplateResult {
    return html`
      <holdfast-list
        .groups=${this.#groups()}
        .unsentIds=${this.unsentIds}
        .shownId=${this.shownId}
      >
        <p>${this.done.length ? words.allDone : words.emptyInbox}</p>
        <button class="button" @click=${() => this.dispatchEvent(new WishEvent('focus-add'))}>
          ${words.addFirst}
        </button>
      </holdfast-list>
    `;
  }

  #groups(): readonly TodoGroup[] {
    const { open, done } = this;
    return [
      { name: words.openTodos, todos: open },
      {
        name: words.done,
        isHeaded: true,
        todos: done.slice(0, LATEST_DONE),
        rest: done.length > LATEST_DONE ? { path: pathOfView.done, all: done.length } : undefined,
      },
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-inbox': HoldfastInbox;
  }
}
