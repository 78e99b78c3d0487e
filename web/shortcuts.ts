/** Keys that work anywhere on the page. The list answers for those that mean a row. */

import type { ReactiveController } from 'lit';
import { keyOf } from './keys.ts';

export type Shortcut = 'add' | 'undo' | 'help' | 'rows' | 'inbox' | 'done';

const shortcutByKeys: Readonly<Record<string, Shortcut>> = {
  q: 'add',
  z: 'undo',
  '?': 'help',
  j: 'rows',
  k: 'rows',
  ArrowDown: 'rows',
  gi: 'inbox',
  gd: 'done',
};

export class Shortcuts implements ReactiveController {
  readonly #run: (shortcut: Shortcut) => void;
  #previousKey = '';

  constructor(run: (shortcut: Shortcut) => void) {
    this.#run = run;
  }

  hostConnected(): void {
    document.addEventListener('keydown', this.#onKeydown);
  }

  hostDisconnected(): void {
    document.removeEventListener('keydown', this.#onKeydown);
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const key = keyOf(event);
    if (key.startsWith('Arrow') && event.target !== document.body) return;
    const shortcut = shortcutByKeys[this.#previousKey + key] ?? shortcutByKeys[key];
    this.#previousKey = key === 'g' ? key : '';
    if (!shortcut) return;
    event.preventDefault();
    this.#run(shortcut);
  };
}
