/** Plants each mistake in turn, says which seed catches it, and ends with `killed K of N`. */

import { hasFailed } from './job.ts';
import type { Job } from './job.ts';
import { mutants } from './mutants/mutants.ts';
import type { Mutant } from './mutants/mutant.ts';
import { print } from './print.ts';
import { createWorkerPool } from './worker-pool.ts';
import type { WorkerPool } from './worker-pool.ts';

export interface MutantRuns {
  readonly seeds: readonly Job[];
  /** One alone, by name. */
  readonly only: string | undefined;
  /** Mutants at a time. */
  readonly jobs: number;
}

/** Answers whether every mutant was caught but those that say why they cannot be. */
export async function runMutants({ seeds, jobs, only }: MutantRuns): Promise<boolean> {
  // The daily comparison hides mistakes, so every second seed does without.
  const jobsToRun = seeds.map((job) => ({ ...job, isDigestOff: job.seed % 2 === 1 }));
  const chosen = mutants.filter(({ name }) => only === undefined || name === only);
  const waiting = [...chosen];
  const sound = createWorkerPool(1);
  const survivors: Mutant[] = [];
  const plantNext = async (): Promise<void> => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const { text, isKilled } = await hunt(mutant.name, jobsToRun, sound);
      if (!isKilled) survivors.push(mutant);
      const excuse = isKilled || !mutant.survives ? '' : ` (${mutant.survives})`;
      print(`${mutant.name}: ${text}${excuse}`);
    }
  };
  await Promise.all(Array.from({ length: jobs }, plantNext));
  sound.close();
  print(`killed ${chosen.length - survivors.length} of ${chosen.length}`);
  return survivors.every(({ survives }) => survives !== undefined);
}

async function hunt(
  name: string,
  seeds: readonly Job[],
  sound: WorkerPool,
): Promise<{ readonly text: string; readonly isKilled: boolean }> {
  const pool = createWorkerPool(1, name);
  let clientHours = 0;
  try {
    for (const job of seeds) {
      const result = await pool.run(job);
      clientHours += result === 'hung' ? 0 : result.clientHours;
      // A seed that fails by itself proves nothing.
      if (!hasFailed(result) || hasFailed(await sound.run(job))) continue;
      const how = result === 'hung' ? 'it never ended' : (result.violations[0] ?? 'no rest');
      const text = `caught by seed ${job.seed} after ${Math.round(clientHours)} client-hours: ${how}`;
      return { text: text.split('\n')[0] ?? text, isKilled: true };
    }
  } finally {
    pool.close();
  }
  return { text: `survived ${Math.round(clientHours)} client-hours`, isKilled: false };
}
