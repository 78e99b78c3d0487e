/** A story that is told once for every engine, word for word the same. */

import type { AppServer } from '../harness/app-server.ts';
import type { FaultProxy } from '../harness/fault-proxy.ts';
import { endStory, joinAs, story } from '../harness/story.ts';
import type { HttpDevice } from '../harness/http-device.ts';
import { until } from '../harness/until.ts';
import { launchChromium } from './chromium-engine.ts';
import { engineNames } from './engine.ts';
import type { Engine, EngineName, EngineOptions } from './engine.ts';
import { expectations } from './expectations.ts';
import type { Expectations } from './expectations.ts';
import { launchFirefox } from './firefox-engine.ts';
import type { TodoTab } from './todo-tab.ts';
import { launchWebKit } from './webkit-engine.ts';

export interface Scene {
  /** Starts a browser of the engine that was never used before. */
  readonly launch: (options?: Omit<EngineOptions, 'origin'>) => Promise<Engine>;
  readonly proxy: FaultProxy;
  readonly server: AppServer;
  /** What this engine has and lacks. */
  readonly expected: Expectations;
}

const launchers: Readonly<Record<EngineName, (options: EngineOptions) => Promise<Engine>>> = {
  chromium: launchChromium,
  firefox: launchFirefox,
  webkit: launchWebKit,
};

export function onEveryEngine(title: string, tell: (scene: Scene) => Promise<void>): void {
  for (const name of engineNames) {
    engineStory(`${title} (${name})`, async ({ launchEngine, proxy, server }) => {
      const launch: Scene['launch'] = (options) => launchEngine(name, options);
      await tell({ launch, proxy, server, expected: expectations[name] });
    });
  }
}

type LaunchEngine = (name: EngineName, options?: Omit<EngineOptions, 'origin'>) => Promise<Engine>;

const engineStory = story.extend(
  'launchEngine',
  async ({ proxy, task }, { onCleanup }): Promise<LaunchEngine> => {
    const engines: Engine[] = [];
    onCleanup(() => endStory(task, engines, proxy));
    return async (name, options) => {
      const engine = await launchers[name]({ ...options, origin: proxy.origin });
      engines.push(engine);
      return engine;
    };
  },
);

/** How long a fact may take to come about with three engines on a busy machine. */
export const SOON = { timeout: 30_000, interval: 100 };

/** No byte passes, in either direction, for pages and worker alike, and the browser says so. */
export async function cutOff(engine: Engine, proxy: FaultProxy): Promise<void> {
  proxy.spoil('/', { kind: 'refuse' });
  await engine.goOffline();
}

export async function reconnect(engine: Engine, proxy: FaultProxy): Promise<void> {
  proxy.heal();
  await engine.goOnline();
}

/** Another device of the engine's account. */
export function phoneOf(engine: Engine, { server }: Scene): Promise<HttpDevice> {
  return joinAs(engine, server);
}

/** Puts another tab before this one, does something meanwhile, and comes back. */
export async function hideAndShow(
  engine: Engine,
  app: TodoTab,
  meanwhile: () => Promise<void>,
): Promise<void> {
  const is = (state: string) => async () =>
    (await app.tab.run('document.visibilityState')) === state;
  const other = await engine.openTab();
  await other.show();
  await until('a hidden tab', is('hidden'), SOON.timeout);
  await meanwhile();
  await other.close();
  await app.tab.show();
  await until('a visible tab', is('visible'), SOON.timeout);
}
