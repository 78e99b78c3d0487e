/**
 * Keys that work anywhere on the page. The list answers for those that mean a row.
 *
 * Single characters can be switched off, for people whose software types for them (WCAG 2.1.4,
 * https://www.w3.org/TR/WCAG22/#character-key-shortcuts).
 */

import type { ReactiveController } from 'lit';
import { preference } from './screen-ports.ts';

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

/** The key as the map of shortcuts names it, or nothing while it belongs to a field, a chord or an input method. */
export function keyOf(event: KeyboardEvent): string {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return '';
  if (isTextField(event.composedPath()[0])) return '';
  const isCharacter = event.key.length === 1 && event.key !== ' ';
  if (isCharacter && preference('single-keys') === 'off') return '';
  return isCharacter ? event.key.toLowerCase() : event.key;
}

function isTextField(target: EventTarget | undefined): boolean {
  if (target instanceof HTMLInputElement) return !/^(?:checkbox|radio|button)$/.test(target.type);
  return target instanceof HTMLTextAreaElement;
}
