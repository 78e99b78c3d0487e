/**
 * A long list is drawn as far as a person has scrolled, and a bit further: the first rows at once, more when the last
 * one drawn comes near.
 */

import type { LitElement, ReactiveController } from 'lit';

const FIRST_ROWS = 100;
const MORE_ROWS = 200;

export class Growth implements ReactiveController {
  /** How many rows to draw. */
  rows = FIRST_ROWS;

  readonly #host: LitElement;
  #observer: IntersectionObserver | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver(this.#onNear, { rootMargin: '1500px' });
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  /** Observing anew reports at once, so a screen higher than one helping is filled too. */
  hostUpdated(): void {
    const end = this.#host.renderRoot.querySelector('.end');
    this.#observer?.disconnect();
    if (end) this.#observer?.observe(end);
  }

  readonly #onNear = (entries: readonly IntersectionObserverEntry[]): void => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    this.rows += MORE_ROWS;
    this.#host.requestUpdate();
  };
}
