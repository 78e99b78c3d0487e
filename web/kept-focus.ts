/**
 * The focus never falls through a hole: when an update removes or moves the row that has it, it goes to the same row in
 * its new place, else to the row that took that place, else up to the mediator.
 *
 * Rows carry `data-id`; their first focusable control stands for the row.
 */

import type { LitElement, ReactiveController } from 'lit';
import { WishEvent } from './events.ts';

interface Place {
  readonly id: string | null;
  readonly list: Element;
  readonly index: number;
  /** Which of the row's controls. */
  readonly control: string;
}

export class KeptFocus implements ReactiveController {
  readonly #host: LitElement;
  #place: Place | undefined;

  constructor(host: LitElement) {
    this.#host = host;
  }

  hostUpdate(): void {
    const active = this.#root.activeElement;
    const row = active?.closest('[data-id]');
    this.#place =
      active && row?.parentElement ? placeOf(active, row, row.parentElement) : undefined;
  }

  hostUpdated(): void {
    if (!this.#place || this.#root.activeElement) return;
    const { id, list, index, control } = this.#place;
    const all = [...this.#root.querySelectorAll('[data-id]')];
    const rows = list.isConnected ? [...list.children] : all;
    const row = all.find((other) => idOf(other) === id) ?? rows[index] ?? rows.at(-1);
    if (!row) this.#host.dispatchEvent(new WishEvent('focus-lost'));
    else focusRow(row, control);
  }

  get #root(): ShadowRoot {
    const { shadowRoot } = this.#host;
    if (!shadowRoot) throw new Error('a list renders into its shadow');
    return shadowRoot;
  }
}

/** Focuses a row by one of its controls, or by its first, and brings it into view. */
export function focusRow(row: Element, control = 'input'): void {
  const found =
    row.querySelector<HTMLElement>(control) ?? row.querySelector<HTMLElement>('input, button');
  found?.focus();
  row.scrollIntoView({ block: 'nearest' });
}

function placeOf(active: Element, row: Element, list: Element): Place {
  return {
    id: idOf(row),
    list,
    index: [...list.children].indexOf(row),
    control: active.localName,
  };
}

function idOf(row: Element): string | null {
  return row.getAttribute('data-id');
}
