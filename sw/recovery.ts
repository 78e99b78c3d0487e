/**
 * The worker to release when a broken one was: it takes over at once, drops the shells and itself, and has the pages it
 * took over load anew, from the server. To-dos and what waits to be sent lie in IndexedDB and are not touched.
 */

const scope = globalThis as unknown as ServiceWorkerGlobalScope;

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener('activate', (event) => event.waitUntil(stepAside()));

async function stepAside(): Promise<void> {
  for (const name of await caches.keys()) await caches.delete(name);
  // Only those that the broken one held; one that has loaded since is left alone, or it would load for ever.
  const pages = await scope.clients.matchAll({ type: 'window' });
  await scope.registration.unregister();
  await Promise.all(pages.map((page) => page.navigate(page.url).catch(() => undefined)));
}
