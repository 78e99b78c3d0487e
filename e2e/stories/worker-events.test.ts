/** What wakes the service worker, and what does not: every event of the browser's does some good or no harm. */

import { expect } from 'vitest';
import type { JournalEntry } from '../../replica/journal.ts';
import type { Browser } from '../harness/browser.ts';
import { storedJournal, storedOutbox } from '../harness/stored-records.ts';
import { SOON, joinAs, serverTitles, startWith, story } from '../harness/story.ts';
import { until } from '../harness/until.ts';

/** Attempts that the browser itself began. */
const inBackground = (journal: readonly JournalEntry[]): readonly JournalEntry[] =>
  journal.filter(({ reason }) => reason === 'background-sync');

const tags = async (browser: Browser): Promise<readonly string[]> => {
  const worker = await browser.worker();
  return worker.evaluate(async () => {
    const { registration } = globalThis as unknown as {
      readonly registration: { readonly sync: { readonly getTags: () => Promise<string[]> } };
    };
    return registration.sync.getTags();
  });
};

story(
  'BS05 a tag that is registered while it fires comes once more, and sends nothing twice',
  async ({ launch, proxy, server }) => {
    const { browser, app, phone } = await startWith(['Before'], { launch, server });
    await browser.goOffline();
    await app.add('Only once');
    await expect.poll(async () => (await tags(browser)).length, SOON).toBe(1);
    const [tag = ''] = await tags(browser);
    await browser.closeTabs();
    const push = { pathStart: '/api/sync', bodyText: 'Only once' };
    const held = proxy.hold(push, 'answer');
    await browser.goOnline();
    await held.reached;
    // No page of ours is open, so the registration is asked for as if one were.
    await browser.dispatchSync(tag, { isLastChance: false });
    held.release();

    const worker = await browser.worker();
    await expect.poll(() => storedOutbox(worker), SOON).toBe(0);
    expect(await serverTitles(phone)).toEqual(['Before', 'Only once']);
    expect(proxy.seen(push)).toHaveLength(1);
  },
);

story(
  'BS08 BS10 BS13 with no page open the worker is woken three times a tag, and asks for no more by itself',
  async ({ launch, proxy }) => {
    const browser = await launch({ hasQuickRetries: true });
    const app = await browser.open();
    await app.installed();
    proxy.spoil('/api/', { kind: 'refuse' });
    await app.add('Waiting');
    await expect.poll(() => app.hasRegisteredSync(), SOON).toBe(true);
    await browser.closeTabs();
    const worker = await browser.worker();
    await until(
      'the browser has given up',
      async () =>
        inBackground(await storedJournal(worker)).some(({ lastChance }) => lastChance) &&
        (await tags(browser)).length === 0,
      30_000,
    );
    const attempts = inBackground(await storedJournal(worker));
    const lastChances = attempts.filter(({ lastChance }) => lastChance).length;
    expect(attempts.length).toBeLessThanOrEqual(3 * lastChances);
    expect(await storedOutbox(worker)).toBe(1);
  },
);

story(
  'BS15 a browser that starts with no network wastes an attempt and nothing else',
  async ({ launch, proxy, server }) => {
    const { browser, app, phone } = await startWith(['Before'], { launch, server });
    await browser.goOffline();
    await app.add('Waiting');
    await expect.poll(() => app.hasRegisteredSync(), SOON).toBe(true);
    await browser.kill();
    proxy.spoil('/api/', { kind: 'refuse' });
    await browser.start();
    await until('the attempt at the start', () => proxy.seen('/api/sync').at(-1));
    proxy.heal();
    expect(await serverTitles(phone)).toEqual(['Before']);

    const reopened = await browser.open();
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Before', 'Waiting']);
    await expect.poll(() => storedOutbox(reopened.page), SOON).toBe(0);
  },
);

story(
  'BS16 the worker hears nothing of the network, and its tag wakes it all the same',
  async ({ launch, server }) => {
    const { browser, app, phone } = await startWith(['Before'], { launch, server });
    await browser.goOffline();
    await app.add('Waiting');
    await browser.closeTabs();
    const worker = await browser.worker();
    await worker.evaluate(() => {
      Object.assign(globalThis, { heard: 0 });
      addEventListener('online', () => Object.assign(globalThis, { heard: 1 }));
    });
    await browser.goOnline();
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Before', 'Waiting']);
    const heard = await worker.evaluate(() => (globalThis as { readonly heard?: number }).heard);
    expect(heard).toBe(0);
    const sent = (await storedJournal(worker)).filter((entry) => entry.sent > 0).at(-1);
    expect(sent).toMatchObject({ reason: 'background-sync', where: 'worker' });
  },
);

story(
  'BS17 a lock that nobody alive holds is passed by, and one that its worker held is free when that is stopped',
  async ({ launch, proxy, server }) => {
    const { browser, app, phone } = await startWith(['Before'], { launch, server });
    const other = await browser.open();
    await other.page.evaluate(async () => {
      const databases = await indexedDB.databases();
      const account = databases.map(({ name }) => name?.slice('holdfast-'.length)).find(Boolean);
      const forEver = Promise.withResolvers<void>();
      void navigator.locks.request(`holdfast-sync-${account}`, () => forEver.promise);
    });
    await app.add('Waiting');
    await expect
      .poll(() => serverTitles(phone), { ...SOON, timeout: 30_000 })
      .toEqual(['Before', 'Waiting']);
    await other.page.close();

    await browser.goOffline();
    await app.add('In the worker');
    const held = proxy.hold({ pathStart: '/api/sync', bodyText: 'In the worker' }, 'request');
    await browser.closeTabs();
    await browser.goOnline();
    await held.reached;
    const again = await browser.open();
    const devTools = await browser.devTools(again.page);
    await devTools.send('ServiceWorker.enable');
    await devTools.send('ServiceWorker.stopAllWorkers');
    held.release();
    await again.syncNow();
    await expect.poll(() => storedOutbox(again.page), SOON).toBe(0);
    expect(await serverTitles(phone)).toEqual(['Before', 'In the worker', 'Waiting']);
  },
);

story(
  'an app that is woken now and then has what others wrote before it is opened',
  async ({ launch, server }) => {
    const { browser, app: closed, phone } = await startWith(['Before'], { launch, server });
    await browser.tab();
    await closed.page.close();
    await phone.add(['From the phone']);
    await browser.dispatchPeriodicSync('holdfast');
    const worker = await browser.worker();
    await until('an attempt', async () =>
      (await storedJournal(worker)).some(({ reason }) => reason === 'periodic-sync'),
    );
    await browser.goOffline();
    const app = await browser.open();
    expect(await app.openTitles()).toContain('From the phone');
  },
);

story(
  'BS06 with the tab open, what was written during the browser’s back-off is sent at the network’s return, in two requests at most',
  async ({ launch, proxy, server }) => {
    const browser = await launch({ chance: 0.999 });
    const app = await browser.open();
    await app.installed();
    await app.add('Before');
    const phone = await joinAs(browser, server);
    await expect.poll(() => storedOutbox(app.page), SOON).toBe(0);
    proxy.spoil('/api/', { kind: 'refuse' });
    await app.add('First');
    await until('a failed attempt of the browser’s', async () =>
      inBackground(await storedJournal(app.page)).some(({ outcome }) => outcome === 'offline'),
    );
    await browser.goOffline();
    proxy.heal();
    await app.add('Second');
    const before = proxy.seen('/api/').length;
    await browser.goOnline();
    await expect.poll(() => storedOutbox(app.page), SOON).toBe(0);
    expect(proxy.seen('/api/').length - before).toBeLessThanOrEqual(2);
    expect(await serverTitles(phone)).toEqual(['Before', 'First', 'Second']);
  },
);
