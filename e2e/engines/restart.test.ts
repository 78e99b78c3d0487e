/** Reloads, tabs and crashes: what was shown as saved is there afterwards, and is sent once. The same in every engine. */

import { expect } from 'vitest';
import { serverTitles } from '../harness/story.ts';
import { storedOutbox } from '../harness/stored-records.ts';
import { SOON, cutOff, onEveryEngine, phoneOf, reconnect } from './engine-story.ts';
import { TodoTab } from './todo-tab.ts';

/** Three added, one of them edited, another deleted. */
async function write(app: TodoTab): Promise<void> {
  await app.add('Bread', 'Milk', 'Eggs');
  await app.rename('Milk', 'Oat milk');
  await app.delete('Eggs');
}

const WRITTEN = ['Bread', 'Eggs (in Trash)', 'Oat milk'];
const SHOWN = ['Oat milk', 'Bread'];

onEveryEngine('S35 a reload with no network keeps everything', async (scene) => {
  const { launch, proxy } = scene;
  const engine = await launch({ chance: 0 });
  const app = await TodoTab.open(engine);
  await app.installed();
  await cutOff(engine, proxy);
  await write(app);
  await app.reload();
  expect(await app.openTitles()).toEqual(SHOWN);
  await expect.poll(() => app.chipName(), SOON).toBe('Sync: offline, 3 changes kept here');
  await reconnect(engine, proxy);

  const phone = await phoneOf(engine, scene);
  await expect.poll(() => serverTitles(phone), SOON).toEqual(WRITTEN);
  await app.reload();
  expect(await app.openTitles()).toEqual(SHOWN);
});

onEveryEngine(
  'A06 what was written before the browser was killed is sent after it',
  async (scene) => {
    const { launch, proxy } = scene;
    const engine = await launch();
    const app = await TodoTab.open(engine);
    proxy.spoil('/api/', { kind: 'refuse' });
    await write(app);
    await engine.kill();
    await engine.start();
    const reopened = await TodoTab.open(engine);
    expect(await reopened.openTitles()).toEqual(SHOWN);
    proxy.heal();
    await reopened.syncNow();

    const phone = await phoneOf(engine, scene);
    await expect.poll(() => serverTitles(phone), SOON).toEqual(WRITTEN);
    await expect.poll(() => storedOutbox(reopened), SOON).toBe(0);
  },
);

onEveryEngine('B22 two tabs see each other’s edits', async ({ launch }) => {
  const engine = await launch();
  const first = await TodoTab.open(engine);
  const second = await TodoTab.open(engine);
  await first.tab.show();
  await first.add('Gone soon', 'Shared');
  await second.shows('Shared');
  await second.tab.show();
  await second.rename('Shared', 'Shared, edited');
  await first.shows('Shared, edited');
  await first.tab.show();
  await first.complete('Shared, edited');
  await expect.poll(() => second.openTitles(), SOON).toEqual(['Gone soon']);
  await second.tab.show();
  await second.delete('Gone soon');
  await expect.poll(() => first.openTitles(), SOON).toEqual([]);
});
