/**
 * Which key a shortcut hears.
 *
 * Single characters can be switched off, for people whose software types for them (WCAG 2.1.4,
 * https://www.w3.org/TR/WCAG22/#character-key-shortcuts).
 */

import { preference } from './screen-ports.ts';

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
