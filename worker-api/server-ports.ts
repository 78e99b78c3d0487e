/** What the server is handed of the world, so that a test or the simulator can own all of it. */

import type { SqlDatabase } from './sql-database.ts';

export interface ServerPorts {
  readonly db: SqlDatabase;
  /** The address in people's address bars, `https://…` or `http://localhost…`. Names the cookie; devices sign it. */
  readonly origin: string;
  /** Answers with a static file, or 404. */
  readonly assets: (request: Request) => Promise<Response>;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly waitMs: (ms: number) => Promise<void>;
  /** Told of everything that ended in a 5xx; says nothing of what people store. */
  readonly reportError: (error: unknown) => void;
}
