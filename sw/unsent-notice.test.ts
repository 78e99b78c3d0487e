/** The tap on a notification, with the worker's globals imitated: no browser can be made to tap on one. */

import { afterEach, expect, test } from 'vitest';
import { openFromNotice } from './unsent-notice.ts';

const done: string[] = [];
let pages: readonly { readonly focus: () => void }[] = [];

Object.assign(globalThis, {
  clients: {
    matchAll: () => Promise.resolve(pages),
    openWindow: (url: string) => Promise.resolve(void done.push(`opened ${url}`)),
  },
});

async function tap(): Promise<readonly string[]> {
  let work: Promise<unknown> = Promise.resolve();
  const event = {
    notification: { close: () => void done.push('closed') },
    waitUntil: (promise: Promise<unknown>) => {
      work = promise;
    },
  };
  openFromNotice(event);
  await work;
  return done;
}

afterEach(() => {
  done.length = 0;
  pages = [];
});

test('a tap on the notification opens the app, which sends as it starts', async () => {
  expect(await tap()).toEqual(['closed', 'opened /']);
});

test('a tap on the notification brings up the page that is open', async () => {
  pages = [{ focus: () => void done.push('focused') }];
  expect(await tap()).toEqual(['closed', 'focused']);
});
