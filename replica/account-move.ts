/**
 * Moving what was written here before the server was asked into the account that this browser already had.
 *
 * It happens when a browser wiped its storage but kept the session cookie: the person went on writing under new ids, and
 * the cookie names the account they meant. The to-dos become new creations in that account's Inbox.
 *
 * The old store says in its own meta record where everything went, from the very transaction that read it out, and that
 * record stays: another tab that would still write there is told so, and a start after a kill carries the move on.
 */

import { LIST_ITEM_ID, accountListId } from '../domain/ids.ts';
import type { ItemId, ListId } from '../domain/ids.ts';
import { registerKeys } from '../domain/register.ts';
import type { Item } from '../domain/register.ts';
import { adoptAccount } from './account-change.ts';
import type { Account, AccountIds } from './account.ts';
import { knownLists } from './known-lists.ts';
import { readItems, readSegments } from './local-items.ts';
import type { Ports } from './ports.ts';
import type { Reader, Writer } from './record-store.ts';
import { latestClock, newMeta } from './meta.ts';
import { isKeptRecord, isRefusedRecord, keys, readEdits, readMeta } from './records.ts';
import type { KeptRecord, RefusedRecord } from './records.ts';
import { putOffers } from './reset.ts';

/** Moves everything and answers the account that is current now, its store open. */
export async function moveAccount(ports: Ports, from: Account, to: AccountIds): Promise<Account> {
  const contents = await readOut(from, to);
  const target = await adoptAccount(ports, to, (records) => fill(records, to, contents));
  await empty(from);
  ports.channel.post({ kind: 'account', accountId: target.accountId });
  return target;
}

interface Contents {
  /** By the list that they are to be in. */
  readonly lists: ReadonlyMap<ListId, ListContents>;
  /** What waits for the person's decision, by the key that it is to have. */
  readonly undecided: readonly (readonly [key: string, record: KeptRecord | RefusedRecord])[];
}

interface ListContents {
  /** As they stand, what waits included. */
  readonly items: readonly Item[];
  /** As they were read or acknowledged, before what waits was written over that. */
  readonly before: readonly Item[];
}

async function readOut(from: Account, to: AccountIds): Promise<Contents> {
  return from.store.write('strict', async (records) => {
    const meta = (await readMeta(records)) ?? newMeta(from);
    const movedTo = { accountId: to.accountId, inboxId: to.inboxId };
    records.put(keys.meta, { ...meta, movedTo });
    const lists = new Map<ListId, ListContents>();
    const outbox = (await readEdits(records)).map(([, record]) => record);
    const known = await knownLists(records, from, outbox);
    for (const list of new Set([...known, ...outbox.map(({ list: waiting }) => waiting)])) {
      const there = (items: ReadonlyMap<ItemId, Item>): readonly Item[] =>
        Array.from(items.values(), (item) => handedOver(item, from, to));
      lists.set(listThere(list, from, to), {
        items: there(await readItems(records, list, outbox)),
        before: there(await readSegments(records, list)),
      });
    }
    return { lists, undecided: await readUndecided(records, from, to) };
  });
}

async function readUndecided(
  records: Reader,
  from: AccountIds,
  to: AccountIds,
): Promise<Contents['undecided']> {
  const refused = await records.entries(keys.refusals);
  const kept = await records.entries(keys.allKept);
  return [
    ...refused.flatMap(([key, record]) =>
      isRefusedRecord(record)
        ? [[key, { ...record, list: listThere(record.list, from, to) }] as const]
        : [],
    ),
    ...kept.flatMap(([, record]) => {
      if (!isKeptRecord(record)) return [];
      const list = listThere(record.list, from, to);
      return [[keys.kept(list, record.atMs), { ...record, list }] as const];
    }),
  ];
}

function listThere(list: ListId, from: AccountIds, to: AccountIds): ListId {
  if (list === from.inboxId) return to.inboxId;
  return list === accountListId(from.accountId) ? accountListId(to.accountId) : list;
}

/** A list that was made here becomes the other account's, or nobody could ever tell the server of it. */
function handedOver(item: Item, from: AccountIds, to: AccountIds): Item {
  const creator = item.registers[registerKeys.creator];
  if (item.id !== LIST_ITEM_ID || creator?.[0] !== from.accountId) return item;
  const registers = {
    ...item.registers,
    [registerKeys.creator]: [to.accountId, creator[1]] as const,
  };
  return { ...item, registers };
}

/** The new store's clock must have seen what comes in, or the next edit could be stamped before it. */
async function fill(
  records: Writer,
  to: AccountIds,
  { lists, undecided }: Contents,
): Promise<void> {
  const meta = (await readMeta(records)) ?? newMeta(to);
  const stamps = [...lists.values()]
    .flatMap(({ items }) => items)
    .flatMap(({ registers }) => Object.values(registers).map(([, stamp]) => stamp));
  records.put(keys.meta, { ...meta, clock: latestClock(meta.clock, stamps) });
  for (const [list, { items, before }] of lists) {
    await putOffers(records, { list, generation: 0 }, items);
    // All else of it waits by now, so only what was written over is offered: history is to have what a server once had.
    await putOffers(records, { list, generation: 0, isOffer: true }, before);
  }
  for (const [key, record] of undecided) records.put(key, record);
}

/** Everything but the word of where it went. */
async function empty({ store }: Account): Promise<void> {
  await store.write('relaxed', async (records) => {
    for (const key of await records.keys('')) if (key !== keys.meta) records.delete(key);
  });
}
