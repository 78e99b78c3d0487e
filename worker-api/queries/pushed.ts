/**
 * How a push travels into SQL: one JSON parameter, whatever its size, read as rows by `json_each`.
 *
 * D1 takes 100 parameters at most. The join must be a CROSS JOIN (or LEFT JOIN) from here to a table: left to itself
 * the planner reads the whole table and looks each row up here.
 */

import { limits } from '../../domain/limits.ts';
import type { Json } from '../../domain/register.ts';
import type { Stamp } from '../../domain/stamp.ts';

/** One register of a push. The columns of `pushed`, in their order. */
export type PushedRegister = readonly [
  itemId: string,
  key: string,
  value: Json,
  stamp: Stamp,
  /** The stamp that its author saw there, `''` for none. */
  baseStamp: string,
  /** The item's place among the items of the push, from 0. */
  place: number,
  /** When the item was created according to the push, or -1 when the push does not create it. */
  createdMs: number,
  /** 1 for the winner among the push's own values of this register, else 0. */
  wins: 0 | 1,
  /** Bytes of all the registers that the push has for this item. */
  itemBytes: number,
];

/** Reads parameter 2, a JSON array of {@link PushedRegister}, as the rows of `pushed`. */
export const WITH_PUSHED = `
  WITH pushed AS (
    SELECT value ->> 0 AS item_id, value ->> 1 AS key, value -> 2 AS value, value ->> 3 AS stamp,
      value ->> 4 AS base_stamp, value ->> 5 AS place, value ->> 6 AS created_ms, value ->> 7 AS wins,
      value ->> 8 AS item_bytes
    FROM json_each(?2)
  )`;

/**
 * The register that the item already holds, as `["value","stamp"]` or NULL. The label is a whole key, never a path:
 * SQLite quotes it, and a register's key holds no quote.
 */
export const HELD = '(items.registers -> pushed.key)';

/** Does the pushed register win over the one held? As mergeRegister in domain/merge.ts. */
export const IS_NEWER = `(${HELD} IS NULL OR pushed.stamp > ${HELD} ->> 1
  OR (pushed.stamp = ${HELD} ->> 1 AND pushed.value > ${HELD} -> 0))`;

export const IS_SAME = `(pushed.stamp = ${HELD} ->> 1 AND pushed.value = ${HELD} -> 0)`;

/** May the item be written? It must exist and have room, or be created later than anything that was purged. */
export const IS_ALLOWED = `CASE WHEN items.id IS NULL THEN pushed.created_ms > lists.gc_ms
  ELSE octet_length(items.registers) + pushed.item_bytes <= ${limits.itemBytes} END`;
