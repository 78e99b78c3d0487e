/** The whole browser is killed while a person types, another device writes, and page and worker sync. */

import { randomStream } from '../../simulation/random.ts';
import { createBrowserTarget } from './browser-target.ts';
import { KillTrigger, drawKillMoment, followSyncs, wordsFromMoment } from './kill-moment.ts';
import type { KillTarget } from './kill-target.ts';
import { act } from './person.ts';
import type { RoundResult } from './tally.ts';
import type { Place, WatchedBrowser } from './watched-browser.ts';
import { spoil } from './weather.ts';

const MOST_DOINGS = 9;
const MOST_LINES = 20;
const MOMENTS = { edit: 8, transaction: 20, shown: 24, asked: 10, answered: 10, delivered: 8 };

export function createKilledBrowser(): Promise<KillTarget> {
  return createBrowserTarget({ roundsPerProfile: 6, play });
}

async function play(watched: WatchedBrowser, { proxy }: Place, seed: number): Promise<RoundResult> {
  const { browser, ledger, phone } = watched;
  const before = watched.counts;
  const random = randomStream(seed, 'round');
  const moment = drawKillMoment(random, MOMENTS);
  const death = Promise.withResolvers<void>();
  const trigger = new KillTrigger(moment, () => death.resolve(browser.kill()));
  const deafen = followSyncs(proxy, trigger);
  watched.onNews = (news, shown) => {
    if (news.kind === 'transaction') trigger.note('transaction');
    for (let left = shown; left > 0; left -= 1) trigger.note('shown');
  };
  const weather = spoil(proxy, random);

  const person = {
    app: watched.app,
    ledger,
    random: randomStream(seed, 'person'),
    name: `s${seed}`,
    mostLines: MOST_LINES,
    onEdit: () => trigger.note('edit'),
  };
  const acting = act(person, MOST_DOINGS).catch((error: unknown) => {
    // Nobody can go on in a browser that was killed.
    if (!trigger.isFired) throw error;
  });
  const calling = usePhone(watched, seed, trigger);
  await Promise.all([acting, calling]);
  trigger.fire();
  await death.promise;
  deafen();
  watched.onNews = () => undefined;
  proxy.reset();

  await phone.syncAll();
  await watched.restart();
  const findings = await watched.compare(await watched.observe());
  return {
    kills: 1,
    ...watched.countsSince(before),
    findings,
    story: [`killed ${wordsFromMoment(moment)}; ${weather}`],
  };
}

async function usePhone(
  { phone }: WatchedBrowser,
  seed: number,
  trigger: KillTrigger,
): Promise<void> {
  const random = randomStream(seed, 'phone');
  for (let left = random.below(6); left > 0 && !trigger.isFired; left -= 1) {
    phone.write(random, 6);
    await phone.sync().catch(() => undefined);
  }
}
