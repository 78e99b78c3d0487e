/**
 * A segment: items in columns, as one record.
 *
 * IndexedDB's cost is per record and per object in it, so ten thousand to-dos in a few records of long strings and flat
 * arrays are read many times faster than one by one (docs/decisions/0001-storage-layout.md has the figures).
 */

import { mergeItem } from '../domain/merge.ts';
import type { ItemId } from '../domain/ids.ts';
import type { Item, Json, Register } from '../domain/register.ts';
import { STAMP_LENGTH } from '../domain/stamp.ts';
import type { Stamp } from '../domain/stamp.ts';

export interface Segment {
  /** Ids parted by spaces. */
  readonly ids: string;
  readonly revs: readonly number[];
  readonly columns: Readonly<Record<string, Column>>;
}

/** One register key's values. Row `rows[n]` (or row `n`, where every item has it) holds `values[n]`. */
interface Column {
  readonly rows?: readonly number[];
  readonly values: readonly Json[];
  /** The stamps, one after the other. */
  readonly stamps: string;
}

export function segmentFromItems(items: readonly Item[]): Segment {
  const columns: Record<string, { rows: number[]; values: Json[]; stamps: string[] }> = {};
  for (const [row, item] of items.entries()) {
    // Not Object.entries: building its pairs took a quarter of the time.
    for (const key of Object.keys(item.registers)) {
      const register = item.registers[key];
      if (!register) continue;
      const column = (columns[key] ??= { rows: [], values: [], stamps: [] });
      column.rows.push(row);
      column.values.push(register[0]);
      column.stamps.push(register[1]);
    }
  }
  const packed = Object.entries(columns).map(([key, { rows, values, stamps }]) => {
    const column = { values, stamps: stamps.join('') };
    return [key, rows.length === items.length ? column : { ...column, rows }] as const;
  });
  return {
    ids: items.map(({ id }) => id).join(' '),
    revs: items.map(({ rev }) => rev),
    columns: Object.fromEntries(packed),
  };
}

/** The items of a segment; none when the record is not a segment. */
export function itemsFromSegment(value: unknown): readonly Item[] {
  if (!isSegment(value) || value.ids === '') return [];
  const registers = value.revs.map((): Record<string, Register> => ({}));
  for (const [key, { rows, values, stamps }] of Object.entries(value.columns)) {
    for (let at = 0; at < values.length; at += 1) {
      const row = registers[rows ? (rows[at] ?? -1) : at];
      const start = at * STAMP_LENGTH;
      if (row) row[key] = [values[at] ?? null, stamps.slice(start, start + STAMP_LENGTH) as Stamp];
    }
  }
  return value.ids.split(' ').map((id, row) => ({
    id: id as ItemId,
    rev: value.revs[row] ?? 0,
    registers: registers[row] ?? {},
  }));
}

/** Merges items into those held by id. */
export function mergeInto(held: Map<ItemId, Item>, items: Iterable<Item>): void {
  for (const item of items) {
    const before = held.get(item.id);
    held.set(item.id, before ? mergeItem(before, item) : item);
  }
}

function isSegment(value: unknown): value is Segment {
  return (
    typeof value === 'object' &&
    value !== null &&
    'ids' in value &&
    typeof value.ids === 'string' &&
    'revs' in value &&
    Array.isArray(value.revs) &&
    'columns' in value &&
    typeof value.columns === 'object' &&
    value.columns !== null
  );
}
