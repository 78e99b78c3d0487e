/**
 * The page: the views, and the one listener for what a person asks for.
 *
 * Its host sets `store`, and `updateReady` when a new version waits; the event `update-now` tells the host to start it.
 */

import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SyncStatus } from '../../replica/sync-status.ts';
import { WishEvent, intents } from '../events.ts';
import type { AnyIntent } from '../events.ts';
import type { Mediator } from '../mediator.ts';
import { Router, pathOfView } from '../router.ts';
import type { Store } from '../store.ts';
import { words } from '../words.ts';
import { controlStyles } from './controls.styles.ts';
import { emptyStyles } from './empty.styles.ts';
import { appStyles } from './holdfast-app.styles.ts';
import './holdfast-list.ts';
import type { HoldfastList, TodoGroup } from './holdfast-list.ts';
import './holdfast-lists.ts';
import type { Toast } from './holdfast-toast.ts';

/** How many completed to-dos stand below the open ones. */
const LATEST_DONE = 20;

@customElement('holdfast-app')
export class HoldfastApp extends LitElement {
  static override styles = [controlStyles, emptyStyles, appStyles];

  @property({ attribute: false }) store: Store | undefined;
  /** A new version is installed and waits for the person. */
  @property({ attribute: false }) updateReady = false;

  /** The message on the screen, and what only assistive technology hears. */
  @property({ attribute: false }) toast: Toast | undefined;
  @property({ attribute: false }) announcement = '';

  /** Counts the store's changes, so that whoever reads it knows when to read again. */
  @state() private changes = 0;
  @state() private isIncomplete = false;

  readonly router = new Router(this);
  private mediator: Promise<Mediator> | undefined;

  constructor() {
    super();
    for (const intent of intents) this.addEventListener(intent, this.onIntent);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('store')) return;
    changed.get('store')?.removeEventListener('change', this.onStoreChange);
    this.store?.addEventListener('change', this.onStoreChange);
  }

  protected override render(): TemplateResult {
    const { view, todoId } = this.router;
    const { store } = this;
    return html`
      <header>
        <slot name="brand"></slot>
        <holdfast-sync-chip .status=${this.status}></holdfast-sync-chip>
      </header>
      <holdfast-lists .view=${view} .open=${store?.open.length ?? 0}></holdfast-lists>
      <main class=${todoId ? 'beside' : ''}>
        <holdfast-update role="status" .isReady=${this.updateReady}></holdfast-update>
        <holdfast-first-load
          .progress=${store?.mirror?.firstLoad}
          .isRestoring=${store?.restored?.isRunning ?? false}
        ></holdfast-first-load>
        <holdfast-notice role="status" .store=${store} .changes=${this.changes}></holdfast-notice>
        ${this.isIncomplete ? html`<p role="alert">${words.incomplete}</p>` : nothing}
        <h1 tabindex="-1">${words[view]}</h1>
        ${this.view()}
      </main>
      <holdfast-details
        .todoId=${store?.isLoaded ? todoId : undefined}
        .todo=${todoId && store?.todo(todoId)}
        .mark=${todoId && store?.marks.get(todoId)}
      ></holdfast-details>
      <holdfast-sync-centre .store=${store} .changes=${this.changes}></holdfast-sync-centre>
      <holdfast-toast role="status" .toast=${this.toast}></holdfast-toast>
      <div class="unseen" aria-live="polite">${this.announcement}</div>
    `;
  }

  protected override firstUpdated(): void {
    void this.loadMediator();
    // As the installed app's shortcut asks for it.
    if (location.hash === '#add') this.dispatchEvent(new WishEvent('focus-add'));
  }

  protected override updated(): void {
    const { view, todoId } = this.router;
    const title = (todoId && this.store?.todo(todoId)?.title) || words[view];
    document.title = `${title} · Holdfast`;
  }

  private get status(): SyncStatus {
    return this.store?.status ?? { kind: 'empty' };
  }

  private view(): unknown {
    const { view, todoId } = this.router;
    const { store } = this;
    if (view === 'settings') return html`<holdfast-settings></holdfast-settings>`;
    if (view === 'inbox') return this.inbox();
    if (!store?.isLoaded) return nothing;
    return view === 'trash'
      ? html`<holdfast-trash .todos=${store.trashed}></holdfast-trash>`
      : html`
          <holdfast-done
            .todos=${store.done}
            .marks=${store.marks}
            .shownId=${todoId}
          ></holdfast-done>
        `;
  }

  private inbox(): TemplateResult {
    const { store } = this;
    return html`
      <holdfast-add .store=${store?.isLoaded ? store : undefined}>
        <slot name="add"></slot>
      </holdfast-add>
      ${
        store?.isLoaded
          ? html`
              <holdfast-list
                .groups=${inboxGroups(store)}
                .marks=${store.marks}
                .shownId=${this.router.todoId}
              >
                <slot name="mark"></slot>
                <p>${store.done.length ? words.allDone : words.emptyInbox}</p>
                <button
                  class="button"
                  @click=${() => this.dispatchEvent(new WishEvent('focus-add'))}
                >
                  ${words.addFirst}
                </button>
              </holdfast-list>
            `
          : nothing
      }
    `;
  }

  private readonly onStoreChange = (): void => {
    this.changes += 1;
  };

  private readonly onIntent = (intent: AnyIntent): void => {
    intent.saved = this.loadMediator().then((mediator) => mediator?.handle(intent) ?? false);
  };

  /** Without a network on a first visit it is not to be had; whatever is asked for next tries again. */
  private loadMediator(): Promise<Mediator | undefined> {
    this.mediator ??= import('../second-load.ts').then(({ Mediator: Loaded }) => new Loaded(this));
    return this.mediator.then(
      (mediator) => {
        this.isIncomplete = false;
        return mediator;
      },
      () => {
        this.isIncomplete = true;
        this.mediator = undefined;
        return undefined;
      },
    );
  }

  get list(): HoldfastList | null | undefined {
    return this.find('holdfast-list') ?? this.find('holdfast-done')?.list;
  }

  find<Tag extends keyof HTMLElementTagNameMap>(tag: Tag): HTMLElementTagNameMap[Tag] | null {
    return this.renderRoot.querySelector(tag);
  }
}

function inboxGroups({ open, done }: Store): readonly TodoGroup[] {
  const rest = { path: pathOfView.done, all: done.length };
  const latest: TodoGroup = {
    name: words.done,
    isHeaded: true,
    todos: done.slice(0, LATEST_DONE),
    rest: done.length > LATEST_DONE ? rest : undefined,
  };
  return [{ name: words.openTodos, todos: open }, latest];
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-app': HoldfastApp;
  }
}
