/**
 * Moving what was written here before the server was asked into the account that this browser already had.
 *
 * It happens when a browser wiped its storage but kept the session cookie: the person went on writing under new ids, and
 * the cookie names the account they meant. The to-dos become new creations in that account's Inbox.
 *
 * The old store says in its own meta record where everything went, from the very transaction that read it out, and that
 * record stays: another tab that would still write there is told so, and a start after a kill carries the move on.
 */

import type { ItemId } from '../domain/ids.ts';
import type { Item } from '../domain/register.ts';
import { adoptAccount } from './account-change.ts';
import type { Account, AccountIds } from './account.ts';
import { itemsFromEdits } from './edited-items.ts';
import type { Ports } from './ports.ts';
import type { Writer } from './record-store.ts';
import { latestClock, newMeta } from './meta.ts';
import { keys, readEdits, readMeta } from './records.ts';
import { putOffers } from './reset.ts';
import { itemsFromSegment, mergeInto } from './segment.ts';

/** Moves everything and answers the account that is current now, its store open. */
export async function moveAccount(ports: Ports, from: Account, to: AccountIds): Promise<Account> {
  const items = await readOut(from, to);
  const target = await adoptAccount(ports, to, (records) => fill(records, to, items));
  await empty(from);
  ports.channel.post({ kind: 'account', accountId: target.accountId });
  return target;
}

async function readOut(from: Account, to: AccountIds): Promise<readonly Item[]> {
  return from.store.write('strict', async (records) => {
    const meta = (await readMeta(records)) ?? newMeta(from);
    const movedTo = { accountId: to.accountId, inboxId: to.inboxId };
    records.put(keys.meta, { ...meta, movedTo });
    const held = new Map<ItemId, Item>();
    for (const [, segment] of await records.entries(keys.segments(from.inboxId))) {
      mergeInto(held, itemsFromSegment(segment));
    }
    for (const [, { edits }] of await readEdits(records)) mergeInto(held, itemsFromEdits(edits));
    return [...held.values()];
  });
}

/** The new store's clock must have seen what comes in, or the next edit could be stamped before it. */
async function fill(records: Writer, to: AccountIds, items: readonly Item[]): Promise<void> {
  const meta = (await readMeta(records)) ?? newMeta(to);
  const stamps = items.flatMap(({ registers }) =>
    Object.values(registers).map(([, stamp]) => stamp),
  );
  records.put(keys.meta, { ...meta, clock: latestClock(meta.clock, stamps) });
  await putOffers(records, to.inboxId, 0, items);
}

/** Everything but the word of where it went. */
async function empty({ store }: Account): Promise<void> {
  await store.write('relaxed', async (records) => {
    for (const key of await records.keys('')) if (key !== keys.meta) records.delete(key);
  });
}
