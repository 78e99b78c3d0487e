/** S38: a new version is deployed while the old one is open. The person says when it takes over. */

import { afterAll, expect } from 'vitest';
import { copySite } from '../harness/deploy.ts';
import { SOON, serverTitles, startWith, storiesOn } from '../harness/story.ts';
import type { TodoPage } from '../harness/todo-page.ts';

const site = await copySite();
afterAll(() => site.dispose());
const storyOnReleases = storiesOn({ site: site.folder });

const releaseOf = (app: TodoPage): Promise<string | null> =>
  app.page.evaluate(
    () => document.querySelector('meta[name=release]')?.getAttribute('content') ?? null,
  );

storyOnReleases(
  'S38 E08 the old page works on, and “Update now” brings the new one',
  async ({ launch, server }) => {
    const { browser, app, phone } = await startWith(['Before'], { launch, server });
    const second = await browser.open();
    await server.stop();
    await site.release('TWO');
    await server.start();

    await app.look();
    // Without a reload, and after one: it is the old version as long as nobody asks for the new one.
    await app.add('Written in the old page');
    await app.page.reload();
    await app.ready();
    await app.updateNow.waitFor();
    expect(await releaseOf(app)).toBeNull();
    await app.openDetails('Before');
    await app.details.close.click();
    await app.add('Written after the release');
    await app.quickAdd.fill('Half a thought');
    await app.updateNow.click();

    await expect.poll(() => releaseOf(app).catch(() => undefined), SOON).toBe('TWO');
    await app.ready();
    expect(await app.openTitles()).toEqual([
      'Written after the release',
      'Written in the old page',
      'Before',
    ]);
    expect(await app.quickAdd.inputValue()).toBe('Half a thought');
    await expect.poll(() => app.updateNow.count(), SOON).toBe(0);
    expect(await serverTitles(phone)).toHaveLength(3);
    await second.row('Written after the release').waitFor();

    // The new version is whole: it opens with no network.
    await browser.goOffline();
    await app.page.reload();
    await app.ready();
    expect(await releaseOf(app)).toBe('TWO');
    await app.openDetails('Before');
  },
);

storyOnReleases(
  'S38 an open page learns of a new version without a reload',
  async ({ launch, server }) => {
    const browser = await launch();
    const app = await browser.open();
    await app.installed();
    await server.stop();
    await site.release('THREE');
    await server.start();
    await browser.hideAndShow(app);
    await app.updateNow.waitFor({ timeout: 15_000 });
  },
);
