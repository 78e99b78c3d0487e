/**
 * How a push travels into SQL: as one JSON parameter, whatever its size, read as rows by `json_each`.
 *
 * D1 takes 100 parameters at most. The join must be a CROSS JOIN (or LEFT JOIN) from here to a table: left to itself
 * the planner reads the whole table and looks each row up here.
 */

import { serverLimits } from '../../domain/server-limits.ts';
import type { IncomingItem } from '../incoming-push.ts';

/** A push under the tag by which its statements know that it was accepted. */
export interface TaggedPush {
  readonly listId: string;
  /** Who pushes. */
  readonly accountId: string;
  /** Random, drawn for this attempt. */
  readonly tag: string;
  readonly items: readonly IncomingItem[];
}

/** The rows that {@link WITH_PUSHED_REGISTERS} reads: every value that the push has for a register. */
export function pushedRegistersJson(items: readonly IncomingItem[]): string {
  const rows = items.flatMap((item) =>
    item.values.map(({ key, register: [value, stamp], baseStamp, wins }) => {
      return [...itemColumns(item), key, value, stamp, baseStamp, Number(wins)];
    }),
  );
  return JSON.stringify(rows);
}

/** The rows that {@link WITH_PUSHED_ITEMS} reads: every item with the push's winners. */
export function pushedItemsJson(items: readonly IncomingItem[]): string {
  const rows = items.map((item) => {
    const winners = item.values.filter(({ wins }) => wins);
    const registers = Object.fromEntries(winners.map((each) => [each.key, each.register]));
    return [...itemColumns(item), registers];
  });
  return JSON.stringify(rows);
}

type ItemColumns = Omit<IncomingItem, 'edits' | 'heldRev'>;

function itemColumns(item: ItemColumns): readonly unknown[] {
  const { id, createdMs, bytes, emptiedAt, outlivesEmptying } = item;
  return [id, createdMs, bytes, emptiedAt, Number(outlivesEmptying)];
}

const ITEM_COLUMNS = `value ->> 0 AS item_id, value ->> 1 AS created_ms, value ->> 2 AS item_bytes,
      value ->> 3 AS emptied_at, value ->> 4 AS outlives_emptying`;

/** Reads parameter 2 as {@link pushedRegistersJson} made it. */
export const WITH_PUSHED_REGISTERS = `
  WITH pushed AS (
    SELECT ${ITEM_COLUMNS},
      value ->> 5 AS key, value -> 6 AS value, value ->> 7 AS stamp, value ->> 8 AS base_stamp,
      value ->> 9 AS wins
    FROM json_each(?2)
  )`;

/** Reads parameter 2 as {@link pushedItemsJson} made it; an item's index is its place. */
export const WITH_PUSHED_ITEMS = `
  WITH pushed AS (
    SELECT key AS place, ${ITEM_COLUMNS}, value -> 5 AS registers
    FROM json_each(?2)
  )`;

/** Is the account in the parameter the list's owner? Who the owner is never changes. */
export function isOwner(account: string): string {
  return `EXISTS (SELECT 1 FROM members WHERE members.list_id = ?1 AND members.account_id = ${account}
    AND members.role = 'owner' AND members.removed_at IS NULL)`;
}

/**
 * May the item be written by the account in the parameter? It must exist, not be emptied and have room, or be created
 * later than anything that was purged. Half of the room of a list's settings is its owner's, or an editor could fill
 * them up and nobody could be removed any more.
 */
export function isAllowed(account: string): string {
  return `CASE
    WHEN items.id IS NULL THEN pushed.created_ms > lists.gc_ms
    WHEN items.registers -> 'e' IS NOT NULL AND NOT pushed.outlives_emptying THEN 0
    ELSE octet_length(items.registers) + pushed.item_bytes <= ${serverLimits.itemBytes}
      AND (pushed.item_id <> '_list'
        OR octet_length(items.registers) + pushed.item_bytes <= ${serverLimits.itemBytes / 2}
        OR ${isOwner(account)})
    END`;
}

/**
 * May the account in the parameter set the register? Who belongs to a list is its owner's to say, and so is, once it is
 * known, who made it: replicas take that account for the owner.
 */
export function maySet({ key }: Pick<RegisterSql, 'key'>, account: string): string {
  return `CASE
    WHEN ${key} GLOB 'j.*' OR (${key} = 'c' AND pushed.item_id = '_list' AND items.id IS NOT NULL)
    THEN ${isOwner(account)} ELSE 1 END`;
}

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

/** The stamp of the latest emptying that the item or the push knows of, `''` for none. */
const EMPTIED_AT = `max(coalesce(items.registers -> 'e' ->> 1, ''), pushed.emptied_at)`;

/** Has an emptying of Trash ended the register? As hasEnded in domain/merge.ts. */
export function hasEnded({ key, stamp }: Omit<RegisterSql, 'value'>): string {
  return `(${stamp} < ${EMPTIED_AT} AND ${key} NOT IN ('c', 'x', 'e'))`;
}
