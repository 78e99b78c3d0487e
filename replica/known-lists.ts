/**
 * The lists this device syncs: the Inbox, the account's own list, and those that have an entry there.
 *
 * An entry is an item of the account's list that has the list's id. A list that was left stays among them as long as
 * this device holds anything of it, so that what waits there is not forgotten.
 */

import { LIST_ITEM_ID, accountListId, isListId } from '../domain/ids.ts';
import type { ItemId, ListId } from '../domain/ids.ts';
import { isLive } from '../domain/live.ts';
import { registerKeys } from '../domain/register.ts';
import type { Item } from '../domain/register.ts';
import type { AccountIds } from './account.ts';
import { readItems } from './local-items.ts';
import type { Reader } from './record-store.ts';
import { isListRecord, keys, listOfKey } from './records.ts';
import type { EditRecord } from './records.ts';

/** The Inbox first. */
export async function knownLists(
  records: Reader,
  { accountId, inboxId }: AccountIds,
  outbox: readonly EditRecord[],
): Promise<readonly ListId[]> {
  const own = accountListId(accountId);
  const entries = [...(await readItems(records, own, outbox)).values()].filter(isCurrentEntry);
  const held = (await records.entries(keys.lists)).filter(([, record]) => !isLeft(record));
  return [
    ...new Set([
      inboxId,
      own,
      ...entries.map(({ id }) => id as string as ListId),
      ...held.map(([key]) => listOfKey(key)),
    ]),
  ];
}

function isLeft(record: unknown): boolean {
  return isListRecord(record) && record.isLeft === true;
}

/** Whether the item of an account's list stands for a list that the account uses. */
export function isCurrentEntry({ id, registers }: Item): boolean {
  const isEntry = id !== LIST_ITEM_ID && isListId(id) && !registers[registerKeys.recoveredFrom];
  return isEntry && isLive(registers);
}

/** Whether the account has made the list, and so alone can make it again. Its Inbox comes with the account. */
export async function isOurs(records: Reader, list: ListId, account: AccountIds): Promise<boolean> {
  if (isAccounts(list, account)) return false;
  const settings = (await readItems(records, list)).get(LIST_ITEM_ID as ItemId);
  return settings?.registers[registerKeys.creator]?.[0] === account.accountId;
}

/** Whether the list comes with the account: nobody is ever taken off it. */
export function isAccounts(list: ListId, { accountId, inboxId }: AccountIds): boolean {
  return list === inboxId || list === accountListId(accountId);
}
