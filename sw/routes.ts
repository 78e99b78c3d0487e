/**
 * What a fetch is answered with: the shell from the cache, everything else from the network.
 *
 * `/api` is never touched. A path of the app gets the one shell page, whatever its address.
 */

import { isClientRoute } from '../protocol/client-routes.ts';
import { fetchFromNetwork } from './network-ports.ts';
import { SHELL_CACHE, fillShellCache } from './precache.ts';

const shellPaths: ReadonlySet<string> = new Set(PRECACHE.map(({ url }) => url));

export function answerFromShell(event: FetchEvent): void {
  const path = shellPathOf(event.request);
  if (path === undefined) return;
  event.respondWith(
    (async () => {
      const cached = await (await caches.open(SHELL_CACHE)).match(path);
      if (cached) return cached;
      // The browser dropped the cache but not us: serve from the network and fill it again.
      event.waitUntil(fillShellCache().catch(() => undefined));
      return fetchFromNetwork(event.request);
    })(),
  );
}

/** The shell file that answers the request, if one does. */
function shellPathOf({ method, mode, url }: Request): string | undefined {
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== location.origin) return undefined;
  if (mode === 'navigate') return isClientRoute(pathname) ? '/' : undefined;
  return shellPaths.has(pathname) ? pathname : undefined;
}
