/**
 * The browser's Background Sync: it wakes the worker for a tag as soon as there is a network, tries three times, and
 * tells the last time that it is the last.
 */

import type { Background } from '../replica/ports.ts';
import type { Scheduler } from './scheduler.ts';

export interface BackgroundSyncHost {
  readonly scheduler: Scheduler;
  readonly isThere: boolean;
  readonly isOnline: () => boolean;
  /** From 0 up to 1. */
  readonly randomFraction: () => number;
  readonly runWorker: (
    reason: 'background-sync' | 'message',
    isLastChance: boolean,
    onFailure: () => void,
  ) => void;
}

/** The browser's own patience: it wakes the worker at once, then after these. */
const RETRIES_MS = [300_000, 1_200_000];

export class BackgroundSync implements Background {
  readonly #host: BackgroundSyncHost;
  readonly #heldTags = new Set<string>();

  constructor(host: BackgroundSyncHost) {
    this.#host = host;
  }

  register = async (tag: string): Promise<'registered' | 'absent'> => {
    if (!this.#host.isThere) return 'absent';
    if (this.#host.isOnline()) this.#fire(0);
    else this.#heldTags.add(tag);
    return 'registered';
  };

  handOver = (): boolean => {
    this.#host.runWorker('message', false, () => undefined);
    return true;
  };

  /** The network is back: what was held goes off. */
  online(): void {
    const { size } = this.#heldTags;
    this.#heldTags.clear();
    for (let tag = 0; tag < size; tag += 1) this.#fire(0);
  }

  #fire(attempt: number): void {
    const { scheduler, randomFraction, runWorker } = this.#host;
    scheduler.after(5 + randomFraction() * 60, () => {
      const retryMs = RETRIES_MS[attempt];
      runWorker('background-sync', retryMs === undefined, () => {
        if (retryMs !== undefined) scheduler.after(retryMs, () => this.#fire(attempt + 1));
      });
    });
  }
}
