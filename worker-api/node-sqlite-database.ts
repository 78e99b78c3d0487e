/**
 * An SQLite file as the server's database, through node:sqlite, which Node and Deno both carry.
 *
 * A statement or a batch runs to its end before anything else does: the driver is synchronous, and other processes are
 * kept out by BEGIN IMMEDIATE. What was answered is on the disk (`synchronous = FULL`).
 */

import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import type { SqlDatabase, SqlResult, SqlStatement, SqlValue } from './sql-database.ts';

export interface SqliteDatabase extends SqlDatabase {
  /** Runs several statements that bind nothing and answer nothing. */
  exec(sql: string): void;
  close(): void;
}

/** Opens the file, or makes it. `:memory:` keeps everything in memory. */
export function openSqliteDatabase(path: string): SqliteDatabase {
  const sqlite = new DatabaseSync(path);
  sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
  sqlite.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  Object.assign(sqlite.limits, D1_LIMITS);
  const preparedBySql = new Map<string, StatementSync>();

  function run(statement: SqlStatement): SqlResult {
    if (!(statement instanceof BoundStatement))
      throw new TypeError('a statement of another database');
    let prepared = preparedBySql.get(statement.sql);
    if (!prepared) {
      prepared = sqlite.prepare(statement.sql);
      preparedBySql.set(statement.sql, prepared);
    }
    return { results: prepared.all(...statement.values) };
  }

  function runAll(statements: readonly SqlStatement[]): SqlResult[] {
    sqlite.exec('BEGIN IMMEDIATE');
    try {
      const results = statements.map(run);
      sqlite.exec('COMMIT');
      return results;
    } catch (error) {
      if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
      throw error;
    }
  }

  return {
    prepare: (sql) => new BoundStatement(sql, [], run),
    batch: async (statements) => runAll(statements),
    exec: (sql) => sqlite.exec(sql),
    close: () => sqlite.close(),
  };
}

/** How long to wait for another process that is writing. */
const BUSY_TIMEOUT_MS = 5000;

/** What D1 refuses must fail here too. */
const D1_LIMITS = { length: 2_000_000, sqlLength: 100_000, compoundSelect: 5, variableNumber: 100 };

class BoundStatement implements SqlStatement {
  readonly sql: string;
  readonly values: readonly SqlValue[];
  readonly #run: (statement: SqlStatement) => SqlResult;

  constructor(
    sql: string,
    values: readonly SqlValue[],
    run: (statement: SqlStatement) => SqlResult,
  ) {
    this.sql = sql;
    this.values = values;
    this.#run = run;
  }

  bind(...values: SqlValue[]): SqlStatement {
    return new BoundStatement(this.sql, values, this.#run);
  }

  async all(): Promise<SqlResult> {
    return this.#run(this);
  }
}
