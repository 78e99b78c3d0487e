/**
 * `npm run simulate -- --seeds N [--start S] [--hours H]`, or `--seed S --trace` for one run line by line.
 */

import { parseArgs } from 'node:util';
import { run } from './run.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    start: { type: 'string', default: '1' },
    hours: { type: 'string', default: '4' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
  },
});

const hours = Number(values.hours);
const first = Number(values.seed ?? values.start);
const count = values.seed === undefined ? Number(values.seeds) : 1;
const totals = { clientHours: 0, edits: 0, kills: 0, restores: 0, lost: 0, diverged: 0, stuck: 0 };
const startedCpu = process.cpuUsage().user;

for (let seed = first; seed < first + count; seed += 1) {
  const result = await run({
    seed,
    hours,
    ...(values.trace ? { onTrace: (line) => console.log(line) } : {}),
  });
  totals.clientHours += result.clientHours;
  totals.edits += result.edits;
  totals.kills += result.kills;
  totals.restores += result.restores;
  totals.lost += result.violations.length > 0 && !result.isDiverged ? 1 : 0;
  totals.diverged += Number(result.isDiverged);
  totals.stuck += Number(result.isStuck);
  const isBad = result.violations.length > 0 || result.isDiverged || result.isStuck;
  if (isBad || values.seed !== undefined) {
    console.log(
      `seed ${seed} ${result.traceHash}${result.isStuck ? ' STUCK' : ''}${result.isDiverged ? ' DIVERGED' : ''}`,
    );
    for (const violation of result.violations.slice(0, 12)) console.log(`  ${violation}`);
  }
}

const seconds = (process.cpuUsage().user - startedCpu) / 1e6;
console.log(`${(totals.clientHours / seconds).toFixed(1)} client-hours a second`);
console.log(
  `seeds ${count}, client-hours ${Math.round(totals.clientHours)}, edits ${totals.edits}, kills ${totals.kills}, ` +
    `restores ${totals.restores}, lost ${totals.lost}, diverged ${totals.diverged}, stuck ${totals.stuck}`,
);
if (totals.lost + totals.diverged + totals.stuck > 0) process.exitCode = 1;
