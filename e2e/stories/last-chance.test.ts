/** What a person who is not looking hears of changes that the browser has given up on. */

import type { Page, Worker } from 'playwright-core';
import { expect } from 'vitest';
import type { Browser } from '../harness/browser.ts';
import { storedJournal } from '../harness/stored-records.ts';
import { SOON, joinAs, serverTitles, story } from '../harness/story.ts';
import { until } from '../harness/until.ts';

story(
  'S23 C27 a lost last chance is told by a notification and a number on the icon until all is sent',
  async ({ launch, proxy, server }) => {
    const browser = await launch({ chance: 0.999 });
    await browser.context.grantPermissions(['notifications'], { origin: browser.origin });
    await browser.context.addInitScript(noteBadges);
    const app = await browser.open();
    await app.installed();
    proxy.spoil('/api/', { kind: 'refuse' });
    await app.add('Water the plants', 'Descale the kettle');
    await browser.closeTabs();
    const worker = await loseLastChance(browser);

    // Nothing that a passer-by should not read.
    await expect
      .poll(() => notices(worker), SOON)
      .toEqual([
        {
          title: 'Not sent yet: 2',
          body: 'Safe on this device. Open Holdfast to send.',
          tag: 'holdfast-unsent',
        },
      ]);
    expect(await badges(worker)).toEqual([2]);
    expect((await storedJournal(worker)).at(-1)).toMatchObject({
      reason: 'background-sync',
      lastChance: true,
      isAppClosed: true,
    });

    const again = await browser.open();
    await expect
      .poll(() => again.chipName(), SOON)
      .toMatch(/^Sync: not sent .*, keep Holdfast open$/);
    expect(await notices(again.page)).toHaveLength(1);
    proxy.heal();
    await again.syncNow();
    await expect.poll(() => again.chipName(), SOON).toMatch(/^Sync: saved/);
    await expect.poll(() => notices(again.page), SOON).toEqual([]);
    await expect.poll(() => badges(again.page), SOON).toEqual([0]);
    const phone = await joinAs(browser, server);
    expect(await serverTitles(phone)).toEqual(['Descale the kettle', 'Water the plants']);
  },
);

story(
  'G13 without leave to notify a lost last chance is shown where the app is opened, and nothing fails',
  async ({ launch, proxy }) => {
    const browser = await launch({ chance: 0.999 });
    const app = await browser.open();
    await app.installed();
    proxy.spoil('/api/', { kind: 'refuse' });
    await app.add('Water the plants');
    await browser.closeTabs();
    const worker = await loseLastChance(browser);
    expect(await notices(worker)).toEqual([]);

    const again = await browser.open();
    await expect
      .poll(() => again.chipName(), SOON)
      .toMatch(/^Sync: not sent .*, keep Holdfast open$/);
  },
);

story(
  'a last chance that is lost while the app is looked at is told there, and nowhere else',
  async ({ launch, proxy }) => {
    const browser = await launch({ chance: 0.999 });
    await browser.context.grantPermissions(['notifications'], { origin: browser.origin });
    const app = await browser.open();
    await app.installed();
    proxy.spoil('/api/', { kind: 'refuse' });
    await app.add('Water the plants');
    const worker = await loseLastChance(browser);
    // One attempt at a time: when another is over, so is the telling of the one before.
    await browser.dispatchSync('holdfast-once-more', { isLastChance: false });
    await until('another attempt', async () => {
      const [last, beforeLast] = (await storedJournal(worker)).toReversed();
      return beforeLast?.lastChance === true && last?.reason === 'background-sync';
    });
    expect(await badges(worker)).toEqual([1]);
    await expect
      .poll(() => app.chipName(), SOON)
      .toMatch(/^Sync: not sent .*, keep Holdfast open$/);
    expect(await notices(app.page)).toEqual([]);
  },
);

/** Answers with the worker once it has tried for the last time, and ended. */
async function loseLastChance(browser: Browser): Promise<Worker> {
  const worker = await browser.worker();
  await worker.evaluate(noteBadges);
  await browser.dispatchSync('holdfast-last', { isLastChance: true });
  await until('a last chance', async () =>
    (await storedJournal(worker)).some(({ lastChance }) => lastChance),
  );
  return worker;
}

async function notices(where: Page | Worker): Promise<readonly object[]> {
  return 'goto' in where ? where.evaluate(readNotices) : where.evaluate(readNotices);
}

async function badges(where: Page | Worker): Promise<readonly number[]> {
  return 'goto' in where ? where.evaluate(readBadges) : where.evaluate(readBadges);
}

/** These run in the browser. No API tells what the icon shows, so what is asked for is noted. */
function noteBadges(): void {
  // An empty tab is no secure context and has none.
  if (!('setAppBadge' in navigator)) return;
  const numbers: number[] = [];
  Object.assign(globalThis, { badges: numbers });
  const setAppBadge = navigator.setAppBadge.bind(navigator);
  const clearAppBadge = navigator.clearAppBadge.bind(navigator);
  Object.assign(navigator, {
    setAppBadge: (count: number) => {
      numbers.push(count);
      return setAppBadge(count);
    },
    clearAppBadge: () => {
      numbers.push(0);
      return clearAppBadge();
    },
  });
}

function readBadges(): readonly number[] {
  return (globalThis as unknown as { readonly badges: readonly number[] }).badges;
}

async function readNotices(): Promise<readonly object[]> {
  const inWorker = globalThis as { readonly registration?: ServiceWorkerRegistration };
  const registration = inWorker.registration ?? (await navigator.serviceWorker.ready);
  const found = await registration.getNotifications();
  return found.map(({ title, body, tag }) => ({ title, body, tag }));
}
