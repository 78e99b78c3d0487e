/** S34: the app works wherever it is served; nothing in it names a host. */

import { expect } from 'vitest';
import { SOON, serverTitles, startWith, storiesOn } from '../harness/story.ts';

const storyOnAnAddress = storiesOn({ hostName: '127.0.0.1' });

storyOnAnAddress(
  'S34 another host name and port serve just as well',
  async ({ launch, server }) => {
    const { browser, app, phone } = await startWith(['Here too'], { launch, server });
    expect(new URL(browser.origin).hostname).toBe('127.0.0.1');
    await browser.goOffline();
    await app.page.reload();
    await app.ready();
    await app.add('Offline as well');
    await browser.goOnline();
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Here too', 'Offline as well']);
  },
);
