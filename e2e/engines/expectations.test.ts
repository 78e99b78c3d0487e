/** What each engine has and lacks, asked of the engine itself, and what becomes of Holdfast's promises with that. */

import { expect } from 'vitest';
import { serverTitles } from '../harness/story.ts';
import { storedJournal } from '../harness/stored-records.ts';
import { until } from '../harness/until.ts';
import { SOON, cutOff, onEveryEngine, phoneOf, reconnect } from './engine-story.ts';
import type { Expectations } from './expectations.ts';
import { TodoTab } from './todo-tab.ts';

onEveryEngine(
  'an engine has and lacks what is written down of it',
  async ({ launch, proxy, expected }) => {
    const engine = await launch();
    const app = await TodoTab.open(engine);
    await app.installed();
    // Some ask for it beside a picture, and we have none.
    proxy.spoil('/favicon.ico', { kind: 'refuse' });
    const kept = await app.leaveAndComeBack();
    expect({ ...(await app.evaluate(probe, undefined)), keepsLeftPages: kept }).toEqual(expected);
  },
);

onEveryEngine(
  'BS02 what waits when the tab is closed is sent by the worker where it is woken, else by the next start',
  async (scene) => {
    const { launch, proxy, expected } = scene;
    const engine = await launch();
    const app = await TodoTab.open(engine);
    await app.installed();
    await cutOff(engine, proxy);
    await app.add('Written in the train');
    await until('a failed attempt', () => app.hasFailed(1), SOON.timeout);
    // The browser stays when its last page is closed.
    await engine.openTab();
    await app.tab.close();
    await reconnect(engine, proxy);
    if (!expected.hasBackgroundSync) await TodoTab.open(engine);

    const phone = await phoneOf(engine, scene);
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Written in the train']);
    const reopened = await TodoTab.open(engine);
    const journal = await storedJournal(reopened);
    const how = journal.filter(({ sent }) => sent > 0).map(({ where }) => where);
    expect(how).toEqual(expected.hasBackgroundSync ? ['worker'] : [expect.any(String)]);
  },
);

/** Runs in the page. */
async function probe(): Promise<Omit<Expectations, 'keepsLeftPages'>> {
  const registration = await navigator.serviceWorker.ready;
  const { storage } = navigator;
  return {
    hasBackgroundSync: 'sync' in registration,
    hasPeriodicSync: 'periodicSync' in registration,
    hasInstallPrompt: 'onbeforeinstallprompt' in globalThis,
    hasBadge: 'setAppBadge' in navigator,
    hasPush: 'pushManager' in registration,
    canPersist: typeof storage?.persist === 'function',
    tellsStorageUsed: typeof storage?.estimate === 'function',
  };
}
