/** What happened in a run, line by line, and a hash of all of it: two runs of one seed must have the same. */

import { createHash } from 'node:crypto';
import type { Scheduler } from './scheduler.ts';

export interface Trace {
  readonly note: (line: string) => void;
  readonly hash: () => string;
}

export function createTrace(scheduler: Scheduler, onLine?: (line: string) => void): Trace {
  const hash = createHash('sha256');
  return {
    note: (line) => {
      const timed = `${scheduler.nowMs().toFixed(3)} ${line}`;
      hash.update(timed).update('\n');
      onLine?.(timed);
    },
    hash: () => hash.copy().digest('hex').slice(0, 16),
  };
}
