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

const BUDGET_MS = 20_000;

/** @throws {RetryLaterError} when something still waits that another attempt may get through */
export async function attemptInBackground(
  ports: Ports,
  reason: SyncReason,
  isLastChance: boolean,
): Promise<void> {
  const account = await currentAccount(ports);
  if (!account) return;
  try {
    const { outcome, waiting } = await attemptSync(ports, account, {
      reason,
      where: 'worker',
      isLastChance,
      budgetMs: BUDGET_MS,
      isPushOnly: true,
      isWhole: false,
    });
    if (waiting === 0 && outcome !== 'storage') return;
    if (isLastChance) ports.log(`last background attempt ended "${outcome}"; ${waiting} kept here`);
    if (mayPass(outcome)) throw new RetryLaterError(outcome);
  } finally {
    account.store.close();
  }
}

function mayPass(outcome: SyncOutcome): boolean {
  switch (outcome) {
    case 'synced':
    case 'offline':
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
