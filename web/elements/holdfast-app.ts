/**
 * The page: the views, and the one listener for what a person asks for.
 *
 * Its host sets `store`, and `updateReady` when a new version waits; the event `update-now` tells the host to start it.
 */

import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ItemId } from '../../domain/ids.ts';
import type { SyncStatus } from '../../replica/sync-status.ts';
import { Edits } from '../edits.ts';
import type { ChangeTodoEvent } from '../events.ts';
import { Router, pathOfView } from '../router.ts';
import { Shortcuts } from '../shortcuts.ts';
import type { Shortcut } from '../shortcuts.ts';
import type { Store } from '../store.ts';
import { words } from '../words.ts';
import { controlStyles } from './controls.styles.ts';
import { emptyStyles } from './empty.styles.ts';
import './holdfast-add.ts';
import { appStyles } from './holdfast-app.styles.ts';
import './holdfast-list.ts';
import type { HoldfastList, TodoGroup } from './holdfast-list.ts';
import './holdfast-lists.ts';
import './holdfast-sync-chip.ts';
import type { Toast } from './holdfast-toast.ts';

/** How many completed to-dos stand below the open ones. */
const LATEST_DONE = 20;

@customElement('holdfast-app')
export class HoldfastApp extends LitElement {
  static override styles = [controlStyles, emptyStyles, appStyles];

  @property({ attribute: false }) store: Store | undefined;
  /** A new version is installed and waits for the person. */
  @property({ attribute: false }) updateReady = false;

  /** Counts the store's changes, so that whoever reads it knows when to read again. */
  @state() private changes = 0;
  @state() private toast: Toast | undefined;
  @state() private announcement = '';

  private readonly router = new Router(this);
  private readonly edits = new Edits({
    store: () => this.store,
    say: (text, canUndo = false) => {
      this.toast = text === undefined ? undefined : { text, canUndo };
    },
    announce: (text) => {
      this.announcement = text;
    },
  });
  /** The focus belongs on this to-do's row as soon as it is there. */
  private wantedRow: ItemId | undefined;

  constructor() {
    super();
    this.addController(new Shortcuts((shortcut) => this.onShortcut(shortcut)));
    this.addEventListener('add-todos', (event) => {
      this.edits.add(event);
      scrollTo({ top: 0, behavior: 'smooth' });
    });
    this.addEventListener('change-todo', (event) => this.onChangeTodo(event));
    this.addEventListener('move-todo', (event) => this.edits.move(event));
    this.addEventListener('undo', () => this.onUndo());
    this.addEventListener('show-todo', ({ todoId }) => this.router.showTodo(todoId));
    this.addEventListener('close-details', () => this.closeDetails());
    this.addEventListener('focus-lost', () => this.find('h1')?.focus());
    this.addEventListener('show-sync', () => void this.onShowSync());
    this.addEventListener('sync-now', () => void this.store?.syncNow());
    this.addEventListener('reload', () => location.reload());
    for (const sign of ['pointerdown', 'keydown', 'click']) {
      this.addEventListener(sign, loadSecond, { once: true });
    }
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
        <holdfast-notice
          role="status"
          .isReadOnly=${store?.isReadOnly ?? false}
          .restored=${store?.restored}
        ></holdfast-notice>
        <h1 tabindex="-1">${words[view]}</h1>
        ${this.view()}
      </main>
      <holdfast-details
        .todoId=${store?.isLoaded ? todoId : undefined}
        .todo=${todoId && store?.todo(todoId)}
        .isUnsent=${todoId !== undefined && store?.unsentIds.has(todoId) === true}
      ></holdfast-details>
      <holdfast-sync-centre .store=${store} .changes=${this.changes}></holdfast-sync-centre>
      <holdfast-toast role="status" .toast=${this.toast}></holdfast-toast>
      <div class="unseen" aria-live="polite">${this.announcement}</div>
    `;
  }

  protected override firstUpdated(): void {
    if (location.hash === '#add') this.find('holdfast-add')?.focus();
  }

  protected override updated(): void {
    const { view, todoId } = this.router;
    const title = (todoId && this.store?.todo(todoId)?.title) || words[view];
    document.title = `${title} · Holdfast`;
    const { isReadOnly, restored } = this.store ?? {};
    if (view !== 'inbox' || todoId || this.updateReady || isReadOnly || restored) loadSecond();
    if (this.wantedRow) void this.focusWantedRow();
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
            .unsentIds=${store.unsentIds}
            .shownId=${todoId}
          ></holdfast-done>
        `;
  }

  private inbox(): TemplateResult {
    const { store } = this;
    return html`
      <holdfast-add><slot name="add"></slot></holdfast-add>
      ${
        store?.isLoaded
          ? html`
              <holdfast-list
                .groups=${inboxGroups(store)}
                .unsentIds=${store.unsentIds}
                .shownId=${this.router.todoId}
              >
                <p>${store.done.length ? words.allDone : words.emptyInbox}</p>
                <button class="button" @click=${() => this.focusAdd()}>${words.addFirst}</button>
              </holdfast-list>
            `
          : nothing
      }
    `;
  }

  private readonly onStoreChange = (): void => {
    this.changes += 1;
  };

  private onChangeTodo(event: ChangeTodoEvent): void {
    const { todoId, change } = event;
    const neighbour = this.list?.neighbourOf(todoId);
    this.edits.change(event);
    if (!change.isTrashed || todoId !== this.router.todoId) return;
    void event.saved.then((isSaved) => isSaved && this.closeDetails(neighbour));
  }

  private onUndo(): void {
    this.wantedRow = this.edits.undo();
  }

  private async onShowSync(): Promise<void> {
    await import('../second-load.ts');
    await this.find('holdfast-sync-centre')?.toggle(this.find('holdfast-sync-chip'));
  }

  private closeDetails(next = this.router.todoId): void {
    if (!this.router.todoId) return;
    this.router.closeTodo();
    void this.focusRow(next);
  }

  private onShortcut(shortcut: Shortcut): void {
    if (this.find('holdfast-details')?.isModal) return;
    switch (shortcut) {
      case 'add':
        void this.focusAdd();
        break;
      case 'undo':
        this.onUndo();
        break;
      case 'rows':
        this.list?.focusTodo();
        break;
      case 'help':
        this.router.go(pathOfView.settings);
        break;
      case 'inbox':
      case 'done':
        this.router.go(pathOfView[shortcut]);
        break;
    }
  }

  /** The field is part of the Inbox; from anywhere else the way leads there first. */
  private async focusAdd(): Promise<void> {
    if (!this.find('holdfast-add')) this.router.go(pathOfView.inbox);
    await this.updateComplete;
    await this.find('holdfast-add')?.updateComplete;
    this.find('holdfast-add')?.focus();
  }

  private async focusRow(id: ItemId | undefined): Promise<void> {
    const list = await this.drawnList();
    if (!list?.focusTodo(id)) this.find('h1')?.focus();
  }

  private async focusWantedRow(): Promise<void> {
    const list = await this.drawnList();
    if (list && !list.hasTodo(this.wantedRow)) return;
    list?.focusTodo(this.wantedRow);
    this.wantedRow = undefined;
  }

  /** The list on the screen, once it shows what the store says. */
  private async drawnList(): Promise<HoldfastList | null | undefined> {
    await this.updateComplete;
    await this.find('holdfast-done')?.updateComplete;
    await this.list?.updateComplete;
    return this.list;
  }

  private get list(): HoldfastList | null | undefined {
    return this.find('holdfast-list') ?? this.find('holdfast-done')?.list;
  }

  private find<Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag,
  ): HTMLElementTagNameMap[Tag] | null {
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

/** Offline on a first visit it is not to be had yet; whatever needs it asks again. */
function loadSecond(): void {
  import('../second-load.ts').catch(() => undefined);
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-app': HoldfastApp;
  }
}
