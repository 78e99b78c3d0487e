/** The same app and API on Deno: the one story that touches everything. */

import { expect } from 'vitest';
import { SOON, serverTitles, startWith, storiesOn } from '../harness/story.ts';

const storyOnDeno = storiesOn({ runtime: 'deno' });

storyOnDeno(
  'what is written offline is sent after the tab was closed, on Deno too',
  async ({ launch, server }) => {
    const { browser, app, phone } = await startWith(['Before'], { launch, server });
    await browser.goOffline();
    await app.add('Bread', 'Milk');
    await app.rename('Milk', 'Oat milk');
    await app.delete('Bread');
    await browser.closeTabs();
    await browser.goOnline();
    await expect
      .poll(() => serverTitles(phone), SOON)
      .toEqual(['Before', 'Bread (in Trash)', 'Oat milk']);
  },
);

storyOnDeno(
  'a server that was cut off from power still has what it acknowledged',
  async ({ launch, server }) => {
    const { phone, app } = await startWith(['Kept'], { launch, server });
    await server.stop();
    await app.add('Written while it was down');
    await server.start();
    await expect
      .poll(() => serverTitles(phone), SOON)
      .toEqual(['Kept', 'Written while it was down']);
  },
);
