/** A list that is due to be tidied, as a row of the database tells of it. */

import { numberColumn, optionalNumberColumn, optionalTextColumn, textColumn } from './sql-row.ts';
import type { SqlRow } from './sql-database.ts';

export interface DueList {
  readonly listId: string;
  /** The head. */
  readonly rev: number;
  readonly tag: string;
  readonly hlc: number;
  readonly tidiedMs: number;
  /** Up to which revision it was looked through for Trash, and for tombstones. */
  readonly emptiedRev: number;
  readonly purgedRev: number;
  /** What has not changed since it lay in Trash for long enough, or was a tombstone for long enough. */
  readonly trashRev: number;
  readonly tombstoneRev: number;
  /** The item up to which history was looked through, `''` for none. */
  readonly sweptItemId: string;
  /** The item up to which it is looked through now; undefined when that is the last one. */
  readonly sweepEndId: string | undefined;
  readonly hasOldHistory: boolean;
  readonly hasSpareHeads: boolean;
}

export function dueListFromRow(row: SqlRow): DueList {
  return {
    listId: textColumn(row, 'id'),
    rev: numberColumn(row, 'rev'),
    tag: textColumn(row, 'tag'),
    hlc: numberColumn(row, 'hlc'),
    tidiedMs: numberColumn(row, 'tidied_at'),
    emptiedRev: numberColumn(row, 'emptied_rev'),
    purgedRev: numberColumn(row, 'purged_rev'),
    trashRev: optionalNumberColumn(row, 'trash_rev') ?? 0,
    tombstoneRev: optionalNumberColumn(row, 'tombstone_rev') ?? 0,
    sweptItemId: textColumn(row, 'swept_item_id'),
    sweepEndId: optionalTextColumn(row, 'sweep_end_id'),
    hasOldHistory: row['has_old_history'] === 1,
    hasSpareHeads: row['has_spare_heads'] === 1,
  };
}
