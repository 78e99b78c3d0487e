/** Reads columns of a row. A column of another type is a mistake in a query, never in what somebody sent. */

import type { SqlRow } from './sql-database.ts';

export function textColumn(row: SqlRow, name: string): string {
  const value = row[name];
  if (typeof value !== 'string') throw new TypeError(`column ${name} is not text`);
  return value;
}

export function numberColumn(row: SqlRow, name: string): number {
  const value = row[name];
  if (typeof value !== 'number') throw new TypeError(`column ${name} is not a number`);
  return value;
}

/** The text, or undefined for NULL. */
export function optionalTextColumn(row: SqlRow, name: string): string | undefined {
  return row[name] === null ? undefined : textColumn(row, name);
}

/** The number, or undefined for NULL. */
export function optionalNumberColumn(row: SqlRow, name: string): number | undefined {
  return row[name] === null ? undefined : numberColumn(row, name);
}
