/**
 * `npm run simulate:sweep [-- --story TEXT] [--kind KIND] [--at-most N]`: tells every story once for each call it makes
 * and each way in which that call can fail, and ends with `sweep: N runs, 0 failures`.
 */

import { parseArgs } from 'node:util';
import { plannedKinds } from './planned-faults.ts';
import { stories } from './stories.ts';
import { sweepStory } from './sweep-story.ts';

const { values } = parseArgs({
  options: {
    story: { type: 'string', default: '' },
    kind: { type: 'string' },
    'at-most': { type: 'string', default: 'Infinity' },
  },
});

const kinds = Object.keys(plannedKinds).filter((kind) => kind === (values.kind ?? kind));
const startedMs = performance.now();
let runs = 0;
let failures = 0;
for (const story of stories.filter(({ name }) => name.includes(values.story))) {
  const swept = await sweepStory(story, { kinds, atMost: Number(values['at-most']) });
  runs += swept.runs;
  failures += swept.failures.length;
  const { awaits, transactions, requests } = swept.calls;
  console.log(
    `${story.name}: ${awaits} awaits, ${transactions} transactions, ${requests} requests; ` +
      `${swept.runs} runs, ${swept.failures.length} failures`,
  );
  for (const failure of swept.failures.slice(0, 10)) console.log(`  ${failure}`);
}
const milliseconds = (performance.now() - startedMs) / Math.max(1, runs);
console.log(`${milliseconds.toFixed(2)} ms a run`);
console.log(`sweep: ${runs} runs, ${failures} failures`);
if (failures > 0) process.exitCode = 1;
