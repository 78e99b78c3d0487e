/**
 * Tells a person who is not looking that the browser has given up: their changes are safe here, and not sent.
 *
 * No title is shown, for a notification can be read by anybody who passes by.
 */

import type { Surroundings } from '../replica/background-attempts.ts';
import { UNSENT_NOTICE, showBadge, takeBackNotice } from '../replica/unsent-notice-ports.ts';

const scope = globalThis as unknown as ServiceWorkerGlobalScope;

export const unsentNotice: Surroundings = {
  hasPage: async () => (await pages()).length > 0,
  tellUnsent: async (todos) => {
    await showBadge(todos);
    // On an open page the chip tells.
    if ((await pages()).some(({ visibilityState }) => visibilityState === 'visible')) return;
    const body = 'Safe on this device. Open Holdfast to send.';
    await scope.registration
      .showNotification(`Not sent yet: ${todos}`, { body, tag: UNSENT_NOTICE })
      // Not permitted.
      .catch(() => undefined);
  },
  takeBack: () => takeBackNotice(scope.registration),
};

/** A tap on the notification brings up the app, which sends as it starts. */
export function openFromNotice(event: NotificationEvent): void {
  event.notification.close();
  const open = async (): Promise<unknown> => {
    const [page] = await pages();
    return page ? page.focus() : scope.clients.openWindow('/');
  };
  event.waitUntil(open());
}

function pages(): Promise<readonly WindowClient[]> {
  return scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
}
