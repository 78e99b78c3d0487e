/** P08: how a browser without a copy gets a long list back: page by page, visibly, and from where it was cut off. */

import { expect } from 'vitest';
import type { SyncRequest } from '../../protocol/sync-request.ts';
import type { Browser } from '../harness/browser.ts';
import { SOON, startWith, story } from '../harness/story.ts';
import type { TodoPage } from '../harness/todo-page.ts';

const MANY = 1200;
/** Every request of a first load but the first says how far the list had come when it began. */
const NEXT_PAGE = { pathStart: '/api/sync', bodyText: '"h":1' };

story(
  'P08 a first load shows how far it is, can be worked beside, and goes on after a kill',
  async ({ launch, proxy, server }) => {
    const { browser, app, phone } = await startWith(['The first'], { launch, server });
    await phone.add(Array.from({ length: MANY - 1 }, (_, at) => `To-do number ${at + 2}`));
    await evict(browser, app);
    const second = proxy.hold(NEXT_PAGE, 'request');
    await app.page.goto(browser.origin);
    await second.reached;

    const bar = app.page.getByRole('progressbar');
    await bar.and(app.page.getByLabel('Bringing back 500 of 1,200')).waitFor();
    expect(await bar.evaluate((each: HTMLProgressElement) => [each.value, each.max])).toEqual([
      500,
      MANY,
    ]);
    await app.page.getByRole('status').getByText('25 % of 1,200 to-dos are here.').waitFor();
    expect(await app.chipName()).not.toMatch(/saved/);
    await app.add('Written meanwhile');
    await app.row('To-do number 2').waitFor();

    await browser.kill();
    proxy.reset();
    const third = proxy.hold(NEXT_PAGE, 'answer');
    await browser.start();
    const again = await browser.open();
    await third.reached;
    await again.page.getByLabel('Bringing back 500 of 1,200').waitFor();
    await again.row('Written meanwhile').waitFor();
    third.release();

    await again.page.getByRole('status').getByText('All to-dos are here.').waitFor();
    await expect.poll(() => again.page.getByRole('progressbar').count(), SOON).toBe(0);
    await expect.poll(() => again.chipName(), SOON).toMatch(/^Sync: saved/);
    // Nothing that had come was fetched once more.
    const asked = proxy.seen('/api/sync').map(({ body }) => JSON.parse(body) as SyncRequest);
    const ofInbox = asked.flatMap(({ ls }) => ls.filter(({ l }) => l === phone.account.inboxId));
    expect(ofInbox.length).toBeGreaterThan(1);
    for (const { c } of ofInbox) expect(c[1]).toBeGreaterThanOrEqual(500);
    expect((await phone.todos()).length).toBe(MANY + 1);
    await again.page.reload();
    await again.ready();
    const [count] = await again.page.getByRole('link', { name: 'Inbox' }).allInnerTexts();
    expect(count?.replaceAll(/\D/g, '')).toBe(String(MANY + 1));
  },
);

/** The app itself stays, and the cookie. */
async function evict(browser: Browser, app: TodoPage): Promise<void> {
  const devTools = await browser.devTools(app.page);
  await app.page.goto('about:blank');
  const storageTypes = 'indexeddb,local_storage';
  await devTools.send('Storage.clearDataForOrigin', { origin: browser.origin, storageTypes });
}
