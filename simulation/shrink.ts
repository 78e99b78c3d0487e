/** Makes a failing run smaller: kinds of faults off one by one, fewer devices, half the time, as long as it still fails. */

import type { FaultKind } from './faults.ts';
import { hasFailed } from './job.ts';
import type { Job, JobResult } from './job.ts';

type Run = (job: Job) => Promise<JobResult>;

export async function shrink(job: Job, result: JobResult, run: Run): Promise<Job> {
  let smallest = job;
  const tryIt = async (candidate: Job): Promise<boolean> => {
    const isSmaller = hasFailed(await run(candidate));
    if (isSmaller) smallest = candidate;
    return isSmaller;
  };
  const struck: readonly FaultKind[] = result === 'hung' ? [] : [...result.faultCounts.keys()];
  for (const kind of struck)
    await tryIt({ ...smallest, without: [...(smallest.without ?? []), kind] });
  for (const devices of [2, 1]) await tryIt({ ...smallest, devices });
  while (smallest.hours > 0.1 && (await tryIt({ ...smallest, hours: smallest.hours / 2 })));
  return smallest;
}
