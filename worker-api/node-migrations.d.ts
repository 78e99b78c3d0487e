/**
 * Brings an SQLite file up to date with the numbered files of migrations/.
 *
 * The bookkeeping is D1's own (`d1_migrations`), so that a database exported from one can be run by the other.
 */
import type { SqliteDatabase } from './node-sqlite-database.ts';
/** Runs what was not run yet, in order, each file wholly or not at all. Answers the names of those it ran. */
export declare function migrate(database: SqliteDatabase, folder: string): Promise<readonly string[]>;
