/**
 * The little of a database that the server needs: bound statements, and batches of them that happen wholly or not at
 * all. Cloudflare's D1 is one as it is; node-sqlite-database.ts makes one of an SQLite file.
 */

/** What can be bound. There are no booleans: SQLite has none and Deno refuses them. */
export type SqlValue = string | number | null;

export type SqlRow = Readonly<Record<string, unknown>>;

export interface SqlResult {
  /** The rows of a SELECT or of RETURNING, in order. */
  readonly results: readonly SqlRow[];
}

export interface SqlStatement {
  /** The statement with its `?1`, `?2`, … filled in; every number up to the highest takes one value. */
  bind(...values: SqlValue[]): SqlStatement;
  all(): Promise<SqlResult>;
}

export interface SqlDatabase {
  prepare(sql: string): SqlStatement;
  /** Runs the statements in order as one transaction; when one fails, none has happened. */
  batch(statements: SqlStatement[]): Promise<SqlResult[]>;
}
