/**
 * Rows that change place slide there, and new ones appear softly: where each stood is remembered before an update, and
 * afterwards it starts from there (first, last, invert, play: https://aerotwist.com/blog/flip-your-animations/).
 *
 * Rows carry `data-id`. Only those on the screen are looked at.
 */

import type { LitElement, ReactiveController } from 'lit';

export class Slide implements ReactiveController {
  readonly #host: LitElement;
  #topById: ReadonlyMap<string, number> = new Map();

  constructor(host: LitElement) {
    this.#host = host;
  }

  hostUpdate(): void {
    this.#topById = new Map(this.#rowsOnScreen().map(([row, top]) => [idOf(row), top]));
  }

  hostUpdated(): void {
    if (!this.#topById.size || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const [row, top] of this.#rowsOnScreen()) {
      const before = this.#topById.get(idOf(row));
      if (before !== undefined && Math.abs(before - top) < 1) continue;
      row.animate(
        before === undefined
          ? { opacity: [0, 1] }
          : { transform: [`translateY(${before - top}px)`, 'none'] },
        { duration: 200, easing: 'cubic-bezier(0.25, 0.8, 0.3, 1)' },
      );
    }
  }

  /** Each row with its distance from the top of the list, so that a list that moves as a whole does not slide. */
  #rowsOnScreen(): readonly (readonly [HTMLElement, number])[] {
    const rows = this.#host.renderRoot.querySelectorAll<HTMLElement>('[data-id]');
    const { top } = this.#host.getBoundingClientRect();
    const found: (readonly [HTMLElement, number])[] = [];
    for (let at = firstOnScreen(rows); at < rows.length; at += 1) {
      const row = rows.item(at);
      const box = row.getBoundingClientRect();
      if (box.top > innerHeight) break;
      found.push([row, box.top - top]);
    }
    return found;
  }
}

/** Halves the rows until it is found, because asking each of thousands where it is takes a frame. */
function firstOnScreen(rows: NodeListOf<HTMLElement>): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows.item(middle).getBoundingClientRect().bottom > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

function idOf(row: HTMLElement): string {
  return row.dataset['id'] ?? '';
}
