/** What is written with no network reaches the server once, whatever becomes of tab and browser meanwhile. */

import { expect } from 'vitest';
import { storedJournal } from '../harness/stored-records.ts';
import { SOON, joinAs, serverTitles, story } from '../harness/story.ts';
import type { TodoPage } from '../harness/todo-page.ts';

/** Three added, one of them edited, another deleted. */
async function write(app: TodoPage): Promise<void> {
  await app.add('Bread', 'Milk', 'Eggs');
  await app.rename('Milk', 'Oat milk');
  await app.delete('Eggs');
}

const WRITTEN = ['Bread', 'Eggs (in Trash)', 'Oat milk'];

story(
  'S01 a to-do added and edited offline reaches the server as edited',
  async ({ launch, server }) => {
    const browser = await launch();
    const app = await browser.open();
    await app.add('Call the plumber');
    const phone = await joinAs(browser, server);
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Call the plumber']);

    await browser.goOffline();
    await app.add('Buy milk');
    await app.rename('Buy milk', 'Buy oat milk');
    await expect.poll(() => app.chipName(), SOON).toBe('Sync: offline, 1 change kept here');
    await browser.goOnline();

    await expect
      .poll(() => serverTitles(phone), SOON)
      .toEqual(['Buy oat milk', 'Call the plumber']);
    await expect.poll(() => app.chipName(), SOON).toMatch(/^Sync: saved \d\d:\d\d$/);
  },
);

story(
  'BS01 BS02 what is written offline is sent after the tab was closed',
  async ({ launch, proxy, server }) => {
    const browser = await launch();
    const app = await browser.open();
    await app.installed();
    await browser.goOffline();
    await write(app);
    await browser.closeTabs();
    expect(proxy.seen('/api/sync')).toEqual([]);
    await browser.goOnline();

    const phone = await joinAs(browser, server);
    await expect.poll(() => serverTitles(phone), SOON).toEqual(WRITTEN);
    const { page } = await browser.open();
    const journal = await storedJournal(page);
    expect(journal.filter(({ sent }) => sent > 0)).toMatchObject([
      { where: 'worker', reason: 'background-sync', outcome: 'synced', sent: 3 },
    ]);
  },
);

story(
  'A06 BS03 what is written offline is sent after the browser was killed',
  async ({ launch, proxy, server }) => {
    const browser = await launch();
    const app = await browser.open();
    await app.installed();
    await browser.goOffline();
    await write(app);
    await expect.poll(() => app.hasRegisteredSync(), SOON).toBe(true);
    await browser.kill();
    expect(proxy.seen('/api/sync')).toEqual([]);
    await browser.start();

    const phone = await joinAs(browser, server);
    await expect.poll(() => serverTitles(phone), SOON).toEqual(WRITTEN);
    const reopened = await browser.open();
    expect(await reopened.openTitles()).toEqual(['Oat milk', 'Bread']);
  },
);

story(
  'BS14 without background sync it is sent when the app is opened again',
  async ({ launch, server }) => {
    const browser = await launch({ isBackgroundSyncDenied: true });
    const app = await browser.open();
    await app.installed();
    await browser.goOffline();
    await write(app);
    await browser.closeTabs();
    await browser.goOnline();
    const reopened = await browser.open();

    const phone = await joinAs(browser, server);
    await expect.poll(() => serverTitles(phone), SOON).toEqual(WRITTEN);
    const journal = await storedJournal(reopened.page);
    expect(journal.filter(({ sent }) => sent > 0)).toMatchObject([
      { where: 'page', reason: 'start', outcome: 'synced', sent: 3 },
    ]);
    const centre = await reopened.openSyncCentre();
    await expect
      .poll(() => centre.textContent(), SOON)
      .toContain('Sending in the background is switched off');
  },
);

story(
  'a first visit that loses the network at once sends what was written when it is back',
  async ({ launch, server }) => {
    const browser = await launch({ hasNoWorker: true });
    const app = await browser.open();
    await browser.goOffline();
    await write(app);
    await expect.poll(() => app.chipName(), SOON).toBe('Sync: offline, 3 changes kept here');
    await browser.goOnline();

    const phone = await joinAs(browser, server);
    await expect.poll(() => serverTitles(phone), SOON).toEqual(WRITTEN);
  },
);
