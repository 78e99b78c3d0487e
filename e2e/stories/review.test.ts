/** What is kept for a person to decide on: shown with its reason, and every way out of it works. */

import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { PROTOCOL_HEADER } from '../../protocol/version.ts';
import { plantReview } from '../harness/planted-records.ts';
import { changeServerData, emptyTrash } from '../harness/server-data.ts';
import { storedJournal, storedOutbox } from '../harness/stored-records.ts';
import { SOON, serverTitles, startWith, story } from '../harness/story.ts';
import { until } from '../harness/until.ts';

const FORTY = Array.from({ length: 40 }, (_, at) => `To-do ${at + 1}`);
const THIRTY = FORTY.slice(0, 30);

story(
  'P41 a great deletion is asked about, brought back, and kept when it was meant',
  async ({ launch, server }) => {
    const { app, phone } = await startWith(['Bread'], { launch, server });
    await phone.add(FORTY);
    await app.syncNow();
    await app.page.keyboard.press('Escape');
    await app.row('To-do 40').waitFor();
    await phone.changeAll(THIRTY, { isTrashed: true });
    await app.syncNow();
    await app.page.keyboard.press('Escape');

    const question = app.page.getByText('30 to-dos were deleted on another device.');
    await question.waitFor();
    await expect.poll(() => app.chipName(), SOON).toBe('Sync: a deletion to review');
    await app.page.getByRole('button', { name: 'Bring them back' }).click();
    await question.waitFor({ state: 'detached' });
    await app.row('To-do 1').waitFor();
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Bread', ...FORTY].toSorted());
    await expect.poll(() => app.chipName(), SOON).toMatch(/^Sync: saved/);

    await phone.changeAll(THIRTY, { isTrashed: true });
    await app.syncNow();
    const centre = await app.openSyncCentre();
    await centre.getByRole('button', { name: 'It was meant' }).click();
    await question.first().waitFor({ state: 'detached' });
    await app.undo.click();
    await question.first().waitFor();
    await app.page.reload();
    await app.page.getByRole('button', { name: 'It was meant' }).click();
    await question.waitFor({ state: 'detached' });
    await expect.poll(() => app.chipName(), SOON).toMatch(/^Sync: saved/);
    expect((await app.openTitles()).length).toBe(11);
  },
);

story(
  'C12 a refused edit says why, and is copied, retried and discarded',
  async ({ launch, proxy, server }) => {
    const { browser, app, phone } = await startWith(['Milk', 'Eggs'], { launch, server });
    await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await changeServerData(server, (database) => {
      database
        .prepare("UPDATE members SET role = 'viewer' WHERE list_id = ?")
        .run(phone.account.inboxId);
    });
    await app.rename('Milk', 'Oat milk');
    await app.rename('Eggs', 'Six eggs');
    await expect.poll(() => app.chipName(), SOON).toBe('Sync: 2 edits to review');
    expect(await storedOutbox(app.page)).toBe(0);

    const centre = await app.openSyncCentre();
    const attention = centre.getByRole('list', { name: 'Needs attention' });
    const milk = attention.getByRole('listitem').filter({ hasText: 'Oat milk' });
    await milk.getByText('Not taken: you may only read this list.').waitFor();
    await milk.getByRole('button', { name: 'Copy' }).click();
    await app.page.getByRole('status').getByText('Copied').waitFor();
    expect(await app.page.evaluate(() => navigator.clipboard.readText())).toBe('Oat milk');

    // Refused again, as long as nothing has changed there.
    await app.openSyncCentre();
    await milk.getByRole('button', { name: 'Retry' }).click();
    const pushed = { pathStart: '/api/sync', bodyText: 'Oat milk' };
    await until('another refusal', () => proxy.seen(pushed)[1]?.answer);
    await expect.poll(() => attention.getByRole('listitem').count(), SOON).toBe(2);
    await expect.poll(() => app.chipName(), SOON).toBe('Sync: 2 edits to review');
    await changeServerData(server, (database) => {
      database
        .prepare("UPDATE members SET role = 'owner' WHERE list_id = ?")
        .run(phone.account.inboxId);
    });
    await app.openSyncCentre();
    await milk.getByRole('button', { name: 'Retry' }).click();
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Eggs', 'Oat milk']);
    await expect.poll(() => app.chipName(), SOON).toBe('Sync: 1 edit to review');

    await app.openSyncCentre();
    await attention.getByRole('button', { name: 'Discard' }).click();
    await app.undo.click();
    await expect.poll(() => app.chipName(), SOON).toBe('Sync: 1 edit to review');
    await app.openSyncCentre();
    await attention.getByRole('button', { name: 'Discard' }).click();
    await attention.waitFor({ state: 'detached' });
    await expect.poll(() => app.chipName(), SOON).toMatch(/^Sync: saved/);
    await app.page.reload();
    await app.ready();
    expect(await app.openTitles()).toEqual(['Eggs', 'Oat milk']);
  },
);

story(
  'P71 what was written in to-dos that were emptied elsewhere is recovered and put back',
  async ({ launch, server }) => {
    const titles = ['Milk', 'Eggs', 'Flour'];
    const { browser, app, phone } = await startWith(titles, { launch, server });
    await browser.goOffline();
    for (const title of titles) await app.rename(title, `${title}, twice`);
    await phone.changeAll(titles, { isTrashed: true });
    await changeServerData(server, emptyTrash);
    await browser.goOnline();

    await expect.poll(() => app.chipName(), SOON).toBe('Sync: 3 edits to review');
    expect(await app.openTitles()).toEqual([]);
    const centre = await app.openSyncCentre();
    const recovered = centre.getByRole('list', { name: 'Recovered' });
    const milk = recovered.getByRole('listitem').filter({ hasText: 'Milk, twice' });
    await milk.getByText('From Inbox, where it was deleted long ago.').waitFor();
    await milk.getByRole('button', { name: 'Put back' }).click();
    await app.row('Milk, twice').waitFor();
    await expect.poll(() => app.chipName(), SOON).toBe('Sync: 2 edits to review');
    await app.undo.click();
    await expect.poll(() => app.chipName(), SOON).toBe('Sync: 3 edits to review');

    await app.openSyncCentre();
    await recovered.getByRole('button', { name: 'Discard Flour, twice' }).click();
    await centre.getByRole('button', { name: 'Put all back' }).click();
    await expect.poll(() => app.chipName(), SOON).toMatch(/^Sync: saved/);
    expect((await app.openTitles()).toSorted()).toEqual(['Eggs, twice', 'Milk, twice']);
    const onServer = await serverTitles(phone);
    expect(onServer).toEqual(['Eggs, twice', 'Milk, twice']);
    await app.page.reload();
    await app.ready();
    expect((await app.openTitles()).toSorted()).toEqual(['Eggs, twice', 'Milk, twice']);
  },
);

story(
  'P17 a server that is another one three times is left alone, in words, until Sync now',
  async ({ launch, proxy, server }) => {
    const { app, phone } = await startWith(['Milk'], { launch, server }, { chance: 0.999 });
    proxy.spoil('/api/sync', otherServer());
    await app.rename('Milk', 'Oat milk');
    await expect.poll(() => app.chipName(), SOON).toBe('Sync: paused, kept here');
    proxy.heal();
    const ofInbox = { pathStart: '/api/sync', bodyText: phone.account.inboxId };
    const before = proxy.seen(ofInbox).length;
    const centre = await app.openSyncCentre();
    await centre
      .getByText(
        'The server answered as a different one three times. Your changes are kept here. ' +
          'It is tried again in about 10 min, or tap Sync now.',
      )
      .waitFor();
    await app.page.keyboard.press('Escape');

    // Not even for a new edit, and not after a reload.
    await app.add('Bread');
    await app.page.reload();
    await app.ready();
    await until('an attempt without a request', async () => {
      const journal = await storedJournal(app.page);
      return journal.filter(({ outcome }) => outcome === 'reset').length >= 2;
    });
    expect(proxy.seen(ofInbox).length).toBe(before);
    await expect.poll(() => app.chipName(), SOON).toBe('Sync: paused, kept here');
    expect(await app.openTitles()).toEqual(['Bread', 'Oat milk']);

    await app.syncNow();
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Bread', 'Oat milk']);
    await expect.poll(() => app.chipName(), SOON).toMatch(/^Sync: saved/);
  },
);

story(
  'everything can be decided on with a keyboard, and the focus is never lost',
  async ({ launch, proxy, server }) => {
    const { app } = await startWith(['Bread'], { launch, server });
    const { page } = app;
    proxy.spoil('/api/', { kind: 'refuse' });
    await plantReview(page);
    await page.reload();
    await page.getByRole('button', { name: 'Bring them back' }).waitFor();
    await app.chip.press('Enter');
    await expect.poll(() => focusedName(page), SOON).toBe('Sync now');
    const passed: string[] = [];
    while (passed.at(-1) !== 'Discard Lend the drill' && passed.length < 20) {
      await page.keyboard.press('Tab');
      passed.push(await focusedName(page));
    }
    expect(passed).toEqual([
      'Bring them back',
      'It was meant',
      ...['Copy', 'Retry', 'Discard'].map((verb) => `${verb} Minutes of the meeting`),
      ...['Copy', 'Retry', 'Discard'].map((verb) => `${verb} Lend the drill`),
    ]);
    await page.keyboard.press('Enter');
    await expect.poll(() => focusedName(page), SOON).toBe('Copy Minutes of the meeting');
    const centre = app.syncCentre;
    for (const name of ['Discard Minutes of the meeting', 'It was meant']) {
      await centre.getByRole('button', { name }).press('Enter');
      await centre.getByRole('button', { name }).waitFor({ state: 'detached' });
    }
    await expect.poll(() => focusedName(page), SOON).toBe('Sync now');
    await centre.getByRole('button', { name: 'Put all back' }).press('Enter');
    await app.row('Timber').waitFor();
    await expect.poll(() => focusedName(page), SOON).toBe('Sync now');
    await page.keyboard.press('Escape');
    await expect.poll(() => focusedName(page), SOON).toMatch(/^Sync: offline/);
  },
);

/** The name of what has the focus, through every shadow. */
async function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    return focused?.getAttribute('aria-label') ?? focused?.textContent.trim() ?? '';
  });
}

/** As if the address had another server behind it, for each list that can be asked about. */
function otherServer() {
  const part = { code: 'reset', ep: 'another' };
  return {
    kind: 'answer',
    status: 200,
    contentType: 'application/json',
    headers: { [PROTOCOL_HEADER]: '1' },
    body: JSON.stringify({ now: Date.now(), ls: [part, part, part] }),
  } as const;
}
