/** What this browser is, and what it lets the app do beside storing and sending. */

import { browserName } from './browser-name.ts';
import type { BrowserName } from './browser-name.ts';

export interface BrowserFacts extends BrowserName {
  readonly userAgent: string;
  /** It runs as an app of its own, not in a tab. */
  readonly isInstalled: boolean;
  /** Whether Background Sync is allowed; undefined where it cannot be asked. */
  readonly backgroundSync: PermissionState | undefined;
  readonly notifications: NotificationPermission | 'absent';
  /** The browser's hint about the network. */
  readonly isOnline: boolean;
  /** The script that this page runs, whose name changes with its content. */
  readonly build: string;
}

/** What only some browsers have. */
interface MaybeNavigator {
  readonly brave?: object;
  readonly standalone?: boolean;
}

export async function readBrowserFacts(): Promise<BrowserFacts> {
  const { userAgent, onLine } = navigator;
  const { brave, standalone } = navigator as MaybeNavigator;
  const script = document.querySelector<HTMLScriptElement>('script[type=module]');
  return {
    ...browserName(userAgent, brave !== undefined),
    userAgent,
    isInstalled: standalone === true || matchMedia('(display-mode: standalone)').matches,
    backgroundSync: await backgroundSyncPermission(),
    notifications: globalThis.Notification?.permission ?? 'absent',
    isOnline: onLine,
    build: script?.src.split('/').at(-1) ?? '',
  };
}

/** Asks the person, who may be asked once; to be called right in the handler of a click. */
export async function askToNotify(): Promise<void> {
  await Notification.requestPermission().catch(() => undefined);
}

/** Has the browser keep the text as a file. */
export function saveAsFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Safari reads it a moment after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

async function backgroundSyncPermission(): Promise<PermissionState | undefined> {
  // Not every browser knows the name, and TypeScript's library does not.
  const name = 'background-sync' as PermissionName;
  const status = await navigator.permissions?.query({ name }).catch(() => undefined);
  return status?.state;
}
