/** Releases that go wrong or come at a bad moment: nothing written is lost, and the app starts. */

import { afterAll, expect } from 'vitest';
import { copySite } from '../harness/deploy.ts';
import type { Fault } from '../harness/fault-proxy.ts';
import { storedOutbox } from '../harness/stored-records.ts';
import { SOON, serverTitles, startWith, storiesOn } from '../harness/story.ts';
import type { TodoPage } from '../harness/todo-page.ts';

const site = await copySite();
afterAll(() => site.dispose());
const storyOnReleases = storiesOn({ site: site.folder });

/**
 * A worker takes over when the one before it has ended what it is about, which may be a request that nobody answers; and
 * one whose page is loaded again and again is never done.
 */
const IN_ITS_TIME = { timeout: 60_000, interval: 3000 };

const releaseOf = (app: TodoPage): Promise<string | null> =>
  app.page.evaluate(
    () => document.querySelector('meta[name=release]')?.getAttribute('content') ?? null,
  );

storyOnReleases(
  'E04 a new worker that takes over while changes are on their way stores them once',
  async ({ launch, proxy, server }) => {
    const { app, phone } = await startWith(['Before'], { launch, server });
    await server.stop();
    await site.release('FOUR');
    await server.start();
    await app.page.reload();
    await app.ready();
    await app.updateNow.waitFor({ timeout: IN_ITS_TIME.timeout });

    const push = { pathStart: '/api/sync', bodyText: 'On its way' };
    const held = proxy.hold(push, 'answer');
    await app.add('On its way');
    await held.reached;
    await app.updateNow.click();
    await expect.poll(() => releaseOf(app).catch(() => undefined), IN_ITS_TIME).toBe('FOUR');
    held.release();
    await app.ready();
    await expect.poll(() => storedOutbox(app.page), SOON).toBe(0);
    expect(await app.openTitles()).toEqual(['On its way', 'Before']);
    expect(await serverTitles(phone)).toEqual(['Before', 'On its way']);
  },
);

const notTheScript: readonly (readonly [string, Fault])[] = [
  ['is not there yet', { kind: 'answer', status: 404, contentType: 'text/plain', body: 'no' }],
  [
    'is an error page with a good status',
    { kind: 'answer', status: 200, contentType: 'text/javascript', body: '<h1>Oops</h1>' },
  ],
];

storyOnReleases(
  'E05 E06 E09 a release of which a file is missing or wrong changes nothing, and is taken when it is whole',
  async ({ launch, proxy, server }) => {
    const { browser, app } = await startWith(['Before'], { launch, server });
    for (const [at, [, answer]] of notTheScript.entries()) {
      const name = `FIVE${at}`;
      await server.stop();
      await site.release(name);
      await server.start();
      proxy.spoil(`/app-${name}`, answer);
      await app.page.reload();
      await expect.poll(() => proxy.seen(`/app-${name}`).length, SOON).toBeGreaterThan(0);
      // The old version is whole still, with no network too.
      await browser.goOffline();
      await app.page.reload();
      await app.ready();
      expect(await releaseOf(app)).not.toBe(name);
      await app.openDetails('Before');
      await app.details.close.click();
      await browser.goOnline();
    }
    proxy.heal();
    await app.page.reload();
    await app.ready();
    await app.updateNow.waitFor({ timeout: IN_ITS_TIME.timeout });
    await app.updateNow.click();
    await expect.poll(() => releaseOf(app).catch(() => undefined), IN_ITS_TIME).toBe('FIVE1');
  },
);

/** Takes over at once and answers every page with an error, from then on and offline too. */
const BROKEN = `
  addEventListener('install', () => skipWaiting());
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  addEventListener('fetch', (event) => {
    if (event.request.mode === 'navigate') event.respondWith(new Response('broken', { status: 500 }));
  });
`;

storyOnReleases(
  'E07 a worker that breaks the app is replaced by the recovery worker, and nothing written is lost',
  async ({ launch, proxy, server }) => {
    const { browser, app, phone } = await startWith(['Before'], { launch, server });
    proxy.spoil('/api/', { kind: 'refuse' });
    await app.add('Not sent yet');
    await server.stop();
    await site.releaseWorker({ script: BROKEN });
    await server.start();
    await expect.poll(async () => (await app.page.reload())?.status(), IN_ITS_TIME).toBe(500);

    await server.stop();
    await site.releaseWorker({ source: 'sw/recovery.ts' });
    await server.start();
    proxy.heal();
    // The browser looks for a new worker after it has navigated, even to a page that the broken one has spoilt.
    await app.page.reload();
    await expect
      .poll(
        () =>
          app.page
            .locator('holdfast-app')
            .count()
            .catch(() => 0),
        SOON,
      )
      .toBe(1);
    await app.ready();
    expect(await app.openTitles()).toEqual(['Not sent yet', 'Before']);
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Before', 'Not sent yet']);

    // It does not make the page load again and again, and the next good release is taken as ever.
    await server.stop();
    await site.release('SEVEN');
    await server.start();
    await app.page.reload();
    await app.ready();
    await app.installed();
    expect(await releaseOf(app)).toBe('SEVEN');
    await browser.goOffline();
    await app.page.reload();
    await app.ready();
    expect(await app.openTitles()).toEqual(['Not sent yet', 'Before']);
  },
);
