/**
 * S21: in a browser without SyncManager, each reason to sync alone is enough to send what waits.
 *
 * By the fourth failure in a row the page would try again by itself only after 15 seconds, because the dice of the
 * back-off always show the most. What is sent sooner is sent for the reason at hand, which the journal names.
 */

import { expect } from 'vitest';
import type { SyncReason } from '../../replica/journal.ts';
import type { Browser, BrowserOptions } from '../harness/browser.ts';
import type { FaultProxy } from '../harness/fault-proxy.ts';
import { storedJournal } from '../harness/stored-records.ts';
import { SOON, joinAs, serverTitles, story } from '../harness/story.ts';
import type { TodoPage } from '../harness/todo-page.ts';
import { until } from '../harness/until.ts';

interface Trigger {
  readonly name: string;
  readonly reason: SyncReason;
  readonly options?: Omit<BrowserOptions, 'origin'>;
  readonly pull: (app: TodoPage, browser: Browser) => Promise<unknown>;
}

/** A tab that goes out of sight asks the worker to send; without one, what comes after is seen alone. */
const alone = (...deafTo: readonly string[]) => ({ hasNoWorker: true, deafTo });

const triggers: readonly Trigger[] = [
  {
    name: 'the tab is looked at again',
    reason: 'visible',
    options: alone('focus', 'pageshow'),
    pull: (app, browser) => browser.hideAndShow(app),
  },
  {
    name: 'the window gets the focus',
    reason: 'focus',
    options: alone('visibilitychange', 'pageshow'),
    pull: (app, browser) => browser.hideAndShow(app),
  },
  {
    name: 'the page is shown from the back/forward cache',
    reason: 'pageshow',
    options: alone('visibilitychange', 'focus', 'resume'),
    pull: async ({ page }, { origin }) => {
      await page.evaluate(() => Object.assign(globalThis, { isTheSamePage: true }));
      await page.goto(`${origin}/robots.txt`);
      await page.goBack({ waitUntil: 'commit' });
      expect(await page.evaluate(() => 'isTheSamePage' in globalThis)).toBe(true);
    },
  },
  {
    name: 'the tab goes out of sight, in a browser without a worker',
    reason: 'hidden',
    options: alone(),
    pull: (_, browser) => browser.context.newPage(),
  },
  {
    name: 'the app is reloaded',
    reason: 'start',
    options: alone(),
    pull: ({ page }) => page.reload(),
  },
  {
    name: 'something else is written',
    reason: 'edit',
    pull: (app) => app.add('Something else'),
  },
  {
    name: 'the person asks for it',
    reason: 'button',
    pull: (app) => app.syncNow(),
  },
];

for (const { name, reason, options, pull } of triggers) {
  story(`S21 what waits is sent when ${name}`, async ({ launch, proxy, server }) => {
    const browser = await launch({ hasNoSyncManager: true, chance: 0.999, ...options });
    const app = await browser.open();
    proxy.spoil('/api/', { kind: 'refuse' });
    await app.add('Waiting');
    await failFourTimes(app);
    proxy.heal();
    await pull(app, browser);

    await expectSentBecause(reason, app);
    const phone = await joinAs(browser, server);
    expect(await serverTitles(phone)).toContain('Waiting');
  });
}

story('S21 what waits is sent when the network returns', async ({ launch, server }) => {
  const browser = await launch({ hasNoSyncManager: true, chance: 0.999 });
  const app = await browser.open();
  await app.installed();
  await browser.goOffline();
  await app.add('Waiting');
  await failFourTimes(app);
  await browser.goOnline();

  await expectSentBecause('online', app);
  const phone = await joinAs(browser, server);
  expect(await serverTitles(phone)).toEqual(['Waiting']);
});

story(
  'S21 what waits is sent after a while, with no reason at all',
  async ({ launch, proxy, server }) => {
    const browser = await launch({ hasNoSyncManager: true });
    const app = await browser.open();
    proxy.spoil('/api/', { kind: 'refuse' });
    await app.add('Waiting');
    await until('a failed attempt', () => hasFailed(app, 1));
    proxy.heal();

    await expectSentBecause('timer', app);
    const phone = await joinAs(browser, server);
    expect(await serverTitles(phone)).toEqual(['Waiting']);
  },
);

story(
  'S21 while the app is open and something waits, attempts are at most 15 s apart',
  async ({ launch, proxy }) => {
    const browser = await launch({ hasNoSyncManager: true, chance: 0.999 });
    const app = await browser.open();
    refuseApi(proxy);
    await app.add('Waiting');
    await failFourTimes(app);
    const entries = await until('an attempt by the timer', () => timerAttempts(app), 20_000);
    const [entry] = entries;
    const journal = await storedJournal(app.page);
    const before = journal.filter(({ atMs }) => atMs < (entry?.atMs ?? 0)).at(-1);
    expect((entry?.atMs ?? 0) - (before?.atMs ?? 0)).toBeLessThan(16_000);
  },
);

function refuseApi(proxy: FaultProxy): void {
  proxy.spoil('/api/', { kind: 'refuse' });
}

async function timerAttempts(app: TodoPage) {
  const journal = await storedJournal(app.page);
  const found = journal.filter(({ reason, attempt }) => reason === 'timer' && attempt > 4);
  return found.length > 0 && found;
}

/** A person's own tries are not slowed down. */
async function failFourTimes(app: TodoPage): Promise<void> {
  for (let failures = 1; failures <= 4; failures += 1) {
    await until(`${failures} failed attempts`, () => hasFailed(app, failures));
    if (failures < 4) await app.syncNow();
  }
  if (await app.syncCentre.isVisible()) await app.page.keyboard.press('Escape');
}

async function hasFailed(app: TodoPage, times: number): Promise<boolean> {
  const journal = await storedJournal(app.page);
  return journal.filter(({ outcome }) => outcome === 'offline').length >= times;
}

async function expectSentBecause(reason: SyncReason, app: TodoPage): Promise<void> {
  await expect
    .poll(async () => {
      const journal = await storedJournal(app.page);
      return journal.filter(({ sent }) => sent > 0).map((entry) => entry.reason);
    }, SOON)
    .toEqual([reason]);
}
