/** What is written while nothing can be sent is kept, shown as kept, and sent once: the same in every engine. */

import { expect } from 'vitest';
import { serverTitles } from '../harness/story.ts';
import { storedOutbox } from '../harness/stored-records.ts';
import { SOON, cutOff, onEveryEngine, phoneOf, reconnect } from './engine-story.ts';
import { TodoTab } from './todo-tab.ts';

onEveryEngine(
  'S01 a to-do added and edited offline reaches the server as edited',
  async (scene) => {
    const { launch, proxy } = scene;
    const engine = await launch();
    const app = await TodoTab.open(engine);
    await app.add('Call the plumber');
    const phone = await phoneOf(engine, scene);
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Call the plumber']);

    await cutOff(engine, proxy);
    await app.add('Buy milk', 'Buy eggs');
    await app.rename('Buy milk', 'Buy oat milk');
    await app.delete('Buy eggs');
    await expect.poll(() => app.chipName(), SOON).toBe('Sync: offline, 2 changes kept here');
    expect(await serverTitles(phone)).toEqual(['Call the plumber']);
    await reconnect(engine, proxy);

    await expect
      .poll(() => serverTitles(phone), SOON)
      .toEqual(['Buy eggs (in Trash)', 'Buy oat milk', 'Call the plumber']);
    await expect.poll(() => storedOutbox(app), SOON).toBe(0);
    await expect.poll(() => app.chipName(), SOON).toMatch(/^Sync: saved \d\d:\d\d$/);
  },
);
