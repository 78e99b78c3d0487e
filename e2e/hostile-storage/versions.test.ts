/** Tabs and workers of several versions on one database: none holds up another, and none writes what it does not know. */

import { expect } from 'vitest';
import { LAYOUT } from '../../replica/records.ts';
import { SOON, serverTitles, startWith, story } from '../harness/story.ts';
import { storedOutbox } from '../harness/stored-records.ts';

const LATER = { timeout: 60_000, interval: 100 };

story(
  'B12 B13 a tab lets a newer version upgrade the database at once, and works on beside it',
  async ({ launch, server }) => {
    const { browser, app, phone } = await startWith(['Bread'], { launch, server });
    const newer = await browser.open();
    expect(await newer.page.evaluate(upgradeAll, 7)).not.toContain('blocked');
    await app.look();
    await app.add('Milk');
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Bread', 'Milk']);
    await app.page.reload();
    await app.ready();
    expect(await app.openTitles()).toEqual(['Milk', 'Bread']);
  },
);

story(
  'B12 while an upgrade is blocked by a tab that does not give way it is said, and then the page goes on by itself',
  async ({ launch, server }) => {
    const { browser, app } = await startWith(['Bread'], { launch, server });
    const stubborn = await browser.open();
    await stubborn.page.evaluate(holdOpen);
    const upgrading = await browser.open();
    const upgraded = upgrading.page.evaluate(upgradeAll, 9);

    const { page } = app;
    await page.bringToFront();
    await page.reload();
    const banner = page.getByRole('status').getByText(/does not open its storage.*Close other/);
    await banner.waitFor(LATER);
    await stubborn.page.close();
    expect(await upgraded).toContain('blocked');
    await app.row('Bread').waitFor(LATER);
    await banner.waitFor({ state: 'detached' });
  },
);

story(
  'A12 B13 a tab of older code beside a newer worker writes nothing, keeps what is typed, and asks to be reloaded',
  async ({ launch, server }) => {
    const { browser, app, phone } = await startWith(['Bread'], { launch, server });
    const { page } = app;
    const worker = await browser.worker();
    // As a newer worker does when it begins to store in another way.
    await worker.evaluate(setLayout, LAYOUT + 1);
    await app.quickAdd.fill('Milk');
    await app.quickAdd.press('Enter');
    const banner = page.getByRole('status').getByText(/A newer Holdfast wrote this device’s data/);
    await banner.waitFor();
    expect(await app.quickAdd.inputValue()).toBe('Milk');
    expect(await storedOutbox(page)).toBe(0);
    expect(await serverTitles(phone)).toEqual(['Bread']);

    // What is reloaded is as new as the worker; here it knows the layout because that is set back.
    await worker.evaluate(setLayout, LAYOUT);
    await page.getByRole('status').getByRole('button', { name: 'Reload' }).click();
    await banner.waitFor({ state: 'detached' });
    await app.ready();
    expect(await app.quickAdd.inputValue()).toBe('Milk');
    await app.quickAdd.press('Enter');
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Bread', 'Milk']);
  },
);

story(
  'A12 B13 a tab of older code in which nothing is done learns of it too',
  async ({ launch, server }) => {
    const { browser, app, phone } = await startWith(['Bread'], { launch, server });
    await (await browser.worker()).evaluate(setLayout, LAYOUT + 1);
    await phone.add(['From the phone']);
    await browser.hideAndShow(app);
    await app.page
      .getByRole('status')
      .getByText(/A newer Holdfast wrote/)
      .waitFor(LATER);
  },
);

/** Runs in a tab, past the app in it: upgrades every database of the app, and answers what happened on the way. */
async function upgradeAll(version: number): Promise<readonly string[]> {
  const events: string[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    if (!name.startsWith('holdfast')) continue;
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(name, version);
      request.addEventListener('blocked', () => events.push('blocked'));
      request.addEventListener('upgradeneeded', () => events.push('upgraded'));
      request.addEventListener('success', () => {
        request.result.close();
        resolve();
      });
    });
  }
  return events;
}

/** Runs in a tab, past the app in it: opens the first database that the app asks for, and never lets go. */
async function holdOpen(): Promise<void> {
  const request = indexedDB.open('holdfast');
  await new Promise((resolve) => {
    request.addEventListener('success', resolve);
  });
  // What nobody holds is closed when memory is cleaned up.
  Object.assign(globalThis, { held: request.result });
}

/** Runs in the worker. */
async function setLayout(layout: number): Promise<void> {
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve) => {
      request.addEventListener('success', () => resolve(request.result));
    });
  for (const { name = '' } of await indexedDB.databases()) {
    if (!name.startsWith('holdfast-')) continue;
    const database = await settled(indexedDB.open(name));
    const records = database.transaction('records', 'readwrite').objectStore('records');
    const meta: unknown = await settled(records.get('meta'));
    await settled(records.put(Object.assign({}, meta, { layout }), 'meta'));
    database.close();
  }
}
