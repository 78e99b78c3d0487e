/** The Sync centre: each line that it shows is true, and everything in it works by keyboard. */

import { readFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { JournalEntry } from '../../replica/journal.ts';
import { plantJournal, plantWaiting } from '../harness/planted-records.ts';
import { storedJournal, storedOutbox } from '../harness/stored-records.ts';
import { SOON, joinAs, serverTitles, startWith, story } from '../harness/story.ts';
import { until } from '../harness/until.ts';

const SAFARI =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15';

story(
  'what waits is shown by title until it is sent, and Sync now says how it went',
  async ({ launch, proxy, server }) => {
    const { app, phone } = await startWith(['Milk', 'Eggs'], { launch, server }, { chance: 0.999 });
    const centre = await app.openSyncCentre();
    await centre.getByText(/^Everything is on the server, as of \d\d:\d\d\.$/).waitFor();
    expect(await centre.getByText('Waiting to be sent').count()).toBe(0);
    expect(await centre.getByText('only on this device').count()).toBe(0);
    await app.page.keyboard.press('Escape');

    proxy.spoil('/api/', { kind: 'refuse' });
    await app.rename('Milk', 'Oat milk');
    await app.complete('Eggs');
    await app.add('Bread');
    await expect.poll(() => app.chipName(), SOON).toBe('Sync: offline, 3 changes kept here');
    await app.openSyncCentre();
    await centre
      .getByText(
        'No connection. 3 changes are safe on this device. Holdfast sends when the network is back.',
      )
      .waitFor();
    await expect
      .poll(() => linesOf(waiting(centre)), SOON)
      .toEqual([
        expect.stringMatching(/^Oat milk title · \d\d:\d\d$/),
        expect.stringMatching(/^Eggs completed · \d\d:\d\d$/),
        expect.stringMatching(/^Bread new · \d\d:\d\d$/),
      ]);
    const here = centre.getByRole('term').filter({ hasText: 'only on this device' }).locator('..');
    expect(await here.getByRole('definition').textContent()).toBe('3');
    await centre.getByRole('button', { name: 'Sync now' }).click();
    await centre.getByText('No connection.', { exact: true }).waitFor();

    proxy.heal();
    await centre.getByRole('button', { name: 'Sync now' }).click();
    await centre.getByText('Sent 3.', { exact: true }).waitFor();
    await waiting(centre).waitFor({ state: 'detached' });
    await expect
      .poll(async () => (await linesOf(attempts(centre)))[0], SOON)
      .toMatch(/^\d\d:\d\d sent 3, as you asked(?:, attempt \d)?$/);
    expect(await serverTitles(phone)).toEqual(['Bread', 'Eggs (done)', 'Oat milk']);
    await centre.getByRole('button', { name: 'Sync now' }).click();
    await centre.getByText('Nothing new.', { exact: true }).waitFor();
  },
);

story('what was sent after the app was closed is told as such', async ({ launch, server }) => {
  const { browser, app, phone } = await startWith(['Milk'], { launch, server });
  await browser.goOffline();
  await app.add('Bread');
  await browser.closeTabs();
  await browser.goOnline();
  await expect.poll(() => serverTitles(phone), SOON).toEqual(['Bread', 'Milk']);
  const again = await browser.open();
  const centre = await again.openSyncCentre();
  await expect
    .poll(() => linesOf(attempts(centre)), SOON)
    .toContainEqual(
      expect.stringMatching(/^\d\d:\d\d sent 1, (?:in the background after|as) you closed the app/),
    );
  await centre.getByText(/^Chrom\w+ also sends after you close Holdfast\.$/).waitFor();
});

story(
  'Safari is told to keep Holdfast open, and the day from which it may clear the storage',
  async ({ launch }) => {
    const browser = await launch({ hasNoSyncManager: true });
    const app = await browser.open();
    const devTools = await browser.devTools(app.page);
    await devTools.send('Emulation.setUserAgentOverride', { userAgent: SAFARI });
    await app.page.reload();
    await app.ready();
    await app.add('Milk');
    await expect.poll(() => app.chipName(), SOON).toMatch(/^Sync: saved/);
    const centre = await app.openSyncCentre();
    await centre
      .getByText('Safari sends only while Holdfast is open. Keep it open until everything is sent.')
      .waitFor();
    const inAWeek = await app.page.evaluate(() => {
      const format = { weekday: 'short', day: 'numeric', month: 'short' } as const;
      return new Date(Date.now() + 7 * 86_400_000).toLocaleDateString('en-GB', format);
    });
    await centre.getByText(`Safari may clear this from ${inAWeek.replace(',', '')} on`).waitFor();
    expect(await centre.getByText('Alerts').count()).toBe(0);
  },
);

story('BS14 where sending in the background is switched off, that is said', async ({ launch }) => {
  const browser = await launch({ isBackgroundSyncDenied: true });
  const app = await browser.open();
  const centre = await app.openSyncCentre();
  await centre.getByText(/^Sending in the background is switched off in Chrom\w+\./).waitFor();
});

story(
  'C26 where requests are blocked though there is a network, a hint says what it may be',
  async ({ launch }) => {
    // DevTools block those of the page alone, so the worker must not help.
    const browser = await launch({ hasNoSyncManager: true, chance: 0.999 });
    const app = await browser.open();
    const devTools = await browser.devTools(app.page);
    await devTools.send('Network.enable');
    await devTools.send('Network.setBlockedURLs', { urls: ['*/api/*'] });
    await app.add('Milk');
    await expect.poll(() => app.chipName(), SOON).toBe('Sync: offline, 1 change kept here');
    const centre = await app.openSyncCentre();
    const hint = centre.getByText('an extension or a filter may be blocking Holdfast');
    await hint.waitFor();
    await devTools.send('Network.setBlockedURLs', { urls: [] });
    await centre.getByRole('button', { name: 'Sync now' }).click();
    await hint.waitFor({ state: 'detached' });
    await expect.poll(() => app.chipName(), SOON).toMatch(/^Sync: saved/);

    await browser.goOffline();
    await expect.poll(() => app.chipName(), SOON).toBe('Sync: offline');
    expect(await hint.count()).toBe(0);
  },
);

story(
  'the journal is exported as a file without a title, a token or an id',
  async ({ launch, server }) => {
    const { browser, app } = await startWith(['Secret plan'], { launch, server });
    const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-downloads-'));
    try {
      const devTools = await browser.devTools(app.page);
      const where = { behavior: 'allow', downloadPath: folder } as const;
      await devTools.send('Browser.setDownloadBehavior', where);
      await app.rename('Secret plan', 'Secret plan, second part');
      await expect.poll(() => storedOutbox(app.page), SOON).toBe(0);
      const centre = await app.openSyncCentre();
      await centre.getByRole('button', { name: 'Export journal' }).press('Enter');
      const name = await until('the file', async () =>
        (await readdir(folder)).find((file) => file.endsWith('.json')),
      );
      expect(name).toMatch(/^holdfast-journal-\d{4}-\d\d-\d\d\.json$/);
      const text = await readFile(path.join(folder, name), 'utf8');
      const journal = await storedJournal(app.page);
      expect(JSON.parse(text)).toMatchObject({
        backgroundSync: 'yes',
        status: 'saved',
        waiting: 0,
        attempts: journal.toReversed().map(({ sent, outcome }) => ({ sent, outcome })),
      });
      const cookie = (await browser.sessionCookie())?.split('=')[1] ?? 'no cookie';
      const { accountId, inboxId } = (await joinAs(browser, server)).account;
      for (const secret of [
        'Secret',
        'plan',
        cookie,
        accountId,
        inboxId,
        new URL(browser.origin).host,
      ])
        expect(text, secret).not.toContain(secret);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);

story(
  'of many changes and attempts the first are shown, and the rest by keyboard',
  async ({ launch, proxy, server }) => {
    const { app } = await startWith(['Milk'], { launch, server }, { chance: 0.999 });
    const { page } = app;
    proxy.spoil('/api/', { kind: 'refuse' });
    await plantWaiting(
      page,
      Array.from({ length: 500 }, (_, at) => `Box ${at + 1}`),
    );
    await plantJournal(page, twoHundredAttempts());
    await page.reload();
    await expect.poll(() => app.chipName(), SOON).toMatch(/500 changes kept here$/);
    const centre = await app.openSyncCentre();
    expect(await waiting(centre).getByRole('listitem').count()).toBe(5);
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe('Show all 500');
    await page.keyboard.press('Enter');
    await expect.poll(() => waiting(centre).getByRole('listitem').count(), SOON).toBe(500);
    expect(await focusedText(page)).toBe('Show fewer');
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toMatch(/^Show all \d+$/);
    const few = await attempts(centre).getByRole('listitem').count();
    await page.keyboard.press('Space');
    await expect
      .poll(() => attempts(centre).getByRole('listitem').count(), SOON)
      .toBeGreaterThan(few + 50);
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe('Notify me');
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe('Export journal');
    await page.keyboard.press('Escape');
    await expect.poll(() => focusedText(page), SOON).toMatch(/500 changes kept here$/);
  },
);

story(
  'a notification of a lost last chance is offered once, where it is not allowed yet',
  async ({ launch }) => {
    const browser = await launch();
    const app = await browser.open();
    await app.installed();
    await app.add('Milk');
    const centre = await app.openSyncCentre();
    const offer = centre.getByRole('button', { name: 'Notify me' });
    await offer.waitFor();
    // Not through Playwright, which takes all other permissions away.
    const devTools = await browser.devTools(app.page);
    const permission = { name: 'notifications' };
    await devTools.send('Browser.setPermission', { permission, setting: 'granted' });
    // The app may have noticed by itself, and then there is nothing to tap.
    await offer.click({ timeout: 1000 }).catch(() => undefined);
    await centre.getByText(/^You get a notification if Chrom\w+ gives up sending\.$/).waitFor();
    expect(await offer.count()).toBe(0);
  },
);

function waiting(centre: Locator): Locator {
  return centre.getByRole('list', { name: 'Waiting to be sent' });
}

function attempts(centre: Locator): Locator {
  return centre.getByRole('list', { name: 'Latest attempts' });
}

/** What stands in each line, with single spaces. */
async function linesOf(list: Locator): Promise<readonly string[]> {
  const lines = await list.getByRole('listitem').evaluateAll((items) =>
    items.map((item) => {
      const parts = [...item.children].map((part) => part.textContent.trim());
      return parts.filter(Boolean).join(' ');
    }),
  );
  return lines.map((line) => line.replaceAll(/\s+/g, ' '));
}

/** The name of what has the focus, through every shadow. */
async function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    return focused?.getAttribute('aria-label') ?? focused?.textContent.trim() ?? '';
  });
}

function twoHundredAttempts(): readonly JournalEntry[] {
  return Array.from({ length: 200 }, (_, at) => ({
    atMs: Date.now() - (200 - at) * 600_000,
    durationMs: 200,
    reason: 'timer',
    where: 'page',
    sent: at % 2,
    received: 0,
    outcome: at % 2 ? 'synced' : 'offline',
    attempt: 1,
    lastChance: false,
  }));
}
