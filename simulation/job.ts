/** One run as it is asked for and as it is told of, in a form that can be sent between processes and kept in a file. */

import { faultKinds } from './faults.ts';
import type { FaultKind } from './faults.ts';
import type { RunResult } from './run.ts';

export interface Job {
  readonly seed: number;
  /** Virtual hours of trouble. */
  readonly hours: number;
  /** How many devices there are, at most; 3 when it is left out. */
  readonly devices?: number;
  /** Kinds of faults that are switched off. */
  readonly without?: readonly FaultKind[];
  /** No request asks for a digest and no answer holds one. */
  readonly isDigestOff?: boolean;
}

/** `hung` when the run did not end by itself. */
export type JobResult = RunResult | 'hung';

export function hasFailed(result: JobResult): boolean {
  return result === 'hung' || result.isStuck || result.isDiverged || result.violations.length > 0;
}

/** The arguments that make `npm run simulate` do the same again. */
export function replayCommand({ seed, hours, devices, without, isDigestOff }: Job): string {
  const words = ['npm run simulate --', `--seed ${seed}`, `--hours ${hours}`];
  if (devices !== undefined) words.push(`--devices ${devices}`);
  if (without && without.length > 0) words.push(`--without ${without.join()}`);
  if (isDigestOff) words.push('--digest off');
  return [...words, '--trace'].join(' ');
}

/** @throws {RangeError} for a word that is no kind of fault */
export function faultKindsFrom(text: string): readonly FaultKind[] {
  return text.split(',').map((word) => {
    const kind = faultKinds.find((one) => one === word);
    if (!kind) throw new RangeError(`"${word}" is no fault; there are ${faultKinds.join(', ')}`);
    return kind;
  });
}
