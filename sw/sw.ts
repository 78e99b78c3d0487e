/** The service worker: its listeners, and nothing else. Each must be registered before the script's first end. */

import { dropOtherShells, fillShellCache } from './precache.ts';
import { answerFromShell } from './routes.ts';
import {
  obeyMessage,
  syncInBackground,
  syncPeriodically,
  syncWhenOnline,
} from './background-sync.ts';
import { openFromNotice } from './unsent-notice.ts';

const scope = globalThis as unknown as ServiceWorkerGlobalScope;

scope.addEventListener('install', (event) => event.waitUntil(fillShellCache()));
scope.addEventListener('activate', (event) =>
  event.waitUntil(dropOtherShells().then(() => scope.clients.claim())),
);
scope.addEventListener('fetch', answerFromShell);
scope.addEventListener('message', obeyMessage);
scope.addEventListener('sync', syncInBackground);
scope.addEventListener('periodicsync', syncPeriodically);
scope.addEventListener('online', syncWhenOnline);
scope.addEventListener('notificationclick', openFromNotice);
