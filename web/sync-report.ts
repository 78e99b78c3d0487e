/** All that the Sync centre shows beside the store itself, read when it is looked at. */

import type { JournalEntry } from '../replica/journal.ts';
import type { BackgroundSupport } from './background-ports.ts';
import type { BrowserFacts } from './device-ports.ts';
import type { StorageFacts } from './page-ports.ts';

export interface SyncReport {
  /** The attempts, newest first. */
  readonly journal: readonly JournalEntry[];
  readonly storage: StorageFacts;
  readonly browser: BrowserFacts;
  /** Whether this browser sends after the app is closed: what trying has shown, else what the browser says. */
  readonly support: BackgroundSupport;
  /** The server's time less this device's. */
  readonly offsetMs: number;
}
