/** Light, dark, or as the system says: chosen in Settings, kept on this device. */

import { preference, setPreference } from './screen-ports.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export function storedTheme(): Theme {
  const stored = preference('theme');
  return themes.find((theme) => theme === stored) ?? 'system';
}

/** Colours the page, and the browser's own bars around it, which know nothing of our style sheet. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[data-scheme]')) {
    const scheme = meta.dataset['scheme'] ?? '';
    const isForced = theme === scheme ? 'all' : 'not all';
    meta.media = theme === 'system' ? `(prefers-color-scheme: ${scheme})` : isForced;
  }
}

export function chooseTheme(theme: Theme): void {
  setPreference('theme', theme === 'system' ? '' : theme);
  applyTheme(theme);
}
