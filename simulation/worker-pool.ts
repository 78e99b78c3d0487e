/**
 * Runs in processes of their own, so that two cores do twice as much, a run that never ends can be ended, and a mistake
 * can be planted in the code before it is loaded.
 */

import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { clearTimeout, setTimeout } from 'node:timers';
import { fileURLToPath } from 'node:url';
import type { Job, JobResult } from './job.ts';
import type { RunResult } from './run.ts';

export interface WorkerPool {
  /** Runs the job as soon as a process is free. */
  readonly run: (job: Job) => Promise<JobResult>;
  readonly close: () => void;
}

/** A run takes a second or less; on IndexedDB, with hundreds of to-dos, a dozen, and on a busy machine many times that. */
const PATIENCE_MS = 400_000;
const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
const PLANT = fileURLToPath(new URL('plant.ts', import.meta.url));

/** @param mutant the mistake that is planted in every process, if any */
export function createWorkerPool(size: number, mutant?: string): WorkerPool {
  const turns = Array.from({ length: size }, () => ({ process: start(mutant), waiting: 0 }));
  const lines = turns.map((): Promise<unknown> => Promise.resolve());
  return {
    run: (job) => {
      const at = turns.reduce((best, { waiting }, next) => {
        return waiting < (turns[best]?.waiting ?? 0) ? next : best;
      }, 0);
      const turn = turns[at];
      if (!turn) throw new RangeError('a pool without a process');
      turn.waiting += 1;
      const done = (lines[at] ?? Promise.resolve()).then(async () => {
        const result = await runIn(turn.process, job);
        turn.waiting -= 1;
        if (result === 'hung') {
          turn.process.kill('SIGKILL');
          turn.process = start(mutant);
        }
        return result;
      });
      lines[at] = done.catch(() => undefined);
      return done;
    },
    close: () => {
      for (const { process: child } of turns) if (child.connected) child.disconnect();
    },
  };
}

function start(mutant: string | undefined): ChildProcess {
  const planted = mutant === undefined ? {} : { HOLDFAST_MUTANT: mutant };
  return fork(WORKER, {
    execArgv: mutant === undefined ? [] : ['--import', PLANT],
    env: { ...process.env, ...planted },
    serialization: 'advanced',
  });
}

function runIn(child: ChildProcess, job: Job): Promise<JobResult> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      child.removeAllListeners();
      end();
    };
    const timer = setTimeout(() => settle(() => resolve('hung')), PATIENCE_MS);
    child.once('message', (result: RunResult) => settle(() => resolve(result)));
    child.once('exit', (code) =>
      settle(() => reject(new Error(`a run of seed ${job.seed} ended its process: ${code}`))),
    );
    child.send(job);
  });
}
