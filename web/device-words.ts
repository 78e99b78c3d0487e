/** What this browser can do for the person's changes, and what it may do to them, in English. */

import type { BackgroundSupport } from './background-ports.ts';
import type { BrowserFacts } from './device-ports.ts';
import { bytes, day } from './moments.ts';
import type { StorageFacts } from './page-ports.ts';

/** Whether changes are sent while the app is closed. */
export function sendingWords(name: string, support: BackgroundSupport): string {
  switch (support) {
    case 'yes':
      return `${name} also sends after you close Holdfast.`;
    case 'no':
      return `${name} sends only while Holdfast is open. Keep it open until everything is sent.`;
    case 'denied':
      return `Sending in the background is switched off in ${midSentence(name)}. Keep Holdfast open until everything is sent.`;
    case 'unknown':
      return `${name} has not shown yet whether it sends after you close Holdfast. Keep it open until everything is sent.`;
  }
}

/** Safari counts days on which it is used, and forgets a site that was not visited on seven of them. */
const SAFARI_FORGETS_MS = 7 * 86_400_000;

/** How long what is stored here stays, and how much that is. */
export function keepingWords(
  { name, isApples, isInstalled }: Pick<BrowserFacts, 'name' | 'isApples' | 'isInstalled'>,
  { isPersisted }: StorageFacts,
  now: number,
): string {
  if (isPersisted) return `${name} keeps everything until you clear it.`;
  const back = 'What was sent comes back from the server.';
  if (isApples && !isInstalled) {
    const from = day(now + SAFARI_FORGETS_MS);
    return `${name} may clear this from ${from} on, unless you open Holdfast before. On the Home Screen or in the Dock it stays. ${back}`;
  }
  if (isPersisted === undefined) return '';
  return `${name} may clear this when the device runs out of room. ${back}`;
}

/** "1.2 MB of 4 GB used." */
export function usedWords({ usedBytes, quotaBytes }: StorageFacts): string {
  if (usedBytes === undefined) return '';
  return quotaBytes
    ? `${bytes(usedBytes)} of ${bytes(quotaBytes)} used.`
    : `${bytes(usedBytes)} used.`;
}

/** Whether the person hears of it when the browser gives up sending; empty where it never does it by itself. */
export function noticeWords(
  { name, notifications }: Pick<BrowserFacts, 'name' | 'notifications'>,
  support: BackgroundSupport,
): string {
  if (support !== 'yes' || notifications === 'absent') return '';
  switch (notifications) {
    case 'granted':
      return `You get a notification if ${midSentence(name)} gives up sending.`;
    case 'denied':
      return 'Notifications are blocked here, so look at Holdfast after a while without a network.';
    case 'default':
      return `${name} gives up after three failures in the background. Holdfast can tell you then.`;
  }
}

function midSentence(name: string): string {
  return name === 'This browser' ? 'this browser' : name;
}
