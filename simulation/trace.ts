/** What happened in a run, line by line, and a hash of all of it: two runs of one seed must have the same. */

import { createHash } from 'node:crypto';
import type { Scheduler } from './scheduler.ts';

export interface Trace {
  readonly note: (line: string) => void;
  /** From now on lines begin with this scheduler's time. */
  readonly timeBy: (scheduler: Scheduler) => void;
  readonly hash: () => string;
}

export function createTrace(onLine?: (line: string) => void): Trace {
  const hash = createHash('sha256');
  let nowMs = (): number => 0;
  return {
    note: (line) => {
      const timed = `${nowMs().toFixed(3)} ${line}`;
      hash.update(timed).update('\n');
      onLine?.(timed);
    },
    timeBy: (scheduler) => {
      ({ nowMs } = scheduler);
    },
    hash: () => hash.copy().digest('hex').slice(0, 16),
  };
}
