/** Rounds of the kill lab one after the other, each with a seed of its own. */

import type { KillTarget } from './kill-target.ts';
import { createKilledBrowser } from './killed-browser.ts';
import { createKilledServer } from './killed-server.ts';
import { createKilledWorker } from './killed-worker.ts';
import { Tally } from './tally.ts';
import type { RoundResult } from './tally.ts';

export const targetNames = ['chromium', 'workerd', 'deno', 'worker'] as const;
export type TargetName = (typeof targetNames)[number];

export interface Rounds {
  readonly target: TargetName;
  readonly rounds: number;
  /** Of the first round; each next one has the next number. */
  readonly seed: number;
  readonly print: (line: string) => void;
}

const EVERY = 25;

/** Runs them all; what went wrong in one is printed with what it takes to run it again. */
export async function runRounds({ target, rounds, seed, print }: Rounds): Promise<Tally> {
  const tally = new Tally();
  let running: KillTarget | undefined;
  for (let at = 0; at < rounds; at += 1) {
    running ??= await createTarget(target);
    const result = await runRound(running, seed + at);
    tally.add(result);
    if (result.findings.length > 0) {
      for (const line of report(target, seed + at, result)) print(line);
      await running.end().catch(() => undefined);
      running = undefined;
    }
    if ((at + 1) % EVERY === 0 && at + 1 < rounds) print(`${target}: ${tally.toString()}`);
  }
  const late = (await running?.end()) ?? [];
  if (late.length > 0) {
    tally.addLate(late);
    for (const { kind, evidence } of late.slice(0, MOST_LINES))
      print(`at the end ${kind}: ${evidence}`);
  }
  return tally;
}

const MOST_LINES = 12;

function createTarget(name: TargetName): Promise<KillTarget> {
  switch (name) {
    case 'workerd':
    case 'deno':
      return createKilledServer(name);
    case 'chromium':
      return createKilledBrowser();
    case 'worker':
      return createKilledWorker();
  }
}

/** A round that does not come to its end has not sent everything. */
async function runRound(target: KillTarget, seed: number): Promise<RoundResult> {
  try {
    return await target.round(seed);
  } catch (error) {
    const evidence = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const counts = { kills: 0, edits: 0, saved: 0, acknowledged: 0 };
    return { ...counts, findings: [{ kind: 'undrained', evidence }], story: [] };
  }
}

function report(target: TargetName, seed: number, result: RoundResult): readonly string[] {
  const { findings, story } = result;
  return [
    `FAILED npm run kill-lab -- --target ${target} --rounds 1 --seed ${seed}`,
    ...findings.slice(0, MOST_LINES).map(({ kind, evidence }) => `  ${kind}: ${evidence}`),
    ...(findings.length > MOST_LINES ? [`  and ${findings.length - MOST_LINES} more`] : []),
    ...story.map((line) => `  ${line}`),
  ];
}
