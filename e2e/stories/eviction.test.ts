/** S39: the browser throws away what it stored, or the cookie. What the server has comes back, and it is said. */

import { expect } from 'vitest';
import type { Browser } from '../harness/browser.ts';
import { SOON, serverTitles, startWith, story } from '../harness/story.ts';
import type { TodoPage } from '../harness/todo-page.ts';

/** What a browser deletes when space runs out: everything but cookies. */
async function evict(browser: Browser, app: TodoPage): Promise<void> {
  const devTools = await browser.devTools(app.page);
  await app.page.goto('about:blank');
  const storageTypes = 'cache_storage,file_systems,indexeddb,local_storage,service_workers';
  await devTools.send('Storage.clearDataForOrigin', { origin: browser.origin, storageTypes });
}

const TEN_SECONDS = { timeout: 10_000, interval: 50 };

story(
  'S39 B03 P54 with the cookie alone the Inbox comes back, and it is said what may be missing',
  async ({ launch, server }) => {
    const { browser, app } = await startWith(['Bread', 'Milk'], { launch, server });
    await evict(browser, app);
    const { page } = app;
    await page.goto(browser.origin);

    await expect.poll(() => app.openTitles(), TEN_SECONDS).toEqual(['Milk', 'Bread']);
    await page
      .getByRole('status')
      .getByText(/back from the server.*not sent is lost/)
      .waitFor();
  },
);

story(
  'S39 P58 what is written offline after the loss joins what the server holds',
  async ({ launch, server }) => {
    const { browser, app, phone } = await startWith(['Before'], { launch, server });
    await evict(browser, app);
    await app.page.goto(browser.origin);
    await app.installed();
    await evictRecordsOnly(browser, app);
    await browser.goOffline();
    await app.page.goto(browser.origin);
    await app.ready();
    expect(await app.titles()).toEqual([]);
    await app.add('Written blind', 'And another');
    await browser.goOnline();

    await expect
      .poll(() => serverTitles(phone), SOON)
      .toEqual(['And another', 'Before', 'Written blind']);
    await expect
      .poll(async () => (await app.openTitles()).toSorted(), SOON)
      .toEqual(['And another', 'Before', 'Written blind']);
    await app.page.reload();
    await app.ready();
    expect((await app.openTitles()).toSorted()).toEqual(['And another', 'Before', 'Written blind']);
  },
);

story(
  'S39 a browser that was offline when it found its storage empty asks again later',
  async ({ launch, server }) => {
    const { browser, app } = await startWith(['Bread', 'Milk'], { launch, server });
    await evictRecordsOnly(browser, app);
    await browser.goOffline();
    await app.page.goto(browser.origin);
    await app.ready();
    expect(await app.titles()).toEqual([]);
    await browser.goOnline();

    await expect.poll(() => app.openTitles(), TEN_SECONDS).toEqual(['Milk', 'Bread']);
  },
);

story(
  'F01 a browser that lost its cookie gets another with its device key, and asks nobody',
  async ({ launch, server }) => {
    const { browser, app, phone } = await startWith(['Before'], { launch, server });
    const cookie = await browser.sessionCookie();
    await browser.goOffline();
    await browser.context.clearCookies();
    await app.add('After');
    await browser.goOnline();
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['After', 'Before']);
    expect(await browser.sessionCookie()).not.toBe(cookie);
    await expect.poll(() => app.chipName(), SOON).toMatch(/^Sync: saved/);
  },
);

/** The app itself stays, so that it opens with no network. */
async function evictRecordsOnly(browser: Browser, app: TodoPage): Promise<void> {
  const devTools = await browser.devTools(app.page);
  await app.page.goto('about:blank');
  const storageTypes = 'indexeddb,local_storage';
  await devTools.send('Storage.clearDataForOrigin', { origin: browser.origin, storageTypes });
}
