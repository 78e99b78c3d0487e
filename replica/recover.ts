/**
 * To-dos that cannot stay where they were, although somebody here has just written in them: their list was taken away, or
 * they were deleted long ago. They become new to-dos in the account's own list, so that every device has them and no
 * wiped storage takes them along.
 */

import { stampFromClock, tick } from '../domain/clock.ts';
import type { Clock } from '../domain/clock.ts';
import { accountListId } from '../domain/ids.ts';
import type { AccountId, ItemId, ListId } from '../domain/ids.ts';
import { isOfTombstone } from '../domain/merge.ts';
import { recoveredId } from '../domain/recovered-id.ts';
import { registerKeys } from '../domain/register.ts';
import type { Item, Json } from '../domain/register.ts';
import type { EditedRegister } from '../protocol/edit.ts';
import type { Writer } from './record-store.ts';
import { keys, readList } from './records.ts';
import type { EditRecord, Outbox, StoredEdit } from './records.ts';
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
export function recoverItems(records: Writer, recovery: Recovery): Promise<Clock> {
  const { accountId, list, reason } = recovery;
  return putStamped(records, recovery, (item) => ({
    id: recoveredId(list, item.id),
    texts: valuesToRecover(item),
    rest: [
      [registerKeys.creator, accountId],
      // It may have been recovered before, and discarded or put back.
      [registerKeys.trashed, false],
      [registerKeys.recoveredFrom, [list, item.id, reason]],
    ],
  }));
}

/** Puts what is in the account's own list into the outbox as if it were said now for the first time. */
export function sayAnew(records: Writer, recovery: Omit<Recovery, 'reason'>): Promise<Clock> {
  return putStamped(records, recovery, ({ id, registers }) => {
    const all = Object.entries(registers).map(([key, [value]]) => [key, value] as const);
    const isText = ([key]: Value): boolean => !LOCAL.test(key);
    return { id, texts: all.filter(isText), rest: all.filter((value) => !isText(value)) };
  });
}

type Value = readonly [key: string, value: Json];

/** What an item of the account's own list is to say. */
interface Said {
  readonly id: ItemId;
  /** One that has grown over many edits may be more than a request takes; what follows goes with each part of it. */
  readonly texts: readonly Value[];
  readonly rest: readonly Value[];
}

async function putStamped(
  records: Writer,
  { accountId, items, clock: before, serverMs, node }: Omit<Recovery, 'reason'>,
  saidOf: (item: Item) => Said,
): Promise<Clock> {
  const list = accountListId(accountId);
  const { generation } = await readList(records, list);
  let clock = before;
  for (const { id, texts, rest } of items.map(saidOf)) {
    const groups = [...groupsThatFit(texts, jsonBytes)];
    for (const group of groups.length > 0 ? groups : [[]]) {
      clock = tick(clock, serverMs);
      const stamp = stampFromClock(clock, node);
      const registers = Object.fromEntries(
        [...group, ...rest].map(([key, value]): [string, EditedRegister] => [key, [value, stamp]]),
      );
      const edits: readonly StoredEdit[] = [[id, registers, 0]];
      const record: EditRecord = { list, generation, edits };
      records.put(keys.edit(stamp), record);
    }
  }
  return clock;
}

/** Creator, place, Trash and where it was recovered from made sense only where the to-do was, and so do members. */
const LOCAL = /^(?:[coxef]$|j\.)/;

/** What a to-do takes along to another place. */
export function valuesToRecover({ registers }: Item): readonly Value[] {
  return Object.entries(registers).flatMap(([key, [value]]) =>
    LOCAL.test(key) ? [] : [[key, value] as const],
  );
}

/**
 * The to-dos in which somebody here has written what the server has not acknowledged, and whether what was written is
 * more than that it is gone.
 */
export function ownIds(outbox: Outbox, list: ListId): ReadonlyMap<ItemId, boolean> {
  const ids = new Map<ItemId, boolean>();
  for (const [, record] of outbox) {
    if (record.list !== list || record.isOffer) continue;
    for (const [id, registers] of record.edits) {
      const isUse = Object.entries(registers).some(([key, [value]]) => !isOfTombstone(key, value));
      ids.set(id, isUse || ids.get(id) === true);
    }
  }
  return ids;
}
