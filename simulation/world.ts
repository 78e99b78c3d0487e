/** Everything that one run is made of. */

import type { Device } from './device.ts';
import type { Faults } from './faults.ts';
import type { Ledger } from './oracles/ledger.ts';
import type { Scheduler } from './scheduler.ts';
import type { Reached, State } from './sometimes.ts';
import type { Server } from './server.ts';
import type { Witness } from './witness.ts';

export interface World {
  readonly seed: number;
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly server: Server;
  readonly ledger: Ledger;
  readonly witness: Witness;
  readonly devices: readonly Device[];
  /** One more device, which nobody uses and whose disk no oracle watches. */
  readonly createDevice: (name: string) => Device;
  /** The devices of each account, as it was meant at the beginning. */
  readonly homes: readonly (readonly Device[])[];
  /** Devices whose app the server takes for too old just now. */
  readonly tooOld: Set<Device>;
  /** No request asks for a digest and no answer holds one. */
  readonly isDigestOff: boolean;
  readonly reached: Reached;
  /** Notes that this state was reached. */
  readonly sometimes: (state: State) => void;
  /** Writes a line of the run's story. */
  readonly note: (line: string) => void;
  /** Says what must never happen and did. */
  readonly report: (violation: string) => void;
  /** Time in which nobody did anything, in milliseconds: it passes on every clock, and takes no time. */
  skippedMs: number;
  restores: number;
}
