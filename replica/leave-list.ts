/**
 * The account was taken off a list: only ever on the server's proof of it, never because it does not know the list.
 *
 * What somebody here had written and not yet sent becomes recovered to-dos; the copy of the list goes, and its entry in
 * the account's own list, so that the other devices hear of it.
 */

import { stampFromClock, tick } from '../domain/clock.ts';
import type { Clock } from '../domain/clock.ts';
import { accountListId } from '../domain/ids.ts';
import type { ItemId, ListId } from '../domain/ids.ts';
import { registerKeys } from '../domain/register.ts';
import { readItems } from './local-items.ts';
import type { Writer } from './record-store.ts';
import { LIST_START, keys, readEdits, readList } from './records.ts';
import type { EditRecord } from './records.ts';
import { ownIds, recoverItems } from './recover.ts';
import type { Recovery } from './recover.ts';

/** Answers the clock after what was written. */
export async function leaveList(
  records: Writer,
  leaving: Omit<Recovery, 'items' | 'reason'>,
): Promise<Clock> {
  const { list } = leaving;
  const edits = await readEdits(records);
  const own = ownIds(edits, list);
  const held = await readItems(records, list);
  const items = [...held.values()].filter(({ id }) => own.has(id));
  for (const [key, record] of edits) if (record.list === list) records.delete(key);
  // What was kept to be asked about is the list's too.
  for (const part of [keys.segments(list), keys.keptOf(list)])
    for (const key of await records.keys(part)) records.delete(key);
  const { generation } = await readList(records, list);
  records.put(keys.list(list), { ...LIST_START, generation: generation + 1, isLeft: true });
  const clock = await recoverItems(records, { ...leaving, items, reason: 'member' });
  return endEntry(records, list, { ...leaving, clock });
}

async function endEntry(
  records: Writer,
  list: ListId,
  { accountId, clock, serverMs, node }: Omit<Recovery, 'items' | 'reason'>,
): Promise<Clock> {
  const own = accountListId(accountId);
  const id = list as string as ItemId;
  const entry = (await readItems(records, own)).get(id);
  if (!entry || entry.registers[registerKeys.trashed]?.[0] === true) return clock;
  const now = tick(clock, serverMs);
  const stamp = stampFromClock(now, node);
  const { generation } = await readList(records, own);
  const record: EditRecord = {
    list: own,
    generation,
    edits: [[id, { [registerKeys.trashed]: [true, stamp] }, entry.rev]],
  };
  records.put(keys.edit(stamp), record);
  return now;
}
