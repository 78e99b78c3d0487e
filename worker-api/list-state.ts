/** What the batch of a sync read: the list, its page of changes, and what the pushed items were before. */

import { numberColumn, optionalNumberColumn, optionalTextColumn, textColumn } from './sql-row.ts';
import type { SqlRow } from './sql-database.ts';

/** A list after the batch, as the account that asked may know it. */
export interface ListState {
  readonly epoch: string;
  readonly rev: number;
  readonly hlc: number;
  readonly gcRev: number;
  readonly gcMs: number;
  readonly role: Role;
  readonly isRemoved: boolean;
  /** Was the push of this batch accepted? A push without news is not. */
  readonly isAccepted: boolean;
  /** Did the cursor come from this very data? */
  readonly isKnownCursor: boolean;
  /** The revision at which the page was cut, or undefined when it holds all there is. */
  readonly pageEnd: number | undefined;
  /** `[rev,"tag"]` of the newest push up to the end of the page; undefined before the first. */
  readonly headJson: string | undefined;
  /** How many items there are after the cursor; only when the first page of several was cut. */
  readonly total: number | undefined;
  readonly items: readonly PageItem[];
}

export type Role = 'owner' | 'editor' | 'viewer';

export interface PageItem {
  readonly id: string;
  readonly rev: number;
  /** JSON. */
  readonly registers: string;
}

export interface PriorItem {
  readonly rev: number;
  readonly bytes: number;
  readonly isEmptied: boolean;
}

/** Undefined when the account has nothing to do with the list, or there is no such list. */
export function listStateFromRows(rows: readonly SqlRow[]): ListState | undefined {
  const [row] = rows;
  if (!row) return undefined;
  return {
    epoch: textColumn(row, 'epoch'),
    rev: numberColumn(row, 'rev'),
    hlc: numberColumn(row, 'hlc'),
    gcRev: numberColumn(row, 'gc_rev'),
    gcMs: numberColumn(row, 'gc_ms'),
    role: roleFromRow(row),
    isRemoved: optionalNumberColumn(row, 'removed_at') !== undefined,
    isAccepted: row['is_accepted'] === 1,
    isKnownCursor: row['is_known_cursor'] === 1,
    pageEnd: optionalNumberColumn(row, 'page_end'),
    headJson: optionalTextColumn(row, 'head'),
    total: optionalNumberColumn(row, 'total'),
    items: rows.filter((each) => each['item_id'] !== null).map(pageItemFromRow),
  };
}

export function priorItemsFromRows(rows: readonly SqlRow[]): ReadonlyMap<string, PriorItem> {
  return new Map(
    rows.map((row) => [
      textColumn(row, 'id'),
      {
        rev: numberColumn(row, 'rev'),
        bytes: numberColumn(row, 'bytes'),
        isEmptied: row['is_emptied'] === 1,
      },
    ]),
  );
}

/** What is no role that may write is one that may not. */
function roleFromRow(row: SqlRow): Role {
  const role = textColumn(row, 'role');
  return role === 'owner' || role === 'editor' ? role : 'viewer';
}

/** `[items,stamps]` as JSON. */
export function digestJsonFromRows([row]: readonly SqlRow[]): string | undefined {
  return row && JSON.stringify([numberColumn(row, 'items'), numberColumn(row, 'stamps')]);
}

function pageItemFromRow(row: SqlRow): PageItem {
  return {
    id: textColumn(row, 'item_id'),
    rev: numberColumn(row, 'item_rev'),
    registers: textColumn(row, 'registers'),
  };
}
