/** Many seeds: the corpus first, then new ones; a failure is shrunk, told of and kept. */

import { addToCorpus, readCorpus } from './corpus.ts';
import { hasFailed, replayCommand } from './job.ts';
import type { Job, JobResult } from './job.ts';
import { print } from './print.ts';
import { shrink } from './shrink.ts';
import { describeFailure, Totals } from './totals.ts';
import { createWorkerPool } from './worker-pool.ts';

export interface ManyRuns {
  readonly seeds: readonly Job[];
  /** Processes at a time. */
  readonly jobs: number;
  readonly mutant: string | undefined;
}

const PROGRESS_EACH = 100;
/** Shrinking takes a few dozen runs; after so many failures the reader has enough. */
const SHRUNK_AT_MOST = 3;

export async function runMany({ seeds, jobs, mutant }: ManyRuns): Promise<Totals> {
  const pool = createWorkerPool(jobs, mutant);
  const totals = new Totals();
  const failures: (readonly [Job, JobResult])[] = [];
  const corpus = mutant === undefined ? readCorpus() : [];
  const runOne = async (job: Job): Promise<void> => {
    const result = await pool.run(job);
    totals.add(result);
    if (hasFailed(result)) {
      failures.push([job, result]);
      print(describeFailure(job, result));
    }
    if (totals.seeds % PROGRESS_EACH === 0) print(`… ${totals.seeds} (${totals.speed})`);
  };
  await Promise.all([...corpus, ...seeds].map(runOne));
  for (const [job, result] of mutant === undefined ? failures.slice(0, SHRUNK_AT_MOST) : []) {
    const smallest = await shrink(job, result, pool.run);
    addToCorpus(smallest);
    print(replayCommand(smallest));
  }
  pool.close();
  return totals;
}
