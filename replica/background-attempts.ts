/**
 * Syncing in the service worker, whatever woke it.
 *
 * The browser grants a registration three attempts; a promise that rejects uses one up and asks for the next. So it
 * rejects only for what waiting may cure.
 */

import { attemptSync } from './attempt.ts';
import { currentAccount } from './account.ts';
import type { SyncOutcome, SyncReason } from './journal.ts';
import type { Ports } from './ports.ts';

/** The sync did not end well and the browser should try again. */
export class RetryLaterError extends Error {
  override readonly name = 'RetryLaterError';
}

/** What a worker sees of the app's pages, and can tell a person who looks at none of them. */
export interface Surroundings {
  /** Whether a page of the app is open. */
  readonly hasPage: () => Promise<boolean>;
  /** Changes of so many to-dos wait, and the browser will not try again by itself. */
  readonly tellUnsent: (todos: number) => Promise<void>;
  /** Nothing waits any more. */
  readonly takeBack: () => Promise<void>;
}

const BUDGET_MS = 20_000;

interface Wish {
  reason: SyncReason;
  /** The browser's word for one of those that share it. */
  isLastChance: boolean;
}

/**
 * The attempts of one worker, one at a time.
 *
 * A browser that finds the network again, or a laptop that wakes up, fires all its tags at once. Those that come while
 * an attempt is running share the one that follows it: what they are about may have been written after the running one
 * last looked.
 */
export class BackgroundAttempts {
  readonly #ports: Ports;
  readonly #surroundings: Surroundings | undefined;
  #running: Promise<void> | undefined;
  /** What comes after the running one, and when it is done. */
  #next: { readonly wish: Wish; readonly done: Promise<void> } | undefined;

  constructor(ports: Ports, surroundings?: Surroundings) {
    this.#ports = ports;
    this.#surroundings = surroundings;
  }

  /** @throws {RetryLaterError} when something still waits that another attempt may get through */
  request(reason: SyncReason, isLastChance: boolean): Promise<void> {
    if (this.#next) {
      const { wish, done } = this.#next;
      wish.isLastChance ||= isLastChance;
      // The one reason for which the server is asked though nothing waits.
      if (reason === 'periodic-sync') wish.reason = reason;
      return done;
    }
    const wish: Wish = { reason, isLastChance };
    if (!this.#running) return this.#run(wish);
    const follow = (): Promise<void> => this.#run(wish);
    const done = this.#running.then(follow, follow);
    this.#next = { wish, done };
    return done;
  }

  #run(wish: Wish): Promise<void> {
    this.#next = undefined;
    this.#running = attemptInBackground(this.#ports, wish, this.#surroundings).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }
}

async function attemptInBackground(
  ports: Ports,
  { reason, isLastChance }: Wish,
  surroundings: Surroundings | undefined,
): Promise<void> {
  const account = await currentAccount(ports);
  if (!account) return;
  try {
    const { outcome, waiting } = await attemptSync(ports, account, {
      reason,
      where: 'worker',
      isLastChance,
      budgetMs: BUDGET_MS,
      isPushOnly: reason !== 'periodic-sync',
      isWhole: reason === 'periodic-sync',
      hasPage: surroundings?.hasPage,
    });
    if (waiting === 0 && outcome !== 'storage') {
      await surroundings?.takeBack();
      return;
    }
    if (isLastChance) ports.log(`the browser gave up: ${outcome}`);
    const willRetry = mayPass(outcome);
    // What a page hands over it shows itself when it is looked at again, and its tag may be due still.
    const isOver = isLastChance || (reason === 'background-sync' && !willRetry);
    if (isOver && waiting > 0) await surroundings?.tellUnsent(waiting);
    if (willRetry) throw new RetryLaterError(outcome);
  } finally {
    account.store.close();
  }
}

function mayPass(outcome: SyncOutcome): boolean {
  switch (outcome) {
    case 'synced':
    case 'offline':
    case 'other-account':
    case 'busy':
    case 'reset':
    case 'storage':
    case 'unfinished':
      return true;
    case 'signed-out':
    case 'too-old':
    case 'refused':
      return false;
  }
}
