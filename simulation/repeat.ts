/** Tells one seed's story many times, half of them in this process and half in others: it must be the same every time. */

import type { Job, JobResult } from './job.ts';
import { run } from './run.ts';
import { createWorkerPool } from './worker-pool.ts';

/** How many of the runs told the story that most of them told. */
export async function countSame(job: Job, times: number): Promise<number> {
  const countByHash = new Map<string, number>();
  const note = (result: JobResult): void => {
    const hash = result === 'hung' ? 'hung' : result.traceHash;
    countByHash.set(hash, (countByHash.get(hash) ?? 0) + 1);
  };
  const here = Math.ceil(times / 2);
  for (let time = 0; time < here; time += 1) note(await run(job));
  for (let time = here; time < times; time += 1) {
    const pool = createWorkerPool(1);
    note(await pool.run(job));
    pool.close();
  }
  return Math.max(...countByHash.values());
}
