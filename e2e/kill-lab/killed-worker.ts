/**
 * The service worker is stopped while its background sync runs, and started again by the next one.
 *
 * The app's tab is closed by then, so nobody else sends. Another tab of the same origin stays, which runs nothing and
 * shows what the worker has stored.
 */

import type { CDPSession, Page } from 'playwright-core';
import { randomStream } from '../../simulation/random.ts';
import type { RandomStream } from '../../simulation/random.ts';
import type { FaultProxy } from '../harness/fault-proxy.ts';
import { isSyncing, storedJournal, storedOutbox } from '../harness/stored-records.ts';
import { until } from '../harness/until.ts';
import { createBrowserTarget } from './browser-target.ts';
import { KillTrigger, drawKillMoment, followSyncs, wordsFromMoment } from './kill-moment.ts';
import type { KillTarget } from './kill-target.ts';
import { act } from './person.ts';
import type { RoundResult } from './tally.ts';
import type { Place, WatchedBrowser } from './watched-browser.ts';
import { spoil } from './weather.ts';

const MOST_DOINGS = 5;
const MOST_LINES = 30;
const MOST_STOPS = 3;
const MOMENTS = { asked: 1, answered: 1, delivered: 1 };

export function createKilledWorker(): Promise<KillTarget> {
  return createBrowserTarget({ roundsPerProfile: 6, play });
}

async function play(watched: WatchedBrowser, { proxy }: Place, seed: number): Promise<RoundResult> {
  const before = watched.counts;
  const random = randomStream(seed, 'round');
  const observer = await leaveWaiting(watched, proxy, seed, random);
  proxy.heal();
  const weather = spoil(proxy, random);
  const devTools = await watched.browser.devTools(observer);
  await devTools.send('ServiceWorker.enable');
  const stops = 1 + random.below(MOST_STOPS);
  const story: string[] = [];
  for (let at = 0; at < stops; at += 1) {
    const isLastChance = random.chance(0.3);
    const wake = () => watched.browser.dispatchSync(`holdfast-lab-${at}`, { isLastChance });
    story.push(`${await stop(observer, { devTools, proxy, wake, random })}; ${weather}`);
  }
  proxy.reset();
  const findings = await watched.compare(observer);
  return { kills: stops, ...watched.countsSince(before), findings, story };
}

/** Writes while the server is away and closes the app: what waits is the worker's. Answers the tab that stays. */
async function leaveWaiting(
  watched: WatchedBrowser,
  proxy: FaultProxy,
  seed: number,
  random: RandomStream,
): Promise<Page> {
  const { app, ledger } = watched;
  const observer = await watched.observe();
  await app.look();
  proxy.spoil('/api/sync', { kind: 'refuse' });
  const onEdit = (): void => undefined;
  const person = { app, ledger, random: randomStream(seed, 'person'), onEdit };
  await act({ ...person, name: `s${seed}`, mostLines: MOST_LINES }, 1 + random.below(MOST_DOINGS));
  await app.page.close();
  await until('an idle worker', async () => !(await isSyncing(observer)));
  return observer;
}

interface Stop {
  readonly devTools: CDPSession;
  readonly proxy: FaultProxy;
  readonly wake: () => Promise<void>;
  readonly random: RandomStream;
}

/** Wakes the worker and stops it at a moment of its work, or when it is done before that. */
async function stop(observer: Page, { devTools, proxy, wake, random }: Stop): Promise<string> {
  const moment = drawKillMoment(random, MOMENTS);
  const death = Promise.withResolvers<unknown>();
  const trigger = new KillTrigger(moment, () =>
    death.resolve(devTools.send('ServiceWorker.stopAllWorkers')),
  );
  const deafen = followSyncs(proxy, trigger);
  const last = JSON.stringify((await storedJournal(observer)).at(-1));
  await wake();
  await until('the moment, or the end of the attempt', async () => {
    if (trigger.isFired) return true;
    const journal = await storedJournal(observer);
    const isOver = JSON.stringify(journal.at(-1)) !== last || (await storedOutbox(observer)) === 0;
    return isOver && !(await isSyncing(observer));
  });
  trigger.fire();
  await death.promise;
  deafen();
  return `stopped ${wordsFromMoment(moment)}`;
}
