/**
 * Asking the browser to keep this site's data when space runs out: once when there is something to keep, and once when
 * the app is installed, which browsers take for a better reason. Some put the question to the person.
 * https://storage.spec.whatwg.org/#dom-storagemanager-persist
 */

import { askToPersist, isPersisted } from './storage-ports.ts';
import { preference, setPreference } from './screen-ports.ts';

export type Occasion = 'third-todo' | 'installed';

/** Asks on the first occasion of its kind, and never once the browser has agreed. */
export async function askOnce(occasion: Occasion): Promise<void> {
  const asked = preference('persist-asked')?.split(' ') ?? [];
  if (asked.includes(occasion)) return;
  setPreference('persist-asked', [...asked, occasion].join(' '));
  if (!(await isPersisted())) await askToPersist();
}
