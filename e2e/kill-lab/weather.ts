/** A bad network, drawn from a seed: how often requests and answers are slow or get lost. */

import type { RandomStream } from '../../simulation/random.ts';
import type { Fault, FaultProxy } from '../harness/fault-proxy.ts';

/** Spoils syncs until the proxy is healed; in some rounds not at all. Answers what it is like. */
export function spoil(proxy: FaultProxy, random: RandomStream): string {
  const lossRate = random.pick([0, 0, 0.1, 0.4]);
  const slowRate = random.pick([0, 0.3, 1]);
  const slowMs = random.pick([5, 20, 60]);
  proxy.spoil('/api/sync', (): Fault | undefined => {
    if (random.chance(lossRate)) return { kind: random.pick(['refuse', 'lose-answer'] as const) };
    if (!random.chance(slowRate)) return undefined;
    return { kind: 'slow', requestMs: random.below(slowMs), answerMs: random.below(slowMs) };
  });
  return `${lossRate} lost, ${slowRate} slow by up to ${slowMs} ms`;
}
