/** How the browser itself treats what is stored: a promise to keep it, no room for it, and clearing it. Nothing is imitated. */

import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import type { Browser } from '../harness/browser.ts';
import { emptyDisk, fillDisk, withLittleRoom } from '../harness/full-disk.ts';
import { SOON, serverTitles, startWith, story } from '../harness/story.ts';
import { storedOutbox } from '../harness/stored-records.ts';
import { until } from '../harness/until.ts';

const LATER = { timeout: 60_000, interval: 100 };

story(
  'the browser is asked once to keep the data, after the third to-do, and once more when the app is installed',
  async ({ launch }) => {
    const browser = await launch();
    await browser.context.addInitScript(countAsking);
    const app = await browser.open();
    const { page } = app;
    await app.add('One', 'Two');
    expect(await asked(page)).toBe(0);
    await app.add('Three', 'Four');
    await expect.poll(() => asked(page), SOON).toBe(1);
    await page.reload();
    await app.ready();
    await app.add('Five');
    expect(await asked(page)).toBe(1);

    // No headless browser installs anything; that it would say so is imitated.
    const install = (): Promise<boolean> =>
      page.evaluate(() => dispatchEvent(new Event('appinstalled')));
    await install();
    await expect.poll(() => asked(page), SOON).toBe(2);
    await install();
    await app.add('Six');
    expect(await asked(page)).toBe(2);
  },
);

story('what the browser has promised to keep is not asked about again', async ({ launch }) => {
  const browser = await launch();
  await browser.context.addInitScript(countAsking);
  const app = await browser.open();
  const devTools = await browser.devTools(app.page);
  const permission = { name: 'persistent-storage' };
  await devTools.send('Browser.setPermission', { permission, setting: 'granted' });
  expect(await app.page.evaluate(() => navigator.storage.persisted())).toBe(true);
  await app.add('One', 'Two', 'Three');
  await app.page.evaluate(() => dispatchEvent(new Event('appinstalled')));
  await app.add('Four');
  expect(await asked(app.page)).toBe(0);
  const centre = await app.openSyncCentre();
  await centre.getByText(/keeps everything until you clear it/).waitFor();
});

story(
  'B01 when the disk is full the copies of the app are given up before anything else',
  async ({ launch, server }) => {
    const { app, phone } = await startWith(['Bread'], { launch: withLittleRoom(launch), server });
    const { page } = app;
    await until('a whole shell', () => page.evaluate(async () => (await caches.keys()).length > 0));
    await fillDisk(page);
    await app.add('Milk');
    await expect.poll(() => page.evaluate(() => caches.keys()), SOON).toEqual([]);
    await expect.poll(() => serverTitles(phone), LATER).toEqual(['Bread', 'Milk']);
    // Chromium may count the room only when nobody holds the caches any more.
    await emptyDisk(page);
    await expect.poll(() => app.chipName(), LATER).toMatch(/^Sync: saved/);
    await expect
      .poll(
        () =>
          page
            .getByRole('status')
            .getByText(/no room/)
            .count(),
        SOON,
      )
      .toBe(0);
    await page.reload();
    await app.ready();
    expect(await app.openTitles()).toEqual(['Milk', 'Bread']);
  },
);

story(
  'B01 B02 where there is no room at all edits are sent from memory, and stored when there is',
  async ({ launch, server }) => {
    const { app, phone } = await startWith(['Bread'], { launch: withLittleRoom(launch), server });
    const { page } = app;
    await page.evaluate(async () => {
      for (const name of await caches.keys()) await caches.delete(name);
    });
    await fillDisk(page);
    await app.add('Milk', 'Eggs');
    const banner = page
      .getByRole('status')
      .getByText(/no room left: 2 changes are in this tab only. Keep it open and make room/);
    await banner.waitFor();
    await expect.poll(() => serverTitles(phone), LATER).toEqual(['Bread', 'Eggs', 'Milk']);
    await phone.add(['From the phone']);
    await emptyDisk(page);
    await banner.waitFor({ state: 'detached', timeout: 40_000 });
    await app.row('From the phone').waitFor(LATER);
    await expect.poll(() => app.chipName(), LATER).toMatch(/^Sync: saved/);
    await page.reload();
    await app.ready();
    expect(await app.openTitles()).toEqual(['Eggs', 'Milk', 'Bread', 'From the phone']);
  },
);

story(
  'B02 where there is no room for what others did it is said, and it comes when there is',
  async ({ launch, server }) => {
    const { app, phone } = await startWith(['Bread'], { launch: withLittleRoom(launch), server });
    const { page } = app;
    await page.evaluate(async () => {
      for (const name of await caches.keys()) await caches.delete(name);
    });
    await fillDisk(page);
    await phone.add(['From the phone']);
    await app.syncNow();
    const banner = page
      .getByRole('status')
      .getByText(/no room left for what comes from the server/);
    await banner.waitFor(LATER);
    expect(await app.openTitles()).toEqual(['Bread']);
    await emptyDisk(page);
    await app.row('From the phone').waitFor(LATER);
    await banner.waitFor({ state: 'detached' });
  },
);

story(
  'B04 with the shell alone the app opens and the to-dos come back; with the data alone it opens too',
  async ({ launch, server }) => {
    const { browser, app } = await startWith(['Bread'], { launch, server });
    await app.page.goto('about:blank');
    await clear(browser, app.page, 'indexeddb');
    await app.page.goto(browser.origin);
    await app.row('Bread').waitFor(LATER);

    await app.page.goto('about:blank');
    await clear(browser, app.page, 'cache_storage');
    await app.page.goto(browser.origin);
    await app.row('Bread').waitFor(LATER);
    // The worker fetches the shell again meanwhile.
    await until('a whole shell', () =>
      app.page.evaluate(async () => {
        const [name = ''] = await caches.keys();
        return (await (await caches.open(name)).keys()).length > 3;
      }),
    );
    await browser.goOffline();
    await app.page.reload();
    await app.row('Bread').waitFor(LATER);
  },
);

story(
  'B11 a page whose database is deleted under it loses nothing, what was not sent included',
  async ({ launch, server }) => {
    const { browser, app, phone } = await startWith(['Bread'], { launch, server });
    await browser.goOffline();
    await app.add('Before');
    await clear(browser, app.page, 'indexeddb');
    await app.add('After');
    expect(await app.openTitles()).toEqual(['After', 'Before', 'Bread']);
    await expect.poll(() => storedOutbox(app.page), SOON).toBe(2);
    await app.page.reload();
    await app.ready();
    expect(await app.openTitles()).toEqual(['After', 'Before', 'Bread']);
    await browser.goOnline();
    await expect.poll(() => serverTitles(phone), LATER).toEqual(['After', 'Before', 'Bread']);
    await expect.poll(() => app.chipName(), LATER).toMatch(/^Sync: saved/);
  },
);

async function clear(browser: Browser, page: Page, storageTypes: string): Promise<void> {
  const devTools = await browser.devTools(page);
  await devTools.send('Storage.clearDataForOrigin', { origin: browser.origin, storageTypes });
}

/** Runs in the page, and outlives it in the tab. */
function countAsking(): void {
  if (!('StorageManager' in globalThis)) return;
  const real: StorageManager['persist'] = Reflect.get(StorageManager.prototype, 'persist');
  StorageManager.prototype.persist = function (this: StorageManager) {
    sessionStorage.setItem('asked', String(Number(sessionStorage.getItem('asked') ?? 0) + 1));
    return real.call(this);
  };
}

function asked(page: Page): Promise<number> {
  return page.evaluate(() => Number(sessionStorage.getItem('asked') ?? 0));
}
