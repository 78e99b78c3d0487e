/** What this device holds is on the screen at once, whatever the network does, and nothing that is typed gets lost. */

import { expect } from 'vitest';
import { SOON, serverTitles, startWith, story } from '../harness/story.ts';

story(
  'S35 the list is there at once although the server never answers',
  async ({ launch, proxy, server }) => {
    const { app } = await startWith(['Bread', 'Milk'], { launch, server });
    proxy.spoil('/', { kind: 'hang' });
    const { page } = app;
    await page.reload({ waitUntil: 'commit' });
    await app.row('Milk').waitFor({ timeout: 3000 });
    expect(await app.openTitles()).toEqual(['Milk', 'Bread']);
  },
);

story(
  'S35 the app opens with no network after the browser was started anew',
  async ({ launch, proxy, server }) => {
    const { browser } = await startWith(['Bread', 'Milk'], { launch, server });
    await browser.kill();
    proxy.spoil('/', { kind: 'refuse' });
    await browser.start();
    const app = await browser.open();
    expect(await app.openTitles()).toEqual(['Milk', 'Bread']);
  },
);

story(
  'S36 a to-do’s address shows its form at once, and typing is not disturbed by a sync',
  async ({ launch, server }) => {
    const { browser, app, phone } = await startWith(['Trip'], { launch, server });
    await app.openDetails('Trip');
    const address = new URL(app.page.url()).pathname;
    expect(address).toMatch(/^\/todo\/[\w-]{16}$/);
    await app.page.reload();
    const { title, notes } = app.details;
    await notes.waitFor();
    expect(await title.inputValue()).toBe('Trip');

    const other = await browser.open();
    await app.look();
    const text = 'Passports, chargers and the good umbrella';
    await notes.pressSequentially(text.slice(0, 20));
    await phone.change('Trip', { title: 'Trip to Lisbon', notes: 'from the phone' });
    await other.look();
    await other.syncNow();
    await other.row('Trip to Lisbon').waitFor();
    await app.look();
    await notes.pressSequentially(text.slice(20));
    expect(await notes.inputValue()).toBe(text);
    await expect.poll(() => title.inputValue(), SOON).toBe('Trip to Lisbon');
    await notes.blur();

    await expect
      .poll(async () => (await phone.todos()).map((todo) => todo.notes), SOON)
      .toEqual([text]);
    expect(await serverTitles(phone)).toEqual(['Trip to Lisbon']);
  },
);
