/** A database that does not open, or not as it should: nothing is lost, something is said, and the page goes on. */

import { expect } from 'vitest';
import type { Browser } from '../harness/browser.ts';
import { spoilStorage, spoilStorageAtStart, strikes } from '../harness/hostile-indexed-db.ts';
import type { StorageFault } from '../harness/hostile-indexed-db.ts';
import { SOON, joinAs, serverTitles, startWith, story } from '../harness/story.ts';
import { storedOutbox } from '../harness/stored-records.ts';
import type { TodoPage } from '../harness/todo-page.ts';

const HOSTILE = { hasHostileStorage: true };
/** Three tries of three seconds each, and a rest. */
const LATER = { timeout: 60_000, interval: 100 };

/** A page that finds its storage so from its first script on, in a tab that is not waited for. */
async function openSpoilt(browser: Browser, fault: StorageFault | undefined): Promise<TodoPage> {
  await spoilStorageAtStart(browser.context, fault);
  const app = await browser.tab();
  await app.page.goto(browser.origin);
  return app;
}

function notice({ page }: TodoPage, text: RegExp) {
  return page.getByRole('status').getByText(text);
}

story(
  'B08 a first open that Safari never answers costs seconds and nothing else',
  async ({ launch, server }) => {
    const { browser, phone } = await startWith(['Bread'], { launch, server }, HOSTILE);
    const app = await openSpoilt(browser, { at: 'open', how: 'hangs', left: 1 });
    await app.row('Bread').waitFor(LATER);
    expect(await strikes(app.page)).toBe(1);
    await app.add('Milk');
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Bread', 'Milk']);
    expect(await notice(app, /storage/).count()).toBe(0);
  },
);

story(
  'B10 with a damaged database the page shows what the server has, and deletes nothing',
  async ({ launch, server }) => {
    const { browser, app, phone } = await startWith(['Bread'], { launch, server }, HOSTILE);
    await browser.goOffline();
    await app.add('Written offline');
    await app.page.goto('about:blank');
    await browser.goOnline();
    const message = 'Internal error opening backing store for indexedDB.open.';
    const damaged = { at: 'open', how: 'fails', name: 'UnknownError', message } as const;
    const spoilt = await openSpoilt(browser, damaged);
    await notice(spoilt, /storage is damaged. Nothing in it was deleted/).waitFor(LATER);
    await spoilt.row('Bread').waitFor(LATER);
    await spoilt.add('Milk');
    await expect
      .poll(() => serverTitles(phone), LATER)
      .toEqual(expect.arrayContaining(['Bread', 'Milk']));

    const healed = await openSpoilt(browser, undefined);
    await healed.row('Written offline').waitFor(LATER);
    await expect
      .poll(() => serverTitles(phone), LATER)
      .toEqual(['Bread', 'Milk', 'Written offline']);
  },
);

const refusals = [
  // As Firefox's private windows did.
  { at: 'open', how: 'fails', name: 'InvalidStateError' },
  // As where cookies and site data are blocked.
  { at: 'open', how: 'throws', name: 'SecurityError' },
] as const;

for (const refusal of refusals) {
  story(
    `B14 B15 where storage is refused with ${refusal.name} to-dos live in the tab, and are on the server`,
    async ({ launch, server }) => {
      const browser = await launch({ ...HOSTILE, hasNoWorker: true });
      const app = await openSpoilt(browser, refusal);
      await notice(app, /keeps nothing here.*last until you close the window/).waitFor(LATER);
      await app.add('Bread', 'Milk');
      expect(await app.openTitles()).toEqual(['Milk', 'Bread']);
      const phone = await joinAs(browser, server);
      await expect.poll(() => serverTitles(phone), LATER).toEqual(['Bread', 'Milk']);
      await expect.poll(() => app.chipName(), SOON).toMatch(/^Sync: saved/);
      // The cookie lasts as long as the window.
      await app.page.reload();
      await expect.poll(() => app.openTitles(), LATER).toEqual(['Milk', 'Bread']);
      await app.complete('Milk');
      await expect.poll(() => serverTitles(phone), LATER).toEqual(['Bread', 'Milk (done)']);
    },
  );
}

story(
  'B16 a storage that finds nothing for a while, as after a crash, neither hides nor overwrites what waits in it',
  async ({ launch, server }) => {
    const { browser, app, phone } = await startWith(['Bread'], { launch, server }, HOSTILE);
    await browser.goOffline();
    await app.add('Written offline');
    await app.page.goto('about:blank');
    await browser.goOnline();
    const spoilt = await openSpoilt(browser, { at: 'read', how: 'finds-nothing' });
    await spoilt.page.getByRole('button', { name: /^Sync: / }).waitFor();
    await expect.poll(() => strikes(spoilt.page), SOON).toBeGreaterThan(1);
    await spoilStorage(spoilt.page, undefined);
    await spoilStorageAtStart(browser.context, undefined);
    await spoilt.page.reload();
    await spoilt.row('Written offline').waitFor(LATER);
    await spoilt.row('Bread').waitFor(LATER);
    await expect.poll(() => serverTitles(phone), LATER).toEqual(['Bread', 'Written offline']);
    await expect.poll(() => storedOutbox(spoilt.page), SOON).toBe(0);
  },
);
