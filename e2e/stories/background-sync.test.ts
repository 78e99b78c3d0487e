/** Background Sync as Chromium really does it: its own retries, its last chance, and what is left after that. */

import { expect } from 'vitest';
import type { JournalEntry } from '../../replica/journal.ts';
import { storedJournal, storedOutbox } from '../harness/stored-records.ts';
import { SOON, joinAs, serverTitles, startWith, story } from '../harness/story.ts';
import { until } from '../harness/until.ts';

const inBackground = (journal: readonly JournalEntry[]): readonly JournalEntry[] =>
  journal.filter(({ reason }) => reason === 'background-sync');

story(
  'S23 C27 BS08 BS09 a lost last chance is logged, shown, kept, and asked for again at the next start',
  async ({ launch, proxy, server }) => {
    const browser = await launch({ hasQuickRetries: true });
    const app = await browser.open();
    await app.installed();
    proxy.spoil('/api/', { kind: 'refuse' });
    await app.add('Water the plants');
    await expect.poll(() => app.hasRegisteredSync(), SOON).toBe(true);
    await browser.closeTabs();

    const worker = await browser.worker();
    const attempts = await until(
      'a last chance',
      async () => {
        const found = inBackground(await storedJournal(worker));
        return found.some(({ lastChance }) => lastChance) && found;
      },
      20_000,
    );
    expect(attempts.length).toBeGreaterThanOrEqual(3);
    expect(attempts[0]?.lastChance).toBe(false);
    expect(new Set(attempts.map(({ outcome }) => outcome))).toEqual(new Set(['offline']));
    expect(await storedOutbox(worker)).toBe(1);
    expect(browser.said().join('\n')).toContain('the browser gave up: offline');

    // The server is still away when the app is opened again.
    const reopened = await browser.open();
    expect(await reopened.openTitles()).toEqual(['Water the plants']);
    await expect
      .poll(() => reopened.chipName(), SOON)
      .toBe('Sync: not sent yet, keep Holdfast open');
    const centre = await reopened.openSyncCentre();
    await expect.poll(() => centre.textContent(), SOON).toContain('the browser’s last try');
    await expect
      .poll(() => centre.textContent(), SOON)
      .toContain(
        'The browser has tried in the background and given up. 1 change is safe on this device.',
      );
    await expect.poll(() => reopened.hasRegisteredSync(), SOON).toBe(true);

    // Nobody but the browser can send it now.
    await browser.closeTabs();
    proxy.heal();
    const phone = await joinAs(browser, server);
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Water the plants']);
    const { page } = await browser.open();
    const sent = (await storedJournal(page)).filter((entry) => entry.sent > 0);
    expect(sent).toMatchObject([{ reason: 'background-sync', where: 'worker', outcome: 'synced' }]);
  },
);

story(
  'S22 after a failed attempt a new edit is sent at once, not when the browser next tries',
  async ({ launch, proxy, server }) => {
    const browser = await launch();
    const app = await browser.open();
    await app.installed();
    proxy.spoil('/api/', { kind: 'refuse' });
    await app.add('First');
    await until('a failed attempt of the browser’s', async () =>
      inBackground(await storedJournal(app.page)).some(({ outcome }) => outcome === 'offline'),
    );
    proxy.heal();
    await app.add('Second');

    const phone = await joinAs(browser, server);
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['First', 'Second']);
  },
);

story(
  'S22 BS04 BS06 an edit made offline after a failed attempt is sent as soon as the network returns',
  async ({ launch, proxy, server }) => {
    // The first tag is backing off for five minutes, and the browser lists it as registered all the while.
    const browser = await launch();
    const app = await browser.open();
    await app.installed();
    proxy.spoil('/api/', { kind: 'refuse' });
    await app.add('First');
    await until('a failed attempt of the browser’s', async () =>
      inBackground(await storedJournal(app.page)).some(({ outcome }) => outcome === 'offline'),
    );
    await browser.goOffline();
    proxy.heal();
    await app.add('Second');
    await browser.closeTabs();
    await browser.goOnline();

    const phone = await joinAs(browser, server);
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['First', 'Second']);
  },
);

story(
  'S22 after a failed attempt a reload sends, however long the browser means to wait',
  async ({ launch, proxy, server }) => {
    // Left to itself the page would wait for 15 seconds by the third failure.
    const browser = await launch({ chance: 0.999 });
    const app = await browser.open();
    await app.installed();
    proxy.spoil('/api/', { kind: 'refuse' });
    await app.add('First', 'Second');
    await until('a failed attempt of the browser’s', async () =>
      inBackground(await storedJournal(app.page)).some(({ outcome }) => outcome === 'offline'),
    );
    proxy.heal();
    await app.page.reload();

    const phone = await joinAs(browser, server);
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['First', 'Second']);
  },
);

story(
  'BS07 BS11 an attempt that the browser starts twice stores everything once',
  async ({ launch, proxy, server }) => {
    const browser = await launch();
    const app = await browser.open();
    await app.installed();
    const held = proxy.hold({ pathStart: '/api/sync', bodyText: 'Only once' }, 'answer');
    await app.add('Only once');
    await held.reached;
    await browser.dispatchSync('holdfast-again', { isLastChance: true });
    await browser.dispatchSync('holdfast-and-again', { isLastChance: false });
    held.release();

    const phone = await joinAs(browser, server);
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Only once']);
    await expect.poll(() => storedOutbox(app.page), SOON).toBe(0);
    expect(proxy.seen({ pathStart: '/api/sync', bodyText: 'Only once' })).toHaveLength(1);
  },
);

story(
  'A06 BS12 a browser that dies while its worker sends sends again, and all is stored once',
  async ({ launch, proxy, server }) => {
    const { browser, app, phone } = await startWith(['Before'], { launch, server });
    await browser.goOffline();
    await app.add('Bread', 'Milk');
    await app.rename('Milk', 'Oat milk');
    await browser.closeTabs();
    const push = { pathStart: '/api/sync', bodyText: 'Oat milk' };
    const held = proxy.hold(push, 'answer');
    await browser.goOnline();
    await held.reached;
    expect(await serverTitles(phone)).toEqual(['Before', 'Bread', 'Oat milk']);
    await browser.kill();
    proxy.heal();
    await browser.start();

    // At least once more: on a busy machine two tags may fire, and the second does not wait for ever for the first.
    await expect.poll(() => proxy.seen(push).length, SOON).toBeGreaterThan(1);
    const again = await browser.open();
    await expect.poll(() => storedOutbox(again.page), SOON).toBe(0);
    expect(await again.openTitles()).toEqual(['Oat milk', 'Bread', 'Before']);
    expect(await serverTitles(phone)).toEqual(['Before', 'Bread', 'Oat milk']);
  },
);
