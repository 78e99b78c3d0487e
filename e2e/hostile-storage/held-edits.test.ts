/** Edits that the device's storage refuses: on the screen, marked, in memory, sent, and stored when it works again. */

import { expect } from 'vitest';
import { spoilStorage, strikes } from '../harness/hostile-indexed-db.ts';
import type { StorageFault } from '../harness/hostile-indexed-db.ts';
import { SOON, serverTitles, startWith, storiesOn } from '../harness/story.ts';
import { storedOutbox } from '../harness/stored-records.ts';

const story = storiesOn({});
/** Three rests of the page's between two tries. */
const LATER = { timeout: 60_000, interval: 100 };

const lost = 'Connection to Indexed Database server lost. Refresh the page to try again';

story(
  'B07 while Safari has lost its database server, edits are kept in the tab, sent, and stored in the end',
  async ({ launch, server }) => {
    const { browser, app, phone } = await startWith(
      ['Bread'],
      { launch, server },
      { hasHostileStorage: true },
    );
    const { page } = app;
    await spoilStorage(page, {
      at: 'transaction',
      how: 'throws',
      name: 'UnknownError',
      message: lost,
    });
    await app.add('Milk', 'Eggs');

    expect(await app.openTitles()).toEqual(['Eggs', 'Milk', 'Bread']);
    expect(await app.quickAdd.inputValue()).toBe('');
    const banner = page
      .getByRole('status')
      .getByText(/The browser has stopped storing: 2 changes are in this tab only/);
    await banner.waitFor();
    await expect.poll(() => app.chipName(), SOON).toBe('Sync: 2 changes not stored');
    await app.row('Milk').getByRole('img', { name: 'Not saved on this device yet' }).waitFor();
    expect(await app.row('Bread').getByRole('img').count()).toBe(0);
    expect(await strikes(page)).toBeGreaterThan(3);

    await spoilStorage(page, undefined);
    await banner.waitFor({ state: 'detached', timeout: 20_000 });
    await expect.poll(() => serverTitles(phone), LATER).toEqual(['Bread', 'Eggs', 'Milk']);
    await expect.poll(() => app.chipName(), SOON).toMatch(/^Sync: saved/);
    await page.reload();
    await app.ready();
    expect(await app.openTitles()).toEqual(['Eggs', 'Milk', 'Bread']);
    await expect.poll(() => storedOutbox(page), SOON).toBe(0);
    void browser;
  },
);

/** Nothing can be written, and everything can be read: as on a full disk. */
const full: StorageFault = { at: 'commit', how: 'fails', name: 'QuotaExceededError' };

story(
  'B01 on a full disk an edit stays on the screen as not saved, and is sent all the same',
  async ({ launch, server }) => {
    const { app, phone } = await startWith(
      ['Bread'],
      { launch, server },
      { hasHostileStorage: true },
    );
    const { page } = app;
    await spoilStorage(page, full);
    await app.add('Milk');
    await app.complete('Bread');
    const banner = page
      .getByRole('status')
      .getByText(/This device has no room left: 2 changes are in this tab only/);
    await banner.waitFor();
    await expect.poll(() => serverTitles(phone), LATER).toEqual(['Bread (done)', 'Milk']);
    expect(await storedOutbox(page)).toBe(0);
    await expect.poll(() => app.chipName(), SOON).toBe('Sync: 2 changes not stored');

    await spoilStorage(page, undefined);
    await page.getByRole('status').getByRole('button', { name: 'Try again' }).click();
    await banner.waitFor({ state: 'detached' });
    await expect.poll(() => app.chipName(), LATER).toMatch(/^Sync: saved/);
    expect(await serverTitles(phone)).toEqual(['Bread (done)', 'Milk']);
    await page.reload();
    await app.ready();
    expect(await app.titles()).toEqual(['Milk', 'Bread']);
  },
);

const closing =
  "Failed to execute 'transaction' on 'IDBDatabase': The database connection is closing.";
const noTransaction = 'Attempt to delete range from database without an in-progress transaction';

const hiccups: readonly (readonly [row: string, fault: StorageFault])[] = [
  [
    'B05',
    { at: 'transaction', how: 'throws', name: 'InvalidStateError', message: closing, left: 1 },
  ],
  ['B06', { at: 'commit', how: 'fails', name: 'AbortError', left: 1 }],
  ['B09', { at: 'write', how: 'fails', name: 'UnknownError', message: noTransaction, left: 1 }],
];

story(
  'B05 B06 B09 a connection that fails once is replaced, and nobody notices',
  async ({ launch, server }) => {
    const { app, phone } = await startWith(
      ['Bread'],
      { launch, server },
      { hasHostileStorage: true },
    );
    const { page } = app;
    for (const [row, fault] of hiccups) {
      const before = await strikes(page);
      await spoilStorage(page, fault);
      await app.add(row);
      await expect.poll(() => strikes(page), SOON).toBe(before + 1);
      expect(await page.getByText('Not saved on this device yet').count()).toBe(0);
      expect(
        await page
          .getByRole('status')
          .getByText(/in this tab only/)
          .count(),
      ).toBe(0);
    }
    await expect.poll(() => serverTitles(phone), LATER).toEqual(['B05', 'B06', 'B09', 'Bread']);
    await page.reload();
    await app.ready();
    expect(await app.openTitles()).toEqual(['B09', 'B06', 'B05', 'Bread']);
  },
);

story(
  'B08 an edit whose transaction Safari never ends is held, and is there once in the end',
  async ({ launch, server }) => {
    const { app, phone } = await startWith(
      ['Bread'],
      { launch, server },
      { hasHostileStorage: true },
    );
    const { page } = app;
    await spoilStorage(page, { at: 'commit', how: 'hangs' });
    await app.quickAdd.fill('Milk');
    await app.quickAdd.press('Enter');
    await app.row('Milk').waitFor(LATER);
    await page
      .getByRole('status')
      .getByText(/1 change is in this tab only/)
      .waitFor(LATER);
    await spoilStorage(page, undefined);
    await expect.poll(() => app.chipName(), { timeout: 60_000 }).toMatch(/^Sync: saved/);
    expect(await serverTitles(phone)).toEqual(['Bread', 'Milk']);
    expect(await app.openTitles()).toEqual(['Milk', 'Bread']);
  },
);

story(
  'B06 what a crashed tab held is stored and sent by the next one',
  async ({ launch, server }) => {
    const { browser, app, phone } = await startWith(
      ['Bread'],
      { launch, server },
      { hasHostileStorage: true },
    );
    await browser.goOffline();
    await spoilStorage(app.page, {
      at: 'commit',
      how: 'fails',
      name: 'UnknownError',
      message: lost,
    });
    await app.add('Milk');
    await app.page
      .getByRole('status')
      .getByText(/in this tab only/)
      .waitFor();
    const devTools = await browser.devTools(app.page);
    const crashed = app.page.waitForEvent('crash');
    void devTools.send('Page.crash').catch(() => undefined);
    await crashed;
    await app.page.close();
    const next = await browser.open();
    await next.row('Milk').waitFor();
    await expect.poll(() => next.chipName(), LATER).toMatch(/^Sync: offline/);
    expect(await storedOutbox(next.page)).toBe(1);
    await browser.goOnline();
    await expect.poll(() => serverTitles(phone), LATER).toEqual(['Bread', 'Milk']);
  },
);
