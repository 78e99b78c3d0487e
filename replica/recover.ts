/**
 * To-dos that cannot stay where they were, although somebody here has just written in them: their list was taken away, or
 * they were deleted long ago. They become new to-dos in the account's own list, so that every device has them and no
 * wiped storage takes them along.
 */

import { stampFromClock, tick } from '../domain/clock.ts';
import type { Clock } from '../domain/clock.ts';
import { accountListId } from '../domain/ids.ts';
import type { AccountId, ItemId, ListId } from '../domain/ids.ts';
import { recoveredId } from '../domain/recovered-id.ts';
import { MEMBER_PREFIX, registerKeys } from '../domain/register.ts';
import type { Item, Json } from '../domain/register.ts';
import type { EditedRegister } from '../protocol/edit.ts';
import type { Writer } from './record-store.ts';
import { keys, readList } from './records.ts';
import type { EditRecord, StoredEdit } from './records.ts';
import { groupsThatFit, jsonBytes } from './request-groups.ts';

export type RecoveryReason = 'gone' | 'member';

export interface Recovery {
  readonly accountId: AccountId;
  /** Where the to-dos were. */
  readonly list: ListId;
  readonly items: readonly Item[];
  readonly reason: RecoveryReason;
  readonly clock: Clock;
  /** The server's time, as far as this device knows it. */
  readonly serverMs: number;
  /** This attempt's part of a stamp. */
  readonly node: string;
}

/** Puts the to-dos into the outbox of the account's own list. Answers the clock after their stamps. */
export async function recoverItems(records: Writer, recovery: Recovery): Promise<Clock> {
  const { accountId, list, reason, serverMs, node } = recovery;
  const own = accountListId(accountId);
  const { generation } = await readList(records, own);
  let { clock } = recovery;
  for (const item of recovery.items) {
    // One that has grown over many edits may be more than a request takes.
    for (const texts of groupsThatFit(valuesToRecover(item), jsonBytes)) {
      clock = tick(clock, serverMs);
      const stamp = stampFromClock(clock, node);
      const values: readonly (readonly [string, Json])[] = [
        ...texts,
        [registerKeys.creator, accountId],
        // It may have been recovered before, and discarded or put back.
        [registerKeys.trashed, false],
        [registerKeys.recoveredFrom, [list, item.id, reason]],
      ];
      const registers = Object.fromEntries(
        values.map(([key, value]): [string, EditedRegister] => [key, [value, stamp]]),
      );
      const edits: readonly StoredEdit[] = [[recoveredId(list, item.id), registers, 0]];
      const record: EditRecord = { list: own, generation, edits };
      records.put(keys.edit(stamp), record);
    }
  }
  return clock;
}

/** What only made sense where the to-do was. */
const LOCAL: ReadonlySet<string> = new Set([
  registerKeys.creator,
  registerKeys.place,
  registerKeys.trashed,
  registerKeys.emptied,
  registerKeys.recoveredFrom,
]);

/** What a to-do takes along to another place. */
export function valuesToRecover({ registers }: Item): readonly (readonly [string, Json])[] {
  return Object.entries(registers).flatMap(([key, [value]]) =>
    LOCAL.has(key) || key.startsWith(MEMBER_PREFIX) ? [] : [[key, value] as const],
  );
}

/** The to-dos among these in which somebody here has written what the server has not acknowledged. */
export function ownIds(edits: Iterable<EditRecord>, list: ListId): ReadonlySet<ItemId> {
  const ids = new Set<ItemId>();
  for (const record of edits) {
    if (record.list !== list || record.isOffer) continue;
    for (const [id] of record.edits) ids.add(id);
  }
  return ids;
}
