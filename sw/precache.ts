/**
 * The offline shell: every file of this version, kept under its version's name.
 *
 * A file is taken from the HTTP cache where the page has just downloaded it, and its content is checked by hash: a
 * captive portal's page, a half-deployed version or a stale copy never gets in. Either all files are there or the
 * install fails and the version before stays.
 */

import { fetchFromNetwork } from './network-ports.ts';

const PREFIX = 'holdfast-shell-';
export const SHELL_CACHE = `${PREFIX}${VERSION}`;

/** Fetches what is missing. Safe to call again at any time. */
export async function fillShellCache(): Promise<void> {
  const cache = await caches.open(SHELL_CACHE);
  const missing = await Promise.all(
    PRECACHE.map(async (file) => ((await cache.match(file.url)) ? [] : [file])),
  );
  await Promise.all(
    missing.flat().map(async ({ url, sha256 }) => {
      await cache.put(url, await fetchChecked(url, `sha256-${sha256}`));
    }),
  );
}

/** Drops the shells of other versions. Only for a version that no page needs them beside. */
export async function dropOtherShells(): Promise<void> {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(PREFIX) && name !== SHELL_CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** Subresource integrity does the checking: an answer with other content is a failed fetch. */
async function fetchChecked(url: string, integrity: string): Promise<Response> {
  const init: RequestInit = { integrity, redirect: 'error' };
  const response = await fetchFromNetwork(url, { ...init, cache: 'force-cache' })
    .catch(() => undefined)
    .then((kept) => (kept?.ok ? kept : fetchFromNetwork(url, { ...init, cache: 'reload' })));
  if (!response.ok) throw new TypeError(`${url} answered ${response.status}`);
  return response;
}
