/** `npm run differential -- --requests N --seed S`: the differential on as many requests as one likes. */

import process from 'node:process';
import { parseArgs } from 'node:util';
import { reportDifferential } from './report.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
  },
});

const [requests, seed] = [Number(values.requests), Number(values.seed)];
const report = await reportDifferential({ requests, seed });
for (const outcome of [...report.countByOutcome.keys()].toSorted()) {
  console.log(`${report.countByOutcome.get(outcome)}\t${outcome}`);
}
for (const difference of report.differences) console.log(difference);
console.log(
  `seed ${seed}, requests ${report.requests}, rows ${report.rows}, seconds ${report.seconds.toFixed(1)}, ` +
    `differences ${report.differences.length}`,
);
process.exitCode = report.differences.length > 0 ? 1 : 0;
