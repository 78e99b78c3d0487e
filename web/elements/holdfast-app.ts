/**
 * The page: the views, and the one listener for what a person asks for.
 *
 * Its host sets `store`, and `updateReady` when a new version waits; the event `update-now` tells the host to start it.
 */

import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ItemId } from '../../domain/ids.ts';
import type { SyncStatus } from '../../replica/sync-status.ts';
import { Edits } from '../edits.ts';
import type { ChangeTodoEvent } from '../events.ts';
import { Router, pathOfView } from '../router.ts';
import { Shortcuts } from '../shortcuts.ts';
import type { Shortcut } from '../shortcuts.ts';
import type { Store } from '../store.ts';
import { dayFromIso, words } from '../words.ts';
import { controlStyles } from './controls.styles.ts';
import './holdfast-add.ts';
import type { HoldfastAdd } from './holdfast-add.ts';
import { appStyles } from './holdfast-app.styles.ts';
import './holdfast-inbox.ts';
import type { HoldfastList } from './holdfast-list.ts';
import './holdfast-lists.ts';
import type { HoldfastSyncCentre } from './holdfast-sync-centre.ts';
import './holdfast-sync-chip.ts';
import './holdfast-toast.ts';
import type { Toast } from './holdfast-toast.ts';
import { stripStyles } from './strip.styles.ts';

@customElement('holdfast-app')
export class HoldfastApp extends LitElement {
  static override styles = [controlStyles, stripStyles, appStyles];

  @property({ attribute: false }) store: Store | undefined;
  /** A new version is installed and waits for the person. */
  @property({ attribute: false }) updateReady = false;

  /** Counts the store's changes, so that whoever reads it knows when to read again. */
  @state() private changes = 0;
  @state() private toast: Toast | undefined;
  @state() private announcement = '';
  @state() private isRestoreRead = false;

  @query('h1') private readonly heading!: HTMLElement;
  @query('holdfast-add') private readonly add!: HoldfastAdd | null;
  @query('holdfast-inbox, holdfast-done') private readonly listView!: ListView | null;
  @query('holdfast-sync-chip') private readonly chip!: HTMLElement;
  @query('holdfast-sync-centre') private readonly syncCentre!: HoldfastSyncCentre;

  readonly #router = new Router(this);
  readonly #edits = new Edits({
    store: () => this.store,
    say: (text, canUndo = false) => {
      this.toast = text === undefined ? undefined : { text, canUndo };
    },
    announce: (text) => {
      this.announcement = text;
    },
  });
  /** The focus belongs on this to-do's row as soon as it is there. */
  #wantedRow: ItemId | undefined;

  constructor() {
    super();
    this.addController(new Shortcuts((shortcut) => this.#onShortcut(shortcut)));
    this.addEventListener('add-todos', (event) => {
      this.#edits.add(event);
      scrollTo({ top: 0, behavior: 'smooth' });
    });
    this.addEventListener('change-todo', (event) => this.#onChangeTodo(event));
    this.addEventListener('move-todo', (event) => this.#edits.move(event));
    this.addEventListener('undo', () => this.#onUndo());
    this.addEventListener('show-todo', ({ todoId }) => this.#router.showTodo(todoId));
    this.addEventListener('close-details', () => this.#closeDetails());
    this.addEventListener('focus-lost', () => this.heading.focus());
    this.addEventListener('focus-add', () => void this.#focusAdd());
    this.addEventListener('show-sync', () => void this.syncCentre.toggle?.(this.chip));
    this.addEventListener('sync-now', () => void this.store?.syncNow());
    this.addEventListener('reload', () => location.reload());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('store')) return;
    changed.get('store')?.removeEventListener('change', this.#onStoreChange);
    this.store?.addEventListener('change', this.#onStoreChange);
  }

  protected override render(): TemplateResult {
    const { view, todoId } = this.#router;
    const { store } = this;
    return html`
      <header>
        <slot name="brand"></slot>
        <holdfast-sync-chip .status=${this.#status}></holdfast-sync-chip>
      </header>
      <holdfast-lists .view=${view} .open=${store?.open.length ?? 0}></holdfast-lists>
      <main class=${todoId ? 'beside' : ''}>
        <holdfast-update .isReady=${this.updateReady}></holdfast-update>
        ${this.#strip()}
        <h1 tabindex="-1">${words[view]}</h1>
        ${view === 'inbox' ? html`<holdfast-add><slot name="add"></slot></holdfast-add>` : nothing}
        ${this.#view()}
      </main>
      <holdfast-details
        .todoId=${store?.isLoaded ? todoId : undefined}
        .todo=${todoId && store?.todo(todoId)}
        .isUnsent=${todoId !== undefined && store?.unsentIds.has(todoId) === true}
      ></holdfast-details>
      <holdfast-sync-centre .store=${store} .changes=${this.changes}></holdfast-sync-centre>
      <holdfast-toast .toast=${this.toast}></holdfast-toast>
      <div class="unseen" aria-live="polite">${this.announcement}</div>
    `;
  }

  protected override firstUpdated(): void {
    void import('../second-load.ts');
  }

  protected override updated(): void {
    const { view, todoId } = this.#router;
    const title = (todoId && this.store?.todo(todoId)?.title) || words[view];
    document.title = `${title} · Holdfast`;
    if (this.#wantedRow) void this.#focusWantedRow();
  }

  get #status(): SyncStatus {
    return this.store?.status ?? { kind: 'empty' };
  }

  #view(): unknown {
    const { view, todoId } = this.#router;
    const { store } = this;
    if (view === 'settings') return html`<holdfast-settings></holdfast-settings>`;
    if (!store?.isLoaded) return nothing;
    switch (view) {
      case 'inbox':
        return html`
          <holdfast-inbox
            .open=${store.open}
            .done=${store.done}
            .unsentIds=${store.unsentIds}
            .shownId=${todoId}
          ></holdfast-inbox>
        `;
      case 'done':
        return html`
          <holdfast-done
            .todos=${store.done}
            .unsentIds=${store.unsentIds}
            .shownId=${todoId}
          ></holdfast-done>
        `;
      case 'trash':
        return html`<holdfast-trash .todos=${store.trashed}></holdfast-trash>`;
    }
  }

  /** What concerns the whole app, in one line with at most one button. */
  #strip(): unknown {
    const { restored, isReadOnly } = this.store ?? {};
    if (isReadOnly) {
      return html`
        <p class="strip needs-you" role="alert">
          <span>${words.readOnly}</span>
          <button class="button" @click=${() => location.reload()}>${words.reload}</button>
        </p>
      `;
    }
    if (!restored || this.isRestoreRead) return nothing;
    const { isRunning, lastSeenDay } = restored;
    const since = lastSeenDay && dayFromIso(lastSeenDay);
    return html`
      <p class="strip" role="status">
        <span>${isRunning ? words.restoring : words.restoredSince(since)}</span>
        ${
          isRunning
            ? nothing
            : html`<button class="button" @click=${this.#onRestoreRead}>
                ${words.understood}
              </button>`
        }
      </p>
    `;
  }

  readonly #onStoreChange = (): void => {
    this.changes += 1;
  };

  readonly #onRestoreRead = (): void => {
    this.isRestoreRead = true;
    this.heading.focus();
  };

  #onChangeTodo(event: ChangeTodoEvent): void {
    const { todoId, change } = event;
    const neighbour = this.listView?.list?.neighbourOf(todoId);
    this.#edits.change(event);
    const isDeletedHere = change.isTrashed && todoId === this.#router.todoId;
    if (isDeletedHere)
      event.saved.then(
        () => this.#closeDetails(neighbour),
        () => undefined,
      );
  }

  #onUndo(): void {
    this.#wantedRow = this.#edits.undo();
  }

  #closeDetails(next = this.#router.todoId): void {
    if (!this.#router.todoId) return;
    this.#router.closeTodo();
    void this.#focusRow(next);
  }

  #onShortcut(shortcut: Shortcut): void {
    if (this.renderRoot.querySelector('holdfast-details')?.isModal) return;
    switch (shortcut) {
      case 'add':
        void this.#focusAdd();
        return undefined;
      case 'undo':
        return this.#onUndo();
      case 'rows':
        this.listView?.list?.focusTodo();
        return undefined;
      case 'help':
        return this.#router.go(pathOfView.settings);
      case 'inbox':
      case 'done':
        return this.#router.go(pathOfView[shortcut]);
    }
  }

  /** The field is part of the Inbox; from anywhere else the way leads there first. */
  async #focusAdd(): Promise<void> {
    if (!this.add) this.#router.go(pathOfView.inbox);
    await this.updateComplete;
    await this.add?.updateComplete;
    this.add?.focus();
  }

  async #focusRow(id: ItemId | undefined): Promise<void> {
    const list = await this.#drawnList();
    if (!list?.focusTodo(id)) this.heading.focus();
  }

  async #focusWantedRow(): Promise<void> {
    const list = await this.#drawnList();
    if (list && !list.hasTodo(this.#wantedRow)) return;
    list?.focusTodo(this.#wantedRow);
    this.#wantedRow = undefined;
  }

  /** The list on the screen, once it shows what the store says. */
  async #drawnList(): Promise<HoldfastList | null | undefined> {
    await this.updateComplete;
    await this.listView?.updateComplete;
    const list = this.listView?.list;
    await list?.updateComplete;
    return list;
  }
}

/** A view with a list of to-dos in it. */
interface ListView extends LitElement {
  readonly list: HoldfastList | null;
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-app': HoldfastApp;
  }
}
