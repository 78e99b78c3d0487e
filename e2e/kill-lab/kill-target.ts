/** What is killed, and with it the load on it and the comparison afterwards. */

import type { RoundResult } from './tally.ts';

export interface KillTarget {
  /** Load, a kill at a moment of the seed's, a restart, a comparison. After a bad round the target must not be used again. */
  readonly round: (seed: number) => Promise<RoundResult>;
  /** Stops everything; what is found then belongs to all rounds. */
  readonly end: () => Promise<RoundResult['findings']>;
}
