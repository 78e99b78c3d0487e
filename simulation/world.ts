/** Everything that one run is made of. */

import type { Device } from './device.ts';
import type { Faults } from './faults.ts';
import type { Oracle } from './oracle.ts';
import type { Scheduler } from './scheduler.ts';
import type { Server } from './server.ts';

export interface World {
  readonly seed: number;
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly server: Server;
  readonly oracle: Oracle;
  readonly devices: readonly Device[];
  readonly note: (line: string) => void;
  /** What the real time is when the run begins, in milliseconds since 1970. */
  readonly epochMs: number;
  restores: number;
}
