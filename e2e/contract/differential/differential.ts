/**
 * The differential: one seeded stream of requests, sent in the same order to every server. Each answer, and in the end
 * each table, must be the same on all of them.
 *
 * The requests of a household come one after another; households take turns in rounds, all of a round at once.
 */

import { randomStream } from '../../../simulation/random.ts';
import { comparable } from './comparison.ts';
import type { Difference } from './comparison.ts';
import type { Contender } from './contenders.ts';
import { nextRequest } from './generator.ts';
import { createHousehold } from './household.ts';
import type { Household } from './household.ts';
import { letDaysPass } from './passing-days.ts';
import { emptyTables } from './tables.ts';
import { countOutcome } from './outcomes.ts';
import type { PlannedRequest } from './planned-request.ts';
import type { WireRequest } from './wire.ts';

export interface DifferentialOptions {
  readonly seed: number;
  readonly requests: number;
}

export interface DifferentialResult {
  readonly requests: number;
  /** The first of each household that has one. */
  readonly differences: readonly Difference[];
  /** What each household has sent, to be sent again. */
  readonly sentByHousehold: ReadonlyMap<string, readonly WireRequest[]>;
  /** How often each kind of answer came. */
  readonly countByOutcome: ReadonlyMap<string, number>;
}

const HOUSEHOLDS = 16;
const START_MS = 1_790_000_000_000;
const ROUNDS_A_SEASON = 60;

export async function runDifferential(
  contenders: readonly Contender[],
  { seed, requests }: DifferentialOptions,
): Promise<DifferentialResult> {
  await Promise.all(contenders.map(emptyTables));
  const time = randomStream(seed, 'time');
  let nowMs = START_MS;
  const names = Array.from({ length: HOUSEHOLDS }, (_, at) => `household-${at}`);
  const households = new Set(names.map((name) => createHousehold(seed, name, nowMs)));
  const sentByHousehold = new Map<string, WireRequest[]>(names.map((name) => [name, []]));
  const countByOutcome = new Map<string, number>();
  const differences: Difference[] = [];
  let number = 0;
  for (let round = 1; number < requests && households.size > 0; round += 1) {
    nowMs += time.below(time.chance(0.02) ? 300_000 : 1500);
    if (round % ROUNDS_A_SEASON === 0) nowMs = await letDaysPass(contenders, { seed, time, nowMs });
    const turns = [...households].map((household): Turn => {
      household.nowMs = nowMs;
      number += 1;
      return { household, number, ...nextRequest(household) };
    });
    for (const [at, difference] of (await takeTurns(contenders, turns, countByOutcome)).entries()) {
      const turn = turns[at];
      if (!turn) continue;
      sentByHousehold.get(turn.household.name)?.push(turn.request);
      if (!difference) continue;
      differences.push(difference);
      households.delete(turn.household);
    }
  }
  return { requests: number, differences, sentByHousehold, countByOutcome };
}

interface Turn extends PlannedRequest {
  readonly household: Household;
  readonly number: number;
}

async function takeTurns(
  contenders: readonly Contender[],
  turns: readonly Turn[],
  countByOutcome: Map<string, number>,
): Promise<readonly (Difference | undefined)[]> {
  const requests = turns.map(({ request }) => request);
  const sent = await Promise.all(contenders.map(({ send }) => send(requests)));
  return turns.map(({ household, number, request, learn }, at) => {
    const answers = contenders.map(({ name }, index) => {
      const answer = sent[index]?.[at];
      return [name, answer ? comparable(answer) : 'no answer'] as const;
    });
    const [reference] = sent;
    const answer = reference?.[at];
    if (new Set(answers.map(([, text]) => text)).size > 1 || !answer) {
      return { household: household.name, number, request, answers };
    }
    learn(answer);
    countOutcome(countByOutcome, answer);
    return undefined;
  });
}
