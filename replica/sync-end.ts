/** How a sync ended. */

import type { AccountIds } from './account.ts';
import type { SyncOutcome } from './journal.ts';

export interface SyncEnd {
  readonly outcome: SyncOutcome;
  /** The HTTP status that it ended with, where there was one. */
  readonly status?: number | undefined;
  /** The server's wish. */
  readonly retryAfterMs?: number | undefined;
  /** The account that this browser turned out to belong to, when it is another. */
  readonly otherAccount?: AccountIds;
}
