/** What the browser tells a page, as reasons to sync. */

import type { SyncReason } from '../replica/journal.ts';

export interface PageListener {
  readonly onReason: (reason: SyncReason) => void;
  /** The page is hidden and may never come back. */
  readonly onHidden: () => void;
  /** The browser's hint about the network has changed. */
  readonly onNetworkHint: () => void;
  readonly onInstalled: () => void;
}

export function listenToPage(listener: PageListener): void {
  const { onReason, onHidden, onNetworkHint, onInstalled } = listener;
  addEventListener('appinstalled', onInstalled);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') onReason('visible');
    else onHidden();
  });
  addEventListener('pagehide', onHidden);
  addEventListener('pageshow', (event) => {
    if (event.persisted) onReason('pageshow');
  });
  // https://wicg.github.io/page-lifecycle/: a frozen page goes on.
  document.addEventListener('resume', () => onReason('pageshow'));
  addEventListener('focus', () => onReason('focus'));
  addEventListener('online', () => {
    onNetworkHint();
    onReason('online');
  });
  addEventListener('offline', onNetworkHint);
}

export function isPageVisible(): boolean {
  return document.visibilityState === 'visible';
}

/** The browser's hint about the network: it can say that there is none, never that there is one. */
export function isOnlineHint(): boolean {
  return navigator.onLine;
}

export interface StorageFacts {
  readonly usedBytes?: number;
  readonly quotaBytes?: number;
  readonly isPersisted?: boolean;
}

/** What the browser says of this origin's storage; fields it does not say are absent. */
export async function readStorageFacts(): Promise<StorageFacts> {
  const { storage } = navigator;
  const [estimate, isPersisted] = await Promise.all([
    storage?.estimate?.().catch(() => undefined),
    storage?.persisted?.().catch(() => undefined),
  ]);
  return {
    ...(estimate?.usage === undefined ? {} : { usedBytes: estimate.usage }),
    ...(estimate?.quota === undefined ? {} : { quotaBytes: estimate.quota }),
    ...(isPersisted === undefined ? {} : { isPersisted }),
  };
}
