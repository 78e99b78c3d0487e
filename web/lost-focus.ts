/** Tells when an update has taken away the control that had the focus, so that the focus can be given to another. */

import type { LitElement, ReactiveController } from 'lit';
import { WishEvent } from './events.ts';

export class LostFocus implements ReactiveController {
  readonly #host: LitElement;
  #had = false;

  constructor(host: LitElement) {
    this.#host = host;
  }

  hostUpdate(): void {
    this.#had = this.#isInside;
  }

  hostUpdated(): void {
    if (this.#had && !this.#isInside) this.#host.dispatchEvent(new WishEvent('focus-lost'));
  }

  get #isInside(): boolean {
    return Boolean(this.#host.shadowRoot?.activeElement);
  }
}
