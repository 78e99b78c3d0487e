/**
 * With no Background Sync, each reason to sync alone is enough to send what waits, in every engine.
 *
 * By the fourth failure in a row the page would try again by itself only after two minutes, because the dice of the
 * back-off are loaded. What is sent sooner is sent for the reason at hand, which the journal names.
 */

import { expect } from 'vitest';
import type { SyncReason } from '../../replica/journal.ts';
import type { FaultProxy } from '../harness/fault-proxy.ts';
import type { PageAlterations } from '../harness/page-alterations.ts';
import { serverTitles } from '../harness/story.ts';
import { until } from '../harness/until.ts';
import type { Engine } from './engine.ts';
import { SOON, cutOff, hideAndShow, onEveryEngine, phoneOf, reconnect } from './engine-story.ts';
import { TodoTab } from './todo-tab.ts';

interface Trigger {
  readonly name: string;
  readonly reason: SyncReason;
  readonly alterations?: PageAlterations;
  readonly pull: (app: TodoTab, engine: Engine, proxy: FaultProxy) => Promise<unknown>;
}

/** A tab that goes out of sight asks the worker to send; without one, what comes after is seen alone. */
const alone = (...deafTo: readonly string[]) => ({ hasNoWorker: true, deafTo });

const triggers: readonly Trigger[] = [
  {
    name: 'the tab is looked at again',
    reason: 'visible',
    alterations: alone('focus', 'pageshow'),
    pull: (app, engine, proxy) =>
      hideAndShow(engine, app, async () => {
        // The attempt that it makes when it goes out of sight.
        await until('a fifth failed attempt', () => app.hasFailed(5), SOON.timeout);
        proxy.heal();
      }),
  },
  {
    name: 'the tab goes out of sight, with no worker',
    reason: 'hidden',
    alterations: alone(),
    pull: async (_, engine, proxy) => {
      proxy.heal();
      const other = await engine.openTab();
      await other.show();
    },
  },
  {
    name: 'the window gets the focus',
    reason: 'focus',
    alterations: alone('visibilitychange', 'pageshow'),
    pull: (app, engine, proxy) => hideAndShow(engine, app, async () => proxy.heal()),
  },
  {
    name: 'the app is reloaded',
    reason: 'start',
    alterations: alone('visibilitychange', 'pagehide'),
    pull: (app, _, proxy) => {
      proxy.heal();
      return app.reload();
    },
  },
  {
    name: 'something else is written',
    reason: 'edit',
    pull: (app, _, proxy) => {
      proxy.heal();
      return app.add('Something else');
    },
  },
  {
    name: 'the person asks for it',
    reason: 'button',
    pull: (app, _, proxy) => {
      proxy.heal();
      return app.syncNow();
    },
  },
];

for (const { name, reason, alterations, pull } of triggers) {
  onEveryEngine(`S21 what waits is sent when ${name}`, async (scene) => {
    const { launch, proxy } = scene;
    const engine = await launch({ hasNoSyncManager: true, chance: 8, ...alterations });
    const app = await TodoTab.open(engine);
    proxy.spoil('/api/', { kind: 'refuse' });
    await app.add('Waiting');
    await failFourTimes(app);
    await pull(app, engine, proxy);

    await expectSentBecause(reason, app);
    const phone = await phoneOf(engine, scene);
    expect(await serverTitles(phone)).toContain('Waiting');
  });
}

onEveryEngine(
  'S21 A08 what waits is sent when the page is shown after it was left',
  async (scene) => {
    const { launch, proxy, expected } = scene;
    const deafTo = ['visibilitychange', 'pagehide', 'focus', 'resume'];
    const engine = await launch({ hasNoSyncManager: true, chance: 8, ...alone(...deafTo) });
    const app = await TodoTab.open(engine);
    proxy.spoil('/api/', { kind: 'refuse' });
    await app.add('Waiting');
    await failFourTimes(app);
    proxy.heal();
    expect(await app.leaveAndComeBack()).toBe(expected.keepsLeftPages);

    await expectSentBecause(expected.keepsLeftPages ? 'pageshow' : 'start', app);
  },
);

onEveryEngine('S21 what waits is sent when the network returns', async (scene) => {
  const { launch, proxy } = scene;
  // Some drivers' way to a tab gives its window the focus.
  const deafTo = ['visibilitychange', 'focus', 'pageshow'];
  const engine = await launch({ hasNoSyncManager: true, chance: 8, deafTo });
  const app = await TodoTab.open(engine);
  await app.installed();
  await cutOff(engine, proxy);
  await app.add('Waiting');
  await failFourTimes(app);
  await reconnect(engine, proxy);

  await expectSentBecause('online', app);
  const phone = await phoneOf(engine, scene);
  expect(await serverTitles(phone)).toEqual(['Waiting']);
});

onEveryEngine('S21 what waits is sent after a while, with no reason at all', async (scene) => {
  const { launch, proxy } = scene;
  const engine = await launch({ hasNoSyncManager: true });
  const app = await TodoTab.open(engine);
  proxy.spoil('/api/', { kind: 'refuse' });
  await app.add('Waiting');
  await until('a failed attempt', () => app.hasFailed(1), SOON.timeout);
  proxy.heal();

  await expectSentBecause('timer', app);
  const phone = await phoneOf(engine, scene);
  expect(await serverTitles(phone)).toEqual(['Waiting']);
});

/** A person's own tries are not slowed down. */
async function failFourTimes(app: TodoTab): Promise<void> {
  for (let failures = 1; failures <= 4; failures += 1) {
    await until(`${failures} failed attempts`, () => app.hasFailed(failures), SOON.timeout);
    if (failures < 4) await app.syncNow();
  }
  await app.tab.press('Escape');
}

async function expectSentBecause(reason: SyncReason, app: TodoTab): Promise<void> {
  await expect.poll(() => app.reasonsOfSending(), SOON).toEqual([reason]);
}
