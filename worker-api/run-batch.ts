/**
 * A batch that survives a database's bad moment: every batch of ours may run twice, so one that failed for a reason that
 * passes is simply run again.
 */

import type { ServerPorts } from './server-ports.ts';
import type { SqlResult, SqlStatement } from './sql-database.ts';

/** The database cannot answer now; nothing is known of the batch. */
export class DatabaseBusyError extends Error {
  override readonly name = 'DatabaseBusyError';
}

/**
 * Runs the batch, again after a short random pause if need be. `statements` is called for every attempt.
 * @throws {DatabaseBusyError} when the database does not recover, or needs a rest.
 */
export async function runBatch(
  ports: Pick<ServerPorts, 'db' | 'randomBytes' | 'waitMs'>,
  statements: () => SqlStatement[],
): Promise<SqlResult[]> {
  for (let retriesLeft = RETRIES; ; retriesLeft -= 1) {
    try {
      return await ports.db.batch(statements());
    } catch (error) {
      const message = error instanceof Error ? error.message : '';
      if (retriesLeft === 0 || !PASSING.test(message)) {
        throw new DatabaseBusyError('the database did not answer', { cause: error });
      }
      const [jitter = 0] = ports.randomBytes(1);
      await ports.waitMs(MIN_PAUSE_MS + jitter);
    }
  }
}

const RETRIES = 2;
const MIN_PAUSE_MS = 50;

/**
 * D1: https://developers.cloudflare.com/d1/observability/debug-d1/#errors, where "overloaded" is missing here on
 * purpose: that database needs fewer requests. SQLite: https://sqlite.org/rescode.html#busy
 */
const PASSING =
  /network connection lost|storage caused object to be reset|code was updated|transient issue|database is locked/i;
