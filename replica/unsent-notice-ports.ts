/**
 * What tells of unsent changes outside of the app's pages: a notification, where the person allows one, and a number on
 * the app's icon. Put there by the worker, taken back by whoever sends the rest.
 */

/** Names the notification, so that there is one at most. */
export const UNSENT_NOTICE = 'holdfast-unsent';

/** The part of a navigator that not every browser has. https://www.w3.org/TR/badging/ */
interface Badging {
  readonly setAppBadge?: (count: number) => Promise<void>;
  readonly clearAppBadge?: () => Promise<void>;
}

/** Shows the number on the app's icon; 0 shows none. */
export async function showBadge(count: number): Promise<void> {
  const badging: Badging = navigator;
  // Refused where the app is not installed.
  await (count ? badging.setAppBadge?.(count) : badging.clearAppBadge?.())?.catch(() => undefined);
}

/** Takes back what was told: there is nothing unsent any more. */
export async function takeBackNotice(registration: ServiceWorkerRegistration): Promise<void> {
  await showBadge(0);
  const notices = await registration.getNotifications({ tag: UNSENT_NOTICE }).catch(() => []);
  for (const notice of notices) notice.close();
}
