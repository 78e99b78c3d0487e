/** Waiting for a service worker to be done with what it was asked for. */

import type { Worker } from 'playwright-core';
import { isSyncing, storedJournal, storedOutbox } from './stored-records.ts';
import { until } from './until.ts';

/** Between two attempts that follow each other at once lies less, on a busy machine too. */
const QUIET_MS = 400;

/** Does what makes the worker sync, and resolves when it has tried, and rests. */
export async function untilIdleAfter(worker: Worker, wake: () => Promise<void>): Promise<void> {
  const before = await attemptsOf(worker);
  await wake();
  let latest = before;
  let quietSinceMs = Date.now();
  await until('an idle worker', async () => {
    const attempts = await attemptsOf(worker);
    // A page that is hidden and then closed asks twice, and the worker may be between the two.
    if (attempts !== latest || (await isSyncing(worker))) quietSinceMs = Date.now();
    latest = attempts;
    const hasTried = attempts > before || (await storedOutbox(worker)) === 0;
    return hasTried && Date.now() - quietSinceMs >= QUIET_MS;
  });
}

/** How many attempts of the worker's are in the journal. */
async function attemptsOf(worker: Worker): Promise<number> {
  return (await storedJournal(worker)).filter(({ where }) => where === 'worker').length;
}
