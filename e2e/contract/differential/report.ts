/** A differential run from its servers' start to what is told of it. */

import { tellDifference } from './comparison.ts';
import { startContenders } from './contenders.ts';
import type { Contender } from './contenders.ts';
import { runDifferential } from './differential.ts';
import type { DifferentialOptions, DifferentialResult } from './differential.ts';
import { shrink } from './shrinking.ts';
import { compareTables } from './tables.ts';

export interface Report extends Pick<DifferentialResult, 'requests' | 'countByOutcome'> {
  readonly rows: number;
  readonly seconds: number;
  /** What is not the same, in words; empty when all is. */
  readonly differences: readonly string[];
}

const SHRINKING_MS = 60_000;

/** Runs it, and shrinks the first difference. */
export async function reportDifferential(options: DifferentialOptions): Promise<Report> {
  const contenders = await startContenders();
  try {
    const startedMs = performance.now();
    const result = await runDifferential(contenders, options);
    const tables = await compareTables(contenders);
    const seconds = (performance.now() - startedMs) / 1000;
    const { requests, countByOutcome } = result;
    const told = [...result.differences.map(tellDifference), ...tables.differences];
    const shrunk = await shrunkenFirst(contenders, result);
    return {
      requests,
      countByOutcome,
      rows: tables.rows,
      seconds,
      differences: [...told, ...shrunk],
    };
  } finally {
    await Promise.all(contenders.map(({ dispose }) => dispose()));
  }
}

async function shrunkenFirst(
  contenders: readonly Contender[],
  { differences: [first], sentByHousehold }: DifferentialResult,
): Promise<readonly string[]> {
  if (!first) return [];
  const sent = sentByHousehold.get(first.household) ?? [];
  const kept = await shrink(contenders, sent, performance.now() + SHRINKING_MS);
  if (!kept)
    return [`request ${first.number} differs only together with what other households did`];
  const lines = kept.map(({ method, path, body }) => {
    return `  ${method} ${path} ${body ? new TextDecoder().decode(body).slice(0, 2000) : ''}`;
  });
  return [
    `request ${first.number} differs after these alone (${kept.length} of ${sent.length}):`,
    ...lines,
  ];
}
