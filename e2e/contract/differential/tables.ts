/** The databases of the servers, table by table: to be compared, and to be emptied. */

import { createHash } from 'node:crypto';
import type { Contender } from './contenders.ts';
import type { Rows } from './wire.ts';

const TABLES = `SELECT name FROM sqlite_master WHERE type = 'table'
  AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%' AND name NOT LIKE 'd1_%' ORDER BY name`;

const ROWS_AT_ONCE = 400;

export interface TableComparison {
  readonly rows: number;
  /** One line for each table that is not the same everywhere. */
  readonly differences: readonly string[];
}

export async function compareTables(contenders: readonly Contender[]): Promise<TableComparison> {
  const differences: string[] = [];
  const tables = new Set((await Promise.all(contenders.map(tablesOf))).flat());
  let rows = 0;
  for (const table of tables) {
    for (let from = 0; ; from += ROWS_AT_ONCE) {
      const pages = await Promise.all(contenders.map((each) => pageOf(each, table, from)));
      const [first = []] = pages;
      rows += first.length;
      const difference = differenceOf(contenders, table, pages);
      if (difference !== undefined) differences.push(difference);
      if (difference !== undefined || first.length < ROWS_AT_ONCE) break;
    }
  }
  return { rows, differences };
}

export async function emptyTables(contender: Contender): Promise<void> {
  const tables = await tablesOf(contender);
  await contender.sql(...tables.map((table) => [`DELETE FROM ${table}`] as const));
}

async function tablesOf({ sql }: Contender): Promise<readonly string[]> {
  const [rows = []] = await sql([TABLES]);
  return rows.map(({ name }) => String(name));
}

/** In the order of the primary key, which is that of the first columns. */
async function pageOf({ sql }: Contender, table: string, from: number): Promise<Rows> {
  const order = `(SELECT group_concat(name) FROM pragma_table_info('${table}') WHERE pk > 0)`;
  const [keys = []] = await sql([`SELECT ${order} AS columns`]);
  const columns = String(keys[0]?.['columns']);
  const [rows = []] = await sql([
    `SELECT * FROM ${table} ORDER BY ${columns} LIMIT ${ROWS_AT_ONCE} OFFSET ?1`,
    from,
  ]);
  return rows;
}

function differenceOf(
  contenders: readonly Contender[],
  table: string,
  pages: readonly Rows[],
): string | undefined {
  const hashes = pages.map((page) =>
    createHash('sha256').update(JSON.stringify(page)).digest('hex'),
  );
  if (new Set(hashes).size === 1) return undefined;
  const length = Math.max(...pages.map((page) => page.length));
  for (let at = 0; at < length; at += 1) {
    const rows = pages.map((page) => JSON.stringify(page[at] ?? null));
    if (new Set(rows).size > 1) {
      const told = rows.map((row, index) => `\n  ${contenders[index]?.name}: ${row.slice(0, 600)}`);
      return `table ${table}:${told.join('')}`;
    }
  }
  return `table ${table} differs`;
}
