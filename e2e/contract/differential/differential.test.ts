/** A share of the differential; `npm run differential` asks as much as one likes. */

import { expect, test } from 'vitest';
import { reportDifferential } from './report.ts';

const REQUESTS = 10_000;
/** Another one at every run: what is not the same names it, and so it can be run again. */
const seed = Date.now() % 1_000_000;

test('D18 workerd, Node and Deno answer 10,000 requests alike, and store the same', async () => {
  const report = await reportDifferential({ requests: REQUESTS, seed });
  const { requests, rows, seconds, differences, countByOutcome } = report;
  console.log(
    `measured: ${requests} requests of seed ${seed} on three servers, ${rows} rows compared, ${seconds.toFixed(0)} s`,
  );
  expect(differences, `npm run differential -- --requests ${REQUESTS} --seed ${seed}`).toEqual([]);
  expect(requests).toBeGreaterThanOrEqual(REQUESTS);
  expect(REACHED.filter((outcome) => !countByOutcome.has(outcome))).toEqual([]);
}, 600_000);

/** Kinds of answers without which so many requests would have asked little. */
const REACHED = [
  ...['200', '400 type', '401 auth', '403 member', '403 type', '404 unknown', '405 type'],
  ...['409 clock', '409 reset', '413 size', '415 type', '426 upgrade'],
  ...['part clock', 'part member', 'part reset', 'part unknown'],
  ...['no gone', 'no role', 'no size', 'no type'],
  ...['has dg', 'has ep', 'has gc', 'has h', 'has m', 'has n', 'short change'],
];
