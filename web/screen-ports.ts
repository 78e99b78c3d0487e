/** What the elements take from the browser beside the DOM: time, timers and a few words kept on this device. */

import type { ItemId } from '../domain/ids.ts';
import { ID_BYTES, idFromBytes } from '../domain/random-id.ts';

export function nowMs(): number {
  return Date.now();
}

/** Runs once after a while; the answer cancels it. */
export function after(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
}

/** The id of a to-do that may come to be. */
export function newItemId(): ItemId {
  return idFromBytes(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
}

/** Answers whether the text is on the clipboard. To be called right in the handler of a click. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** What the screen keeps in localStorage: readable before the first paint, and small enough not to matter there. */
export type PreferenceKey = 'theme' | 'single-keys' | 'draft' | 'persist-asked';

/** The kept text, or undefined where there is none or the browser allows no storage. */
export function preference(key: PreferenceKey): string | undefined {
  try {
    return localStorage.getItem(`holdfast-${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the text, or forgets it when it is empty. Without storage the choice lasts as long as the page. */
export function setPreference(key: PreferenceKey, text: string): void {
  try {
    if (text) localStorage.setItem(`holdfast-${key}`, text);
    else localStorage.removeItem(`holdfast-${key}`);
  } catch {
    // Nothing a person wrote depends on it.
  }
}

const EARLY = 'holdfast-early';

/** To-dos that were entered before the code that adds them was there; they survive a reload of their tab. */
export function earlyLines(): readonly string[] {
  try {
    return sessionStorage.getItem(EARLY)?.split('\n').filter(Boolean) ?? [];
  } catch {
    return [];
  }
}

/** Answers whether the tab keeps them. */
export function setEarlyLines(lines: readonly string[]): boolean {
  try {
    sessionStorage.setItem(EARLY, lines.join('\n'));
    return true;
  } catch {
    return false;
  }
}
