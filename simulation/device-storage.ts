/** What a device keeps its stores on: the simulator's own disk, or the browser's store on an imitation of IndexedDB. */

import type { RecordStore } from '../replica/record-store.ts';
import type { CommittedWrite, DiskFaults } from './disk.ts';

export interface DeviceStorage {
  readonly open: (name: string, faults: DiskFaults) => RecordStore;
  /** The browser clears everything. */
  readonly wipe: () => void;
  /** The last of what was not yet forced to the medium is gone; `share` says how much of it, from 0 up to 1. */
  readonly losePower?: (share: number) => void;
  /** Records as they lie there, for an oracle's eyes. */
  readonly peek: (name: string) => ReadonlyMap<string, unknown>;
  readonly storeNames: readonly string[];
  /** Hears of every committed write: what was put and what went. */
  onCommit: (name: string, change: CommittedWrite) => void;
}
