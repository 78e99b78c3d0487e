/** Web Locks of one browser: exclusive, in order of asking, and free again when their holder is killed. */

import type { Locks } from '../replica/ports.ts';
import type { Scheduler } from './scheduler.ts';

export interface LockRoom {
  readonly forContext: (context: object) => Locks;
  /** The context is gone, and with it what it held or waited for. */
  readonly release: (context: object) => void;
}

interface Claim {
  readonly context: object;
  readonly grant: () => void;
}

export function createLocks(scheduler: Scheduler): LockRoom {
  const linesByName = new Map<string, Claim[]>();

  const leave = (name: string, claim: Claim): void => {
    const line = linesByName.get(name) ?? [];
    const at = line.indexOf(claim);
    if (at < 0) return;
    line.splice(at, 1);
    if (at === 0) line[0]?.grant();
  };

  const forContext = (context: object): Locks => ({
    withLock: async (name, patienceMs, task) => {
      const line = linesByName.get(name) ?? [];
      linesByName.set(name, line);
      let claim: Claim | undefined;
      await new Promise<void>((resolve) => {
        const cancel = scheduler.after(patienceMs, resolve);
        claim = {
          context,
          grant: () => {
            cancel();
            resolve();
          },
        };
        line.push(claim);
        if (line.length === 1) claim.grant();
      });
      try {
        return await task();
      } finally {
        if (claim) leave(name, claim);
      }
    },
  });

  const release = (context: object): void => {
    for (const [name, line] of linesByName) {
      for (const claim of line.filter((one) => one.context === context)) leave(name, claim);
    }
  };

  return { forContext, release };
}
