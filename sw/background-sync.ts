/**
 * Background Sync: the browser wakes the worker when the network is back, page or no page.
 *
 * A promise that rejects asks the browser for its next attempt, after 5 and then 20 minutes; the third is the last.
 * https://wicg.github.io/background-sync/spec/
 */

import { BackgroundAttempts } from '../replica/background-attempts.ts';
import { createBrowserPorts } from '../replica/browser-ports.ts';
import { createBrowserViewPorts } from '../replica/browser-view-ports.ts';
import { unsentNotice } from './unsent-notice.ts';

/** The part of the events `sync` and `periodicsync` that TypeScript's library does not know. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
  /** Not of a periodic one. */
  readonly lastChance?: boolean;
}

const ports = createBrowserPorts(createBrowserViewPorts());
const attempts = new BackgroundAttempts(ports, unsentNotice);

export function syncInBackground(event: Event): void {
  if (!isSyncEvent(event) || !event.tag.startsWith('holdfast-')) return;
  event.waitUntil(attempts.request('background-sync', event.lastChance === true));
}

/** An installed app is woken now and then, so that what others wrote is there before it is opened. */
export function syncPeriodically(event: Event): void {
  if (!isSyncEvent(event)) return;
  // The browser comes again by itself, whatever became of this.
  event.waitUntil(attempts.request('periodic-sync', false).catch(() => undefined));
}

/** Firefox and Safari tell their workers so; Chromium has Background Sync. */
export function syncWhenOnline(): void {
  void attempts.request('online', false).catch(() => undefined);
}

/** What pages ask of the worker. */
export function obeyMessage(event: ExtendableMessageEvent): void {
  switch (event.data) {
    case 'sync':
      // Nobody asks for another attempt after this one: a failure is in the journal already.
      event.waitUntil(attempts.request('message', false).catch(() => undefined));
      return;
    case 'update':
      event.waitUntil((globalThis as unknown as ServiceWorkerGlobalScope).skipWaiting());
      return;
    default:
  }
}

function isSyncEvent(event: Event): event is SyncEvent {
  return 'waitUntil' in event && 'tag' in event && typeof event.tag === 'string';
}
