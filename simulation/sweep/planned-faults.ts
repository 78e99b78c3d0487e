/** One fault, planned: it strikes at the n-th opportunity of its kind, once or from then on, until the world heals. */

import type { FaultKind, Faults } from '../faults.ts';
import type { Breakage } from '../idb-disk.ts';

/** What the sweep tries at every opportunity, and on which kind of storage. */
export const plannedKinds = {
  /** At an await: before a transaction or request, and after its commit or answer. */
  kill: 'disk',
  /** As a kill of everything on the device, and what was written without waiting for the disk is gone. */
  'power-loss': 'disk',
  /** Reopening has not helped. */
  'lost-connection': 'disk',
  'request-lost': 'disk',
  'answer-lost': 'disk',
  hang: 'disk',
  portal: 'disk',
  truncated: 'disk',
  'server-error': 'disk',
  'too-many': 'disk',
  'stray-4xx': 'disk',
  'wrong-json': 'disk',
  busy: 'disk',
  duplicate: 'disk',
  'lost-message': 'disk',
  'database-fails-before': 'disk',
  'database-fails-after': 'disk',
  QuotaExceededError: 'indexeddb',
  InvalidStateError: 'indexeddb',
  UnknownError: 'indexeddb',
  AbortError: 'indexeddb',
} as const satisfies Partial<Record<FaultKind | Breakage | 'power-loss', 'disk' | 'indexeddb'>>;

export type PlannedKind = keyof typeof plannedKinds;

export interface Plan {
  readonly kind: PlannedKind;
  /** 1 for the first opportunity. */
  readonly nth: number;
  readonly isLasting: boolean;
}

export interface PlannedFaults extends Faults {
  /** The device of this name has lost its power. */
  onPowerLoss: (device: string) => void;
  /** From now on opportunities are counted. */
  readonly arm: () => void;
  /** What the work meets is not counted, and nothing strikes it. */
  readonly spare: <T>(work: () => Promise<T>) => Promise<T>;
  readonly breakage: (mode: 'read' | 'write') => Breakage | undefined;
  readonly opportunities: ReadonlyMap<string, number>;
}

/** @param plan undefined for a run in which nothing fails */
export function createPlannedFaults(plan: Plan | undefined): PlannedFaults {
  const opportunities = new Map<string, number>();
  let isArmed = false;
  const strikes = (kind: string): boolean => {
    if (!isArmed) return false;
    const count = (opportunities.get(kind) ?? 0) + 1;
    opportunities.set(kind, count);
    if (kind !== plan?.kind) return false;
    return plan.isLasting ? count >= plan.nth : count === plan.nth;
  };
  const faults: PlannedFaults = {
    onPowerLoss: () => undefined,
    strikes: (where, kind) => {
      if (kind !== 'kill' || !strikes('power-loss')) return strikes(kind);
      faults.onPowerLoss(where);
      return true;
    },
    breakage: (mode) => {
      if (mode === 'write' && strikes('QuotaExceededError')) return 'QuotaExceededError';
      return BROKEN.find(strikes);
    },
    arm: () => {
      isArmed = true;
    },
    spare: async (work) => {
      const wasArmed = isArmed;
      isArmed = false;
      try {
        return await work();
      } finally {
        isArmed = wasArmed;
      }
    },
    heal: () => {
      isArmed = false;
    },
    opportunities,
    counts: new Map(),
    rateOf: () => 0,
    isWithoutBackgroundSync: () => false,
  };
  return faults;
}

const BROKEN = ['InvalidStateError', 'UnknownError', 'AbortError'] as const;
