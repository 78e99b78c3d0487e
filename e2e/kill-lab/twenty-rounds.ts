/** The kill lab's share in every test run: twenty rounds of a target, always the same ones. */

import { expect } from 'vitest';
import { runRounds } from './run-rounds.ts';
import type { TargetName } from './run-rounds.ts';

const ROUNDS = 20;

/** Fails with the story of each round that went wrong. */
export async function expectTwentyGoodRounds(target: TargetName): Promise<void> {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const tally = await runRounds({ target, rounds: ROUNDS, seed: 1, print });
  process.stdout.write(`measured: kill lab, ${target}: ${tally.toString()}\n`);
  expect(lines.join('\n')).toBe('');
  expect(tally.isGood).toBe(true);
  expect(tally.kills).toBeGreaterThanOrEqual(ROUNDS);
}
