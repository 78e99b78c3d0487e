/**
 * An SQLite file as the server's database, through node:sqlite, which Node and Deno both carry.
 *
 * A statement or a batch runs to its end before anything else does: the driver is synchronous, and other processes are
 * kept out by BEGIN IMMEDIATE. What was answered is on the disk (`synchronous = FULL`).
 */
import type { SqlDatabase } from './sql-database.ts';
export interface SqliteDatabase extends SqlDatabase {
    /** Runs several statements that bind nothing and answer nothing. */
    exec(sql: string): void;
    close(): void;
}
/** Opens the file, or makes it. `:memory:` keeps everything in memory. */
export declare function openSqliteDatabase(path: string): SqliteDatabase;
