/**
 * `npm run kill-lab -- --rounds N --target chromium|workerd|deno|worker [--seed S]`: real processes are killed at moments
 * drawn from a seed, and everything that was saved must be there afterwards, once.
 *
 * Without a target all four come in turn. A round that fails is printed with its seed, by which it runs alone.
 */

import process from 'node:process';
import { parseArgs } from 'node:util';
import { runRounds, targetNames } from './run-rounds.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    target: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});

const rounds = Number(values.rounds);
const seed = Number(values.seed);
const targets = targetNames.filter((name) => name === (values.target ?? name));
if (!(rounds >= 1) || !Number.isInteger(seed))
  throw new RangeError('--rounds and --seed are numbers');
if (targets.length === 0) throw new RangeError(`targets are ${targetNames.join(', ')}`);

const print = (line: string): void => void process.stdout.write(`${line}\n`);

for (const target of targets) {
  const started = performance.now();
  const tally = await runRounds({ target, rounds, seed, print });
  const msPerRound = Math.round((performance.now() - started) / rounds);
  print(`${target}, seeds ${seed} to ${seed + rounds - 1}, ${msPerRound} ms a round`);
  print(tally.toString());
  if (!tally.isGood) process.exitCode = 1;
}
process.exit();
