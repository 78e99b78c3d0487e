/**
 * Committing edits: one transaction, and one put for everything that changed at one moment.
 *
 * When the promise resolves the edits are on this device's disk and in its outbox, which is the same record.
 */

import { observe, stampFromClock, tick } from '../domain/clock.ts';
import type { ItemId, ListId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import type { Item, Json } from '../domain/register.ts';
import type { Stamp } from '../domain/stamp.ts';
import type { EditedRegister } from '../protocol/edit.ts';
import type { Account } from './account.ts';
import type { Ports } from './ports.ts';
import { latestWaiting, newMeta } from './meta.ts';
import { keys, readMeta } from './records.ts';
import { StorageError } from './storage-error.ts';
import { groupsThatFit, jsonBytes } from './request-groups.ts';
import type { EditRecord, KeptRecord, RefusedRecord, StoredEdit } from './records.ts';

export interface NewEdit {
  /** The Inbox where none is named. */
  readonly list?: ListId;
  readonly id: ItemId;
  readonly values: Readonly<Record<string, Json>>;
  /** The to-do as its author saw it; undefined for a new one. */
  readonly seen: Item | undefined;
}

export interface EditTarget {
  readonly account: Account;
  /** Which reading of a list the seen items belong to. */
  readonly generationOf: (list: ListId) => number;
  /** The account's store has been read before, so it must not be empty. */
  readonly isStored: boolean;
  /** This context's part of a stamp. */
  readonly node: string;
}

/** What a person decides about records that were kept for them, in the same transaction as the edits that follow. */
export interface Decided {
  /** Keys of records that are done with. */
  readonly settled?: readonly string[];
  /** Records that are to be decided on again. */
  readonly reopened?: readonly (readonly [key: string, record: KeptRecord | RefusedRecord])[];
}

/** A value that no server takes. Nothing was stored. */
export class ValueTooLargeError extends RangeError {
  override readonly name = 'ValueTooLargeError';
}

/** The account's to-dos were moved to another account meanwhile; the edit belongs there. Nothing was stored. */
export class AccountMovedError extends Error {
  override readonly name = 'AccountMovedError';
}

/** Another context has decided on one of the records already. Nothing was stored. */
export class DecidedElsewhereError extends Error {
  override readonly name = 'DecidedElsewhereError';
}

export type Committed = readonly (readonly [key: string, record: EditRecord])[];

/**
 * Stores the edits on this device, in order; all of them or none, of however many lists they are.
 *
 * @throws {ValueTooLargeError} before anything is stored
 * @throws {AccountMovedError} when the account is not the current one any more
 * @throws {DecidedElsewhereError} when a record to be settled is gone
 * @throws {StorageError} when the device could not store them
 */
export async function commitEdits(
  ports: Ports,
  target: EditTarget,
  edits: readonly NewEdit[],
  { settled = [], reopened = [] }: Decided = {},
): Promise<Committed> {
  for (const edit of edits) assertSizes(edit);
  return target.account.store.write('strict', async (records) => {
    // Asked for together: each wait in turn would cost as much as the put.
    const [stored, latest] = await Promise.all([readMeta(records), latestWaiting(records)]);
    if (!stored && target.isStored) throw new StorageError('wiped');
    const meta = stored ?? newMeta(target.account);
    if (meta.movedTo) throw new AccountMovedError('the account was moved');
    for (const key of settled) {
      if ((await records.get(key)) === undefined) throw new DecidedElsewhereError(key);
    }
    if (!stored) records.put(keys.meta, meta);
    for (const key of settled) records.delete(key);
    for (const [key, record] of reopened) records.put(key, record);
    let clock = latest ? observe(meta.clock, latest) : meta.clock;
    const committed: (readonly [string, EditRecord])[] = [];
    const editsByList = Map.groupBy(edits, ({ list }) => list ?? target.account.inboxId);
    for (const [list, ofList] of editsByList) {
      for (const group of groupsThatFit(ofList, ({ values }) => jsonBytes(values))) {
        const stamped = group.map((edit): StoredEdit => {
          clock = tick(clock, ports.nowMs() + meta.offsetMs);
          return stampedEdit(edit, stampFromClock(clock, target.node));
        });
        // By its latest stamp, so that the last key of the outbox is the latest moment in it.
        const key = keys.edit(stampFromClock(clock, target.node));
        const record = { list, generation: target.generationOf(list), edits: stamped };
        records.put(key, record);
        committed.push([key, record]);
      }
    }
    return committed;
  });
}

function stampedEdit({ id, values, seen }: NewEdit, stamp: Stamp): StoredEdit {
  const registers = Object.entries(values).map(([key, value]): [string, EditedRegister] => {
    const base = seen?.registers[key]?.[1];
    return [key, base === undefined ? [value, stamp] : [value, stamp, base]];
  });
  return [id, Object.fromEntries(registers), seen?.rev ?? 0];
}

function assertSizes({ values }: NewEdit): void {
  for (const value of Object.values(values)) {
    if (jsonBytes(value) > limits.valueBytes)
      throw new ValueTooLargeError('the value is over 64 kB');
  }
}
