/**
 * `npm run simulate`: hours of trouble on virtual time, and what came of them.
 *
 *   -- --seeds N [--start S] [--hours H] [--jobs N] [--digest off]   many seeds
 *   -- --seed S [--hours H] [--devices N] [--without KIND,…] [--trace]   one of them, line by line
 *   -- --seed S --repeat N   N times, in this process and in others: is it the same story?
 *   -- --seeds N --mutant NAME   with a mistake planted
 *   -- --mutants [--seeds N] [--mutant NAME]   every mistake in turn, or one, and which seed catches it
 *   -- --seeds N --sometimes     how often each state was reached that must be
 */

import { parseArgs } from 'node:util';
import { faultKindsFrom } from './job.ts';
import type { Job } from './job.ts';
import { runMany } from './many-runs.ts';
import { runMutants } from './mutant-runs.ts';
import { print } from './print.ts';
import { countSame } from './repeat.ts';
import { run } from './run.ts';
import { reportReached } from './sometimes.ts';
import { describeFailure, Totals } from './totals.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    start: { type: 'string', default: '1' },
    hours: { type: 'string', default: '4' },
    jobs: { type: 'string', default: '1' },
    digest: { type: 'string', default: 'on' },
    mutant: { type: 'string' },
    mutants: { type: 'boolean', default: false },
    sometimes: { type: 'boolean', default: false },
    seed: { type: 'string' },
    devices: { type: 'string' },
    without: { type: 'string' },
    trace: { type: 'boolean', default: false },
    repeat: { type: 'string' },
  },
});

const base: Omit<Job, 'seed'> = {
  hours: Number(values.hours),
  ...(values.devices === undefined ? {} : { devices: Number(values.devices) }),
  ...(values.without === undefined ? {} : { without: faultKindsFrom(values.without) }),
  ...(values.digest === 'off' ? { isDigestOff: true } : {}),
};
const first = Number(values.start);
const seeds = Array.from({ length: Number(values.seeds) }, (_, at) => ({
  ...base,
  seed: first + at,
}));
const jobs = Number(values.jobs);

if (values.mutants) await plantAll();
else if (values.seed === undefined) await runAll();
else if (values.repeat === undefined) await replay({ ...base, seed: Number(values.seed) });
else await repeat({ ...base, seed: Number(values.seed) }, Number(values.repeat));

async function plantAll(): Promise<void> {
  if (!(await runMutants({ seeds, jobs, only: values.mutant }))) process.exitCode = 1;
}

async function runAll(): Promise<void> {
  const totals = await runMany({ seeds, jobs, mutant: values.mutant });
  if (values.sometimes && !reportReached(totals.reached)) process.exitCode = 1;
  end(totals);
}

async function replay(job: Job): Promise<void> {
  const onTrace = values.trace ? (line: string): void => print(line) : undefined;
  const result = await run({ ...job, ...(onTrace && { onTrace }) });
  print(describeFailure(job, result));
  const totals = new Totals();
  totals.add(result);
  end(totals);
}

async function repeat(job: Job, times: number): Promise<void> {
  const same = await countSame(job, times);
  print(`the same ${same} of ${times} times`);
  if (same < times) process.exitCode = 1;
}

function end(totals: Totals): void {
  print(totals.speed);
  print(totals.toString());
  if (!totals.isGood) process.exitCode = 1;
}
