/**
 * What goes wrong in a run, and how often: each kind is off, rare or frequent, drawn from the seed.
 *
 * Many mistakes show only while the rest of the world is quiet, so a run seldom has every fault at once. Every device and
 * kind has a stream of its own. When the run heals, nothing strikes any more.
 */

import { randomStream } from './random.ts';
import type { RandomStream } from './random.ts';

/** Per opportunity, rare and frequent. */
const rates = {
  /** A context dies at an await. */
  kill: [0.0005, 0.01],
  quota: [0.001, 0.03],
  'lost-connection': [0.001, 0.02],
  /** A transaction waits for seconds before it begins, or before it is known to have ended. */
  'slow-disk': [0.005, 0.1],
  'lost-message': [0.01, 0.3],
  /** A request never arrives. */
  'request-lost': [0.02, 0.3],
  /** It arrives and is committed, and nobody hears of it. */
  'answer-lost': [0.02, 0.3],
  /** It arrives twice, the second time up to a minute later. */
  duplicate: [0.02, 0.3],
  slow: [0.02, 0.2],
  hang: [0.005, 0.05],
  portal: [0.01, 0.1],
  truncated: [0.01, 0.1],
  'server-error': [0.01, 0.15],
  'too-many': [0.005, 0.05],
  'stray-4xx': [0.005, 0.1],
  'wrong-json': [0.005, 0.1],
  busy: [0.005, 0.05],
  'database-fails-before': [0.005, 0.05],
  'database-fails-after': [0.005, 0.05],
  /** Drawn once in each minute of virtual time, for each device. */
  offline: [0.02, 0.2],
  'clock-jumps': [0.01, 0.05],
  /** For one visit: a person without a network puts the clock wrong and right again, and writes all the while. */
  'clock-set-by-hand': [0.1, 0.5],
  /** Drawn when a page is left: the browser freezes it where it stands, while other contexts go on. */
  frozen: [0.1, 0.7],
  'cookie-lost': [0.005, 0.03],
  /** The browser is signed in to another account. */
  'cookie-swapped': [0.001, 0.01],
  evicted: [0.003, 0.02],
  'power-loss': [0.005, 0.05],
  /** The lid is closed, at times for 30 days. */
  asleep: [0.005, 0.05],
  /** The server calls the device's app too old, for a while. */
  'too-old': [0.003, 0.02],
  /** Drawn once in each minute. */
  restore: [0.01, 0.06],
  /** An operator puts the to-dos of a backup back, and as the runbook says gives every list another epoch. */
  'to-dos-put-back': [0.002, 0.01],
  'server-clock': [0.005, 0.02],
  /** Somebody who means ill sends what they like. */
  hostile: [0.02, 0.3],
  /** Everybody is away, for a month or a year. */
  'months-pass': [0.002, 0.01],
} as const satisfies Record<string, readonly [rare: number, frequent: number]>;

export type FaultKind = keyof typeof rates;

export const faultKinds = Object.keys(rates) as readonly FaultKind[];

export interface Faults {
  /** Whether the fault strikes now; `where` names the device. */
  readonly strikes: (where: string, kind: FaultKind) => boolean;
  readonly isWithoutBackgroundSync: (device: string) => boolean;
  /** As in browsers of 2021, and in pages that were not served over https. */
  readonly isWithoutLocks?: (device: string) => boolean;
  /** How often each kind struck. */
  readonly counts: ReadonlyMap<FaultKind, number>;
  readonly heal: () => void;
  readonly rateOf: (kind: FaultKind) => number;
}

export function createFaults(seed: number, switchedOff: ReadonlySet<FaultKind>): Faults {
  const rateByKind = new Map<FaultKind, number>();
  for (const kind of faultKinds) {
    const rate = randomStream(seed, `rate of ${kind}`).pick([0, 0, ...rates[kind]]);
    rateByKind.set(kind, switchedOff.has(kind) ? 0 : rate);
  }
  const streams = new Map<string, RandomStream>();
  const counts = new Map<FaultKind, number>();
  let isHealed = false;
  return {
    counts,
    rateOf: (kind) => rateByKind.get(kind) ?? 0,
    heal: () => {
      isHealed = true;
    },
    isWithoutBackgroundSync: (device) => randomStream(seed, `${device} sync manager`).chance(0.5),
    isWithoutLocks: (device) => randomStream(seed, `${device} locks`).chance(0.25),
    strikes: (where, kind) => {
      const rate = rateByKind.get(kind) ?? 0;
      if (isHealed || rate === 0) return false;
      const name = `${where} ${kind}`;
      const stream = streams.get(name) ?? randomStream(seed, name);
      streams.set(name, stream);
      const isStruck = stream.chance(rate);
      if (isStruck) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      return isStruck;
    },
  };
}
