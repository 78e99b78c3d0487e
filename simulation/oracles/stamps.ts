/** The server takes no stamp from further ahead than its own latest time and seven minutes, whoever sends it. */

import { limits } from '../../domain/limits.ts';
import { millisecondsOfStamp } from '../../domain/stamp.ts';
import type { World } from '../world.ts';
import type { Oracle } from './oracle.ts';

export function stampsOracle({ report, server }: World): Oracle {
  let latestServerMs = 0;
  return {
    answered: ({ list, taken }) => {
      latestServerMs = Math.max(latestServerMs, server.nowMs());
      const latestMs = latestServerMs + limits.clockSkewMs + limits.stampLeadMs;
      for (const [item, registers] of taken) {
        for (const [key, [, stamp]] of Object.entries(registers)) {
          if (millisecondsOfStamp(stamp) > latestMs)
            report(`${list}: ${item} ${key} ${stamp} is too far ahead and was taken`);
        }
      }
    },
  };
}
