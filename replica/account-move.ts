/**
 * Moving what was written here before the server was asked into the account that this browser already had.
 *
 * It happens when a browser wiped its storage but kept the session cookie: the person went on writing under new ids, and
 * the cookie names the account they meant. The to-dos become new creations in that account's Inbox.
 *
 * The old store says in its own meta record where everything went, from the very transaction that read it out; another
 * tab that still writes there is told so instead of writing, and a start after a kill carries the move on.
 */

import type { ItemId } from '../domain/ids.ts';
import type { Item } from '../domain/register.ts';
import { adoptAccount, storeName } from './account.ts';
import type { Account, AccountIds } from './account.ts';
import { itemsFromEdits } from './outbox.ts';
import type { Ports } from './ports.ts';
import { keys, newMeta, readEdits, readMeta } from './records.ts';
import { putOffers } from './reset.ts';
import { itemsFromSegment, mergeInto } from './segment.ts';

/** Moves everything and answers the account that is current now. */
export async function moveAccount(ports: Ports, from: Account, to: AccountIds): Promise<Account> {
  const items = await readOut(from, to);
  const target = await adoptAccount(ports, to, (records) =>
    putOffers(records, to.inboxId, 0, items),
  );
  from.store.close();
  await ports.deleteStore(storeName(from.accountId));
  ports.channel.post({ kind: 'account', accountId: target.accountId });
  return target;
}

async function readOut(from: Account, to: AccountIds): Promise<readonly Item[]> {
  return from.store.write('strict', async (records) => {
    const meta = (await readMeta(records)) ?? newMeta(from);
    records.put(keys.meta, { ...meta, movedTo: { accountId: to.accountId, inboxId: to.inboxId } });
    const held = new Map<ItemId, Item>();
    for (const [, segment] of await records.entries(keys.segments(from.inboxId))) {
      mergeInto(held, itemsFromSegment(segment));
    }
    for (const [, { edits }] of await readEdits(records)) mergeInto(held, itemsFromEdits(edits));
    return [...held.values()];
  });
}
