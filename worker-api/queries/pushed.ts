/**
 * How a push travels into SQL: as one JSON parameter, whatever its size, read as rows by `json_each`.
 *
 * D1 takes 100 parameters at most. The join must be a CROSS JOIN (or LEFT JOIN) from here to a table: left to itself
 * the planner reads the whole table and looks each row up here.
 */

import { limits } from '../../domain/limits.ts';
import type { IncomingItem } from '../incoming-push.ts';

/** A push under the tag by which its statements know that it was accepted. */
export interface TaggedPush {
  readonly listId: string;
  /** Random, drawn for this attempt. */
  readonly tag: string;
  readonly items: readonly IncomingItem[];
}

/** The rows that {@link WITH_PUSHED_REGISTERS} reads: every value that the push has for a register. */
export function pushedRegistersJson(items: readonly IncomingItem[]): string {
  const rows = items.flatMap(({ id, createdMs, bytes, values }) =>
    values.map(({ key, register: [value, stamp], baseStamp, wins }) => {
      return [id, createdMs, bytes, key, value, stamp, baseStamp, Number(wins)];
    }),
  );
  return JSON.stringify(rows);
}

/** The rows that {@link WITH_PUSHED_ITEMS} reads: every item with the push's winners. */
export function pushedItemsJson(items: readonly IncomingItem[]): string {
  const rows = items.map(({ id, createdMs, bytes, values }) => {
    const winners = values.filter(({ wins }) => wins);
    return [
      id,
      createdMs,
      bytes,
      Object.fromEntries(winners.map((each) => [each.key, each.register])),
    ];
  });
  return JSON.stringify(rows);
}

/** Reads parameter 2 as {@link pushedRegistersJson} made it. */
export const WITH_PUSHED_REGISTERS = `
  WITH pushed AS (
    SELECT value ->> 0 AS item_id, value ->> 1 AS created_ms, value ->> 2 AS item_bytes,
      value ->> 3 AS key, value -> 4 AS value, value ->> 5 AS stamp, value ->> 6 AS base_stamp,
      value ->> 7 AS wins
    FROM json_each(?2)
  )`;

/** Reads parameter 2 as {@link pushedItemsJson} made it; an item's index is its place. */
export const WITH_PUSHED_ITEMS = `
  WITH pushed AS (
    SELECT key AS place, value ->> 0 AS item_id, value ->> 1 AS created_ms,
      value ->> 2 AS item_bytes, value -> 3 AS registers
    FROM json_each(?2)
  )`;

/** May the item be written? It must exist and have room, or be created later than anything that was purged. */
export const IS_ALLOWED = `CASE WHEN items.id IS NULL THEN pushed.created_ms > lists.gc_ms
  ELSE octet_length(items.registers) + pushed.item_bytes <= ${limits.itemBytes} END`;

/** The SQL of one register: a key, and the stamp and JSON text that a push has for it. */
export interface RegisterSql {
  readonly key: string;
  readonly stamp: string;
  readonly value: string;
}

/** {@link WITH_PUSHED_REGISTERS}'s. */
export const PUSHED: RegisterSql = {
  key: 'pushed.key',
  stamp: 'pushed.stamp',
  value: 'pushed.value',
};

/**
 * The register that the item holds already, as `["value","stamp"]`, or NULL. The label is a whole key, never a path:
 * SQLite quotes it, and a register's key holds no quote.
 */
export function held({ key }: RegisterSql): string {
  return `(items.registers -> ${key})`;
}

/** Does the register win over the one held? As mergeRegister in domain/merge.ts; SQLite compares UTF-8 bytes. */
export function isNewer(register: RegisterSql): string {
  const { stamp, value } = register;
  const [heldStamp, heldValue] = [`${held(register)} ->> 1`, `${held(register)} -> 0`];
  return `(${held(register)} IS NULL OR ${stamp} > ${heldStamp}
    OR (${stamp} = ${heldStamp} AND ${value} > ${heldValue}))`;
}

/** Is the register exactly the one held? NULL when none is. */
export function isSame(register: RegisterSql): string {
  const { stamp, value } = register;
  return `(${stamp} = ${held(register)} ->> 1 AND ${value} = ${held(register)} -> 0)`;
}
