/** The law that no query reads a whole table, to be held against any database's planner. */

import { expect } from 'vitest';
import type { SqlDatabase } from '../sql-database.ts';
import { accountsSql } from './accounts.ts';
import { authorsSql } from './authors.ts';
import { devicesSql } from './devices.ts';
import { digestSql } from './digest.ts';
import { historySql } from './history.ts';
import { itemsSql } from './items.ts';
import { listsSql } from './lists.ts';
import { membersSql } from './members.ts';
import { sessionsSql } from './sessions.ts';
import { tidyingSql } from './tidying.ts';

const sqlByTable: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  accounts: accountsSql,
  authors: authorsSql,
  devices: devicesSql,
  digest: digestSql,
  history: historySql,
  items: itemsSql,
  lists: listsSql,
  members: membersSql,
  sessions: sessionsSql,
  tidying: tidyingSql,
};

/** Every query of the server, by table and name. */
export const queries: readonly (readonly [name: string, sql: string])[] = Object.entries(
  sqlByTable,
).flatMap(([table, sqlByName]) =>
  Object.entries(sqlByName).map(([name, sql]) => [`${table}.${name}`, sql] as const),
);

/**
 * Fails when the plan reads a table from end to end. What a query has made itself is read in full: JSON, a subquery, the
 * page that was cut.
 */
export async function assertNoScan(db: SqlDatabase, sql: string): Promise<void> {
  const highest = Math.max(0, ...[...sql.matchAll(/\?(\d+)/g)].map(([, number]) => Number(number)));
  const values = Array.from({ length: highest }, () => null);
  const { results } = await db
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(...values)
    .all();
  const steps = results.map((row) => String(row['detail']));
  expect(steps.filter((step) => step.startsWith('SCAN') && !OWN.test(step))).toEqual([]);
}

const OWN = /VIRTUAL TABLE INDEX|SCAN (?:\(subquery-\d+\)|page|said|CONSTANT ROW)/;
