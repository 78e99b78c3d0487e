/** Tabs of one browser and browsers of one account follow each other. */

import { expect } from 'vitest';
import { SOON, serverTitles, startWith, story } from '../harness/story.ts';

const ONE_SECOND = { timeout: 1000 };

story('B22 a second tab shows every change within a second', async ({ launch }) => {
  const browser = await launch();
  const first = await browser.open();
  const second = await browser.open();
  await first.look();
  await first.add('Gone soon', 'Shared');
  await second.row('Shared').waitFor(ONE_SECOND);
  await second.look();
  await second.rename('Shared', 'Shared, edited');
  await first.row('Shared, edited').waitFor(ONE_SECOND);
  await first.look();
  await first.complete('Shared, edited');
  await second.page
    .getByRole('checkbox', { name: 'Shared, edited', checked: true })
    .waitFor(ONE_SECOND);
  await second.look();
  await second.delete('Gone soon');
  await first.row('Gone soon').waitFor({ state: 'detached', ...ONE_SECOND });
});

story('a second tab follows with no network too', async ({ launch }) => {
  const browser = await launch();
  const first = await browser.open();
  const second = await browser.open();
  await browser.goOffline();
  await first.look();
  await first.add('Shared');
  await second.row('Shared').waitFor(ONE_SECOND);
  await expect.poll(() => second.chipName(), SOON).toBe('Sync: offline, 1 change kept here');
});

story(
  'S12 a title from one browser and notes from another, made at once, both survive',
  async ({ launch, server }) => {
    const { browser, app, phone } = await startWith(['Trip'], { launch, server });
    const otherBrowser = await launch();
    await otherBrowser.context.addCookies(await browser.context.cookies());
    const other = await otherBrowser.open();
    await other.row('Trip').waitFor();

    await Promise.all([browser.goOffline(), otherBrowser.goOffline()]);
    await app.rename('Trip', 'Trip to Lisbon');
    const { notes } = await other.openDetails('Trip');
    await notes.fill('Pack sun cream');
    await other.details.close.click();
    await Promise.all([browser.goOnline(), otherBrowser.goOnline()]);

    await expect
      .poll(async () => (await phone.todos()).map(({ title, notes: text }) => [title, text]), SOON)
      .toEqual([['Trip to Lisbon', 'Pack sun cream']]);
    for (const tab of [app, other]) {
      await tab.syncNow();
      await tab.row('Trip to Lisbon').waitFor();
      await tab.page.keyboard.press('Escape');
      const details = await tab.openDetails('Trip to Lisbon');
      await expect.poll(() => details.notes.inputValue(), SOON).toBe('Pack sun cream');
    }
    expect(await serverTitles(phone)).toEqual(['Trip to Lisbon']);
  },
);
