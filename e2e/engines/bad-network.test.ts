/** A server that is down, a portal in its place, a session that is gone: the same in every engine. */

import { expect } from 'vitest';
import type { Fault } from '../harness/fault-proxy.ts';
import { serverTitles } from '../harness/story.ts';
import { storedOutbox } from '../harness/stored-records.ts';
import { until } from '../harness/until.ts';
import { SOON, hideAndShow, onEveryEngine, phoneOf } from './engine-story.ts';
import { TodoTab } from './todo-tab.ts';

const faults: readonly (readonly [name: string, fault: Fault])[] = [
  ['a server that refuses every connection', { kind: 'refuse' }],
  [
    'a server that answers 503',
    { kind: 'answer', status: 503, contentType: 'text/plain', body: 'Service Unavailable' },
  ],
  [
    'a captive portal that answers 200 with a page',
    {
      kind: 'answer',
      status: 200,
      contentType: 'text/html',
      body: '<!doctype html><title>Welcome to Café Wi-Fi</title><h1>Please accept our terms</h1>',
    },
  ],
];

for (const [name, fault] of faults) {
  onEveryEngine(`S03 C06 C10 ${name} changes nothing here and is tried again`, async (scene) => {
    const { launch, proxy } = scene;
    const engine = await launch({ chance: 0 });
    const app = await TodoTab.open(engine);
    await app.installed();
    await app.add('Old', 'Older');
    const phone = await phoneOf(engine, scene);
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Old', 'Older']);
    await expect.poll(() => storedOutbox(app), SOON).toBe(0);

    proxy.spoil('/', fault);
    await app.add('New');
    await app.rename('Old', 'Old, edited');
    await app.delete('Older');
    await until('two failed attempts', () => app.hasFailed(2), SOON.timeout);
    expect(await storedOutbox(app)).toBe(3);
    await app.reload();
    expect(await app.openTitles()).toEqual(['New', 'Old, edited']);
    await expect.poll(() => app.chipName(), SOON).toBe('Sync: offline, 3 changes kept here');
    expect(await serverTitles(phone)).toEqual(['Old', 'Older']);

    proxy.heal();
    const whole = ['New', 'Old, edited', 'Older (in Trash)'];
    await expect.poll(() => serverTitles(phone), SOON).toEqual(whole);
    await expect.poll(() => storedOutbox(app), SOON).toBe(0);
  });
}

onEveryEngine(
  'a worker that could not be had is asked for again when the app is looked at',
  async ({ launch, proxy }) => {
    proxy.spoil('/sw.js', { kind: 'refuse' });
    const engine = await launch();
    const app = await TodoTab.open(engine);
    await until('an attempt to get it', () => proxy.seen('/sw.js').length > 0, SOON.timeout);
    await hideAndShow(engine, app, async () => proxy.heal());
    await until('a worker', () => app.evaluate(hasWorker, undefined), SOON.timeout);
  },
);

onEveryEngine(
  'F01 C13 a browser that lost its cookie gets another with its device key, and asks nobody',
  async (scene) => {
    const { launch, proxy } = scene;
    const engine = await launch({ chance: 0 });
    const app = await TodoTab.open(engine);
    await app.add('Before');
    const phone = await phoneOf(engine, scene);
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Before']);
    await expect.poll(() => storedOutbox(app), SOON).toBe(0);
    const cookie = await engine.sessionCookie();

    proxy.spoil('/api/', { kind: 'refuse' });
    await engine.clearCookies();
    await app.add('After');
    proxy.heal();
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['After', 'Before']);
    const renewed = await until('a session', () => engine.sessionCookie());
    expect(renewed).not.toBe(cookie);
    await expect.poll(() => app.chipName(), SOON).toMatch(/^Sync: saved/);
  },
);

/** Runs in the page. */
async function hasWorker(): Promise<boolean> {
  const registration = await navigator.serviceWorker.getRegistration();
  return Boolean(registration?.active);
}
