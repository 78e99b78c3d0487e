/**
 * `npm run simulate:mutants -- [--seeds N] [--hours H] [--only NAME]`: plants each mistake in turn, says which seed
 * catches it, and ends with `killed K of N`.
 */

import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { mutants } from './mutants.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    hours: { type: 'string', default: '2' },
    only: { type: 'string' },
  },
});

const chosen = mutants.filter(({ name }) => values.only === undefined || name === values.only);
let killed = 0;
for (const { name } of chosen) {
  const simulate = ['simulation/simulate.ts', '--seeds', values.seeds, '--hours', values.hours];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', './simulation/plant.ts', ...simulate],
    { encoding: 'utf8', env: { ...process.env, HOLDFAST_MUTANT: name } },
  );
  const seed = /^seed (\d+)/m.exec(stdout)?.[1];
  if (status !== 0 && seed === undefined) throw new Error(`${name} did not run:\n${stderr}`);
  killed += Number(status !== 0);
  console.log(`${name}: ${seed === undefined ? 'survived' : `caught by seed ${seed}`}`);
}
console.log(`killed ${killed} of ${chosen.length}`);
