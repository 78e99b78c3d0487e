/** A browser with little room, and a page of it that takes up what is left. */

import type { Page } from 'playwright-core';
import type { Browser } from './browser.ts';
import type { Launch } from './story.ts';

const ROOM = 8_000_000;

/** Launches browsers that let a site store a few megabytes; it has to be known before anything is stored. */
export function withLittleRoom(launch: Launch): Launch {
  return async (options) => {
    const browser = await launch(options);
    await limit(browser);
    return browser;
  };
}

async function limit(browser: Browser): Promise<void> {
  const { page } = await browser.tab();
  // For as long as the session lasts, which is as long as the tab.
  const devTools = await browser.devTools(page);
  const { origin } = browser;
  await devTools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: ROOM });
}

/** Fills what is left with what cannot be compressed, down to the last hundred bytes. */
export async function fillDisk(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('filling');
      request.addEventListener('upgradeneeded', () => request.result.createObjectStore('bytes'));
      request.addEventListener('success', () => resolve(request.result));
    });
    database.addEventListener('versionchange', () => database.close());
    const put = (size: number): Promise<boolean> =>
      new Promise((resolve) => {
        const bytes = new Uint8Array(size);
        for (let at = 0; at < size; at += 65_536) {
          crypto.getRandomValues(bytes.subarray(at, at + 65_536));
        }
        const transaction = database.transaction('bytes', 'readwrite');
        transaction.objectStore('bytes').put(bytes, crypto.randomUUID());
        transaction.addEventListener('complete', () => resolve(true));
        transaction.addEventListener('abort', () => resolve(false));
      });
    for (let size = 1_000_000; size > 50; size = Math.floor(size / 4)) {
      while (await put(size)) continue;
    }
  });
}

/** Gives it all back. */
export async function emptyDisk(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.deleteDatabase('filling').addEventListener('success', resolve);
      }),
  );
}
