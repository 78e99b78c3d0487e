/**
 * Which screen the address names. Every screen has a path, so that reload, bookmark, Back and a second tab work.
 *
 * Details lie over the view they were opened from: the history entry remembers that view, and closing goes back to it.
 */

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isItemId } from '../domain/ids.ts';
import type { ItemId } from '../domain/ids.ts';
import { clientRoutes, isClientRoute } from '../protocol/client-routes.ts';

export type View = 'inbox' | 'done' | 'trash' | 'settings';

export const pathOfView = {
  inbox: '/',
  done: '/done',
  trash: '/trash',
  settings: '/settings',
} as const satisfies Readonly<Record<View, string>>;

const views: readonly View[] = ['inbox', 'done', 'trash', 'settings'];

export class Router implements ReactiveController {
  /** The list or page on the screen. */
  view: View = 'inbox';
  /** The to-do whose details are open over it. */
  todoId: ItemId | undefined;

  readonly #host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
    this.#read();
  }

  hostConnected(): void {
    addEventListener('popstate', this.#onPopState);
    this.#host.addEventListener('click', this.#onClick);
  }

  hostDisconnected(): void {
    removeEventListener('popstate', this.#onPopState);
    this.#host.removeEventListener('click', this.#onClick);
  }

  go(path: string): void {
    history.pushState({ view: this.view, isOurs: true }, '', path);
    this.#read();
    if (!this.todoId) scrollTo(0, 0);
  }

  showTodo(id: ItemId): void {
    const path = `/todo/${id}`;
    if (this.todoId) {
      history.replaceState(history.state, '', path);
      this.#read();
    } else {
      this.go(path);
    }
  }

  /** Back to the view below, as the Back button would; an address opened from outside has none behind it. */
  closeTodo(): void {
    if (!this.todoId) return;
    if (isRecord(history.state) && history.state['isOurs']) history.back();
    else history.replaceState(undefined, '', pathOfView[this.view]);
    this.todoId = undefined;
    this.#host.requestUpdate();
  }

  readonly #onPopState = (): void => this.#read();

  /** Links inside the app are followed without leaving the page, unless the person asked for a new tab. */
  readonly #onClick = (event: MouseEvent): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    if (!link || link.origin !== location.origin || !isClientRoute(link.pathname)) return;
    event.preventDefault();
    if (link.pathname !== location.pathname) this.go(link.pathname);
  };

  #read(): void {
    const { pathname } = location;
    const below: unknown = history.state;
    const id = clientRoutes.todo.exec(pathname)?.[1];
    this.todoId = isItemId(id) ? id : undefined;
    const named = views.find((view) => clientRoutes[view].test(pathname));
    const remembered = isRecord(below) ? views.find((view) => view === below['view']) : undefined;
    this.view = named ?? remembered ?? 'inbox';
    this.#host.requestUpdate();
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
