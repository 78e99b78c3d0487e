/** A browser as a target: rounds on one profile, and a new profile now and then, so that lists stay as short as people's. */

import { createAppServer } from '../harness/app-server.ts';
import { createFaultProxy } from '../harness/fault-proxy.ts';
import type { KillTarget } from './kill-target.ts';
import type { Finding, RoundResult } from './tally.ts';
import { WatchedBrowser } from './watched-browser.ts';
import type { Place } from './watched-browser.ts';

export interface BrowserRounds {
  readonly roundsPerProfile: number;
  readonly play: (watched: WatchedBrowser, place: Place, seed: number) => Promise<RoundResult>;
}

export async function createBrowserTarget(rounds: BrowserRounds): Promise<KillTarget> {
  const proxy = await createFaultProxy();
  // It starts fastest; which server it is makes no difference to the browser.
  const server = await createAppServer({ origin: proxy.origin, runtime: 'deno' });
  proxy.connectTo(server.port);
  return new BrowserTarget({ proxy, server }, rounds);
}

class BrowserTarget implements KillTarget {
  readonly #place: Place;
  readonly #rounds: BrowserRounds;
  #watched: WatchedBrowser | undefined;
  #played = 0;

  constructor(place: Place, rounds: BrowserRounds) {
    this.#place = place;
    this.#rounds = rounds;
  }

  async round(seed: number): Promise<RoundResult> {
    if (this.#played % this.#rounds.roundsPerProfile === 0) await this.#endBrowser();
    this.#played += 1;
    this.#watched ??= await WatchedBrowser.launch(this.#place, `s${seed}`);
    return this.#rounds.play(this.#watched, this.#place, seed);
  }

  async end(): Promise<readonly Finding[]> {
    try {
      await this.#endBrowser();
      return [];
    } finally {
      await this.#place.server.dispose();
      await this.#place.proxy.close();
    }
  }

  async #endBrowser(): Promise<void> {
    const watched = this.#watched;
    this.#watched = undefined;
    await watched?.end();
  }
}
