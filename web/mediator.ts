/**
 * Does what a person asks for, and keeps the focus where they expect it.
 *
 * `holdfast-app` listens and hands over; this is its acting half, which the first screen can be drawn without.
 */

import type { ItemId } from '../domain/ids.ts';
import { Edits } from './edits.ts';
import type { HoldfastApp } from './elements/holdfast-app.ts';
import {
  AddTodosEvent,
  ChangeTodoEvent,
  DecideEvent,
  MoveTodoEvent,
  SayEvent,
  ShowTodoEvent,
} from './events.ts';
import type { AnyIntent, Wish } from './events.ts';
import { pathOfView } from './router.ts';
import type { RowControl } from './row-control.ts';
import { Shortcuts } from './shortcuts.ts';
import type { Shortcut } from './shortcuts.ts';
import type { Store } from './store.ts';

export class Mediator {
  readonly #app: HoldfastApp;
  readonly #edits = new Edits(this);
  /** The focus belongs on this to-do's row as soon as it is there. */
  #wantedRow: ItemId | undefined;

  constructor(app: HoldfastApp) {
    this.#app = app;
    app.addController(new Shortcuts((shortcut) => this.#onShortcut(shortcut)));
    app.addController(this);
  }

  get store(): Store | undefined {
    return this.#app.store;
  }

  readonly say = (text: string | undefined, canUndo = false): void => {
    this.#app.toast = text === undefined ? undefined : { text, canUndo };
  };

  readonly announce = (text: string): void => {
    this.#app.announcement = text;
  };

  hostUpdated(): void {
    if (this.#wantedRow) void this.#focusWantedRow(this.#wantedRow);
  }

  /** Answers whether something was saved on this device. */
  async handle(intent: AnyIntent): Promise<boolean> {
    if (intent instanceof AddTodosEvent) {
      scrollTo({ top: 0, behavior: 'smooth' });
      return this.#edits.add(intent.titles, intent.firstId);
    }
    if (intent instanceof ChangeTodoEvent) return this.#change(intent);
    if (intent instanceof DecideEvent) return this.#edits.decide(intent.decision);
    if (intent instanceof MoveTodoEvent) return this.#edits.move(intent.todoId, intent.direction);
    if (intent instanceof SayEvent) this.say(intent.words);
    else if (intent instanceof ShowTodoEvent) this.#app.router.showTodo(intent.todoId);
    else await this.#grant(intent.wish);
    return false;
  }

  async #change({ todoId, change }: ChangeTodoEvent): Promise<boolean> {
    const isShown = this.#app.router.todoId === todoId;
    const neighbour = this.#app.list?.control?.neighbourOf(todoId);
    const isSaved = await this.#edits.change(todoId, change);
    if (isSaved && isShown && change.isTrashed) this.#closeDetails(neighbour);
    return isSaved;
  }

  #grant(wish: Wish): Promise<void> | undefined | void {
    switch (wish) {
      case 'close-details':
        return this.#closeDetails(this.#app.router.todoId);
      case 'focus-add':
        return this.#focusAdd();
      case 'focus-lost':
        return this.#app.find('h1')?.focus();
      case 'reload':
        return location.reload();
      case 'show-sync':
        return this.#app.find('holdfast-sync-centre')?.toggle(this.#app.find('holdfast-sync-chip'));
      case 'sync-now':
        return this.store?.syncNow();
      case 'undo':
        this.#wantedRow = this.#edits.undo();
        return undefined;
      case 'update-now':
        return undefined; // The host's.
    }
  }

  #onShortcut(shortcut: Shortcut): void {
    if (this.#app.find('holdfast-details')?.isModal) return;
    switch (shortcut) {
      case 'add':
        void this.#focusAdd();
        break;
      case 'undo':
        this.#wantedRow = this.#edits.undo();
        break;
      case 'rows':
        this.#app.list?.control?.focusTodo();
        break;
      case 'help':
        this.#app.router.go(pathOfView.settings);
        break;
      case 'inbox':
      case 'done':
        this.#app.router.go(pathOfView[shortcut]);
        break;
    }
  }

  #closeDetails(next: ItemId | undefined): void {
    this.#app.router.closeTodo();
    void this.#focusRow(next);
  }

  /** The field is part of the Inbox; from anywhere else the way leads there first. */
  async #focusAdd(): Promise<void> {
    if (!this.#app.find('holdfast-add')) this.#app.router.go(pathOfView.inbox);
    await this.#app.updateComplete;
    await this.#app.find('holdfast-add')?.updateComplete;
    this.#app.find('holdfast-add')?.focus();
  }

  async #focusRow(id: ItemId | undefined): Promise<void> {
    const rows = await this.#drawnRows();
    if (!rows?.focusTodo(id)) this.#app.find('h1')?.focus();
  }

  async #focusWantedRow(id: ItemId): Promise<void> {
    const rows = await this.#drawnRows();
    if (rows && !rows.hasTodo(id)) return;
    rows?.focusTodo(id);
    if (this.#wantedRow === id) this.#wantedRow = undefined;
  }

  /** The rows on the screen, once they show what the store says. */
  async #drawnRows(): Promise<RowControl | undefined> {
    await this.#app.updateComplete;
    await this.#app.find('holdfast-done')?.updateComplete;
    await this.#app.list?.updateComplete;
    return this.#app.list?.control;
  }
}
