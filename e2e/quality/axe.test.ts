/** Every view in every state, light and dark, on a desktop and on a phone: axe finds nothing to complain about. */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import type { JournalEntry } from '../../replica/journal.ts';
import { PROTOCOL_HEADER } from '../../protocol/version.ts';
import {
  plantBreak,
  plantFirstLoad,
  plantJournal,
  plantReview,
  plantWaiting,
} from '../harness/planted-records.ts';
import { SOON, startWith, story } from '../harness/story.ts';
import type { TodoPage } from '../harness/todo-page.ts';

const source = await readFile(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

const looks = [
  { device: 'desktop', width: 1280, height: 900, scheme: 'light' },
  { device: 'desktop', width: 1280, height: 900, scheme: 'dark' },
  { device: 'phone', width: 390, height: 844, scheme: 'light' },
  { device: 'phone', width: 390, height: 844, scheme: 'dark' },
] as const;

interface State {
  readonly name: string;
  readonly reach: (app: TodoPage) => Promise<unknown>;
  /** Back to the Inbox as it was. */
  readonly leave?: (app: TodoPage) => Promise<unknown>;
}

const toInbox = (app: TodoPage): Promise<void> => app.go('Inbox');
const escape = (app: TodoPage): Promise<void> => app.page.keyboard.press('Escape');

const states: readonly State[] = [
  { name: 'Inbox', reach: (app) => app.row('Milk').waitFor() },
  { name: 'a row with the focus', reach: (app) => app.checkbox('Milk').focus() },
  {
    name: 'a title being edited',
    reach: async (app) => {
      await app.checkbox('Milk').press('Enter');
      await app.page.getByRole('textbox', { name: 'Edit Milk' }).waitFor();
    },
    leave: escape,
  },
  {
    name: 'several pasted lines',
    reach: async (app) => {
      await app.quickAdd.focus();
      await app.quickAdd.evaluate((field) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', 'One\nTwo');
        const paste = { clipboardData, bubbles: true, cancelable: true, composed: true };
        field.dispatchEvent(new ClipboardEvent('paste', paste));
      });
      await app.page.getByRole('button', { name: 'Add 2 to-dos' }).waitFor();
    },
    leave: (app) => app.quickAdd.fill(''),
  },
  {
    name: 'details',
    reach: (app) => app.openDetails('Bread'),
    leave: async (app) => {
      await app.details.close.click();
      await app.details.region.waitFor({ state: 'detached' });
    },
  },
  { name: 'the Sync centre', reach: (app) => app.openSyncCentre(), leave: escape },
  {
    name: 'a toast with Undo',
    reach: async (app) => {
      await app.delete('Eggs');
      await app.undo.waitFor();
    },
    leave: async (app) => {
      await app.undo.click();
      await app.row('Eggs').waitFor();
    },
  },
  { name: 'Done', reach: (app) => app.go('Done'), leave: toInbox },
  { name: 'Trash', reach: (app) => app.go('Trash'), leave: toInbox },
  {
    name: 'details of a to-do in Trash',
    reach: async (app) => {
      await app.openDetails('Bread');
      const address = app.page.url();
      await app.details.delete.click();
      await app.row('Bread').waitFor({ state: 'detached' });
      await app.page.goto(address);
      await app.details.restore.waitFor();
    },
    leave: async (app) => {
      await app.details.restore.click();
      await app.details.restore.waitFor({ state: 'detached' });
      await app.details.close.click();
      await app.row('Bread').waitFor();
    },
  },
  { name: 'Settings', reach: (app) => app.go('Settings'), leave: toInbox },
];

for (const { device, width, height, scheme } of looks) {
  story(`axe is content with every view on a ${device}, ${scheme}`, async ({ launch, server }) => {
    const { app } = await startWith(['Eggs', 'Bread', 'Milk', 'Done already'], { launch, server });
    await app.page.setViewportSize({ width, height });
    await app.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await app.complete('Done already');
    await app.add('In Trash');
    await app.delete('In Trash');
    await app.page.reload();
    await app.ready();
    const found: Record<string, readonly string[]> = {};
    for (const { name, reach, leave } of states) {
      await reach(app);
      found[name] = await violations(app.page);
      await leave?.(app);
    }
    expect(found).toEqual(Object.fromEntries(states.map(({ name }) => [name, []])));
  });

  story(`axe is content with bad news on a ${device}, ${scheme}`, async ({ launch, proxy }) => {
    const browser = await launch({ chance: 0.999 });
    const app = await browser.open();
    const { page } = app;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const found: Record<string, readonly string[]> = { empty: await violations(page) };
    proxy.spoil('/api/', { kind: 'refuse' });
    await app.add('Waiting');
    await expect.poll(() => app.chipName(), SOON).toMatch(/^Sync: offline/);
    found['offline'] = await violations(page);
    await app.openSyncCentre();
    found['offline, in the Sync centre'] = await violations(page);
    proxy.spoil('/api/', unauthorised());
    await app.syncNow();
    await expect.poll(() => app.chipName(), SOON).toMatch(/sign in again$/);
    found['signed out'] = await violations(page);
    await escape(app);
    await plantWaiting(page, manyTitles);
    await plantJournal(page, [lastTry()], { isLastChanceLost: true, failingSinceMs: Date.now() });
    await page.reload();
    const centre = await app.openSyncCentre();
    await centre.getByRole('button', { name: 'Show all 41' }).click();
    found['a lost last chance, and all that waits'] = await violations(page);
    await escape(app);
    await page.goto(`${browser.origin}/todo/AAAAAAAAAAAAAAAA`);
    await app.details.region.waitFor();
    found['an unknown to-do'] = await violations(page);
    expect(Object.values(found).flat()).toEqual([]);
  });

  story(
    `axe is content with what is to be decided on a ${device}, ${scheme}`,
    async ({ launch, proxy, server }) => {
      const { app } = await startWith(['Milk'], { launch, server });
      const { page } = app;
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      proxy.spoil('/api/', { kind: 'refuse' });
      const found: Record<string, readonly string[]> = {};
      await plantFirstLoad(page);
      await page.reload();
      await page.getByRole('progressbar').waitFor();
      found['a first load'] = await violations(page);
      await plantBreak(page);
      await page.reload();
      await expect.poll(() => app.chipName(), SOON).toBe('Sync: paused, kept here');
      await app.openSyncCentre();
      found['a break'] = await violations(page);
      await plantReview(page);
      await page.reload();
      await page.getByRole('button', { name: 'Bring them back' }).waitFor();
      found['a great deletion'] = await violations(page);
      const centre = await app.openSyncCentre();
      found['everything to decide on'] = await violations(page);
      await centre.getByRole('button', { name: 'Discard Timber' }).click();
      await app.undo.waitFor();
      found['a toast over the Sync centre'] = await violations(page);
      expect(Object.values(found).flat()).toEqual([]);
    },
  );
}

const manyTitles = Array.from({ length: 40 }, (_, at) => `Box ${at + 1}`);

function lastTry(): JournalEntry {
  return {
    atMs: Date.now() - 60_000,
    durationMs: 200,
    reason: 'background-sync',
    where: 'worker',
    isAppClosed: true,
    sent: 0,
    received: 0,
    outcome: 'offline',
    attempt: 3,
    lastChance: true,
  };
}

function unauthorised() {
  const now = Date.now();
  const body = { type: '/problems/auth', title: 'Planted.', status: 401, code: 'auth', now };
  return {
    kind: 'answer',
    status: 401,
    contentType: 'application/problem+json',
    headers: { [PROTOCOL_HEADER]: '1' },
    body: JSON.stringify(body),
  } as const;
}

/** Rule and place of everything that axe calls wrong. What it cannot decide is not counted. */
async function violations(page: Page): Promise<readonly string[]> {
  const devTools = await page.context().newCDPSession(page);
  // Not through the page's own policy: DevTools may run what the page may not.
  await devTools.send('Runtime.evaluate', { expression: source });
  await devTools.detach();
  const results = await page.evaluate(async (): Promise<AxeResults> => {
    const { axe } = globalThis as unknown as { readonly axe: typeof import('axe-core') };
    await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null)));
    return axe.run({ resultTypes: ['violations'] });
  });
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}
