/** What there is at a moment, on the server and on every device. */

import type { AccountId, ItemId, ListId } from '../domain/ids.ts';
import type { Item, Registers } from '../domain/register.ts';
import { storeName } from '../replica/account.ts';
import { itemsFromEdits } from '../replica/edited-items.ts';
import type { SyncOutcome } from '../replica/journal.ts';
import { isEditRecord, isListRecord, listOfKey } from '../replica/records.ts';
import { itemsFromSegment, mergeInto } from '../replica/segment.ts';
import { isSyncState } from '../replica/sync-state.ts';
import type { SqlRow } from '../worker-api/sql-database.ts';
import type { Device } from './device.ts';
import {
  nameOf,
  recordsByList,
  registersOfEdits,
  registersOfKept,
  registersOfRefusals,
  registersOfSegments,
} from './oracles/stored-registers.ts';
import type { World } from './world.ts';

/** How the last sync ended. */
export function outcomeOf(device: Device): SyncOutcome | undefined {
  const state = currentStore(device)?.records.get('sync');
  return isSyncState(state) ? state.outcome : undefined;
}

export function isSignedOut(device: Device): boolean {
  return outcomeOf(device) === 'signed-out';
}

export function unsentOf(device: Device): number {
  const store = currentStore(device);
  return [...(store?.records.keys() ?? [])].filter((key) => key.startsWith('edit/')).length;
}

/** The lists for which something waits. */
export function listsWaiting(device: Device): ReadonlySet<string> {
  const records = [...(currentStore(device)?.records.values() ?? [])].filter(isEditRecord);
  return new Set(records.map(({ list }) => list));
}

/** The lists that the device has read and has not left. */
export function listsRead(device: Device): readonly string[] {
  const records = [...(currentStore(device)?.records ?? [])];
  return records.flatMap(([key, record]) =>
    isListRecord(record) && !record.isLeft && record.cursor[0] !== '' ? [listOfKey(key)] : [],
  );
}

export interface CurrentStore {
  readonly name: string;
  readonly accountId: AccountId;
  readonly inboxId: ListId;
  readonly records: ReadonlyMap<string, unknown>;
}

export function currentStore(device: Device): CurrentStore | undefined {
  const ids = device.disk.peek('holdfast').get('current') as
    | { readonly accountId: AccountId; readonly inboxId: ListId }
    | undefined;
  if (!ids) return undefined;
  const name = storeName(ids.accountId);
  return { ...ids, name, records: device.disk.peek(name) };
}

export type ListsHeld = ReadonlyMap<string, ReadonlyMap<ItemId, Item>>;

/** Everything that the store holds, by list. */
export function listsOf({ records }: CurrentStore): ListsHeld {
  const lists = new Map<string, Map<ItemId, Item>>();
  const into = (list: string): Map<ItemId, Item> => {
    const held = lists.get(list) ?? new Map<ItemId, Item>();
    lists.set(list, held);
    return held;
  };
  for (const [key, record] of records) {
    if (key.startsWith('items/'))
      mergeInto(into(key.split('/')[1] ?? ''), itemsFromSegment(record));
    else if (isEditRecord(record)) mergeInto(into(record.list), itemsFromEdits(record.edits));
  }
  return lists;
}

export interface FinalState {
  /** In virtual time. */
  readonly nowMs: number;
  /** What the server has by name; moved to another account, or forged, an item may be in several lists. */
  readonly items: ReadonlyMap<string, readonly Item[]>;
  /** `item key stamp` of everything in history. */
  readonly history: ReadonlySet<string>;
  /** The stamps of the same by `item key`. */
  readonly stampsInHistory: ReadonlyMap<string, readonly string[]>;
  /** `item key stamp` of what is kept on a device and not on the server. */
  readonly kept: ReadonlySet<string>;
  /** The name of the owner's store, by list. */
  readonly owners: ReadonlyMap<string, string>;
}

/** What its oracles look at. */
export type Witnessed = Pick<
  World,
  'server' | 'ledger' | 'devices' | 'scheduler' | 'skippedMs' | 'report'
>;

export async function finalState(world: Witnessed): Promise<FinalState> {
  const { server, ledger } = world;
  const roles = await rolesOn(world);
  const owners = new Map<string, string>();
  for (const [place, role] of roles) {
    const [list = '', account = ''] = place.split(' ');
    if (role === 'owner') owners.set(list, storeName(account as AccountId));
  }
  // A stranger may have used the same ids in a list of their own, even in one that a device had named and not yet made.
  const isOurs = (list: string): boolean => {
    const owner = owners.get(list);
    return ledger.lists.has(list) && (owner === undefined || ledger.stores.has(owner));
  };
  const items = new Map<string, Item[]>();
  for (const row of await server.select('SELECT list_id, id, rev, registers FROM items')) {
    if (!isOurs(String(row['list_id']))) continue;
    const item = itemFromRow(row);
    const name = nameOf(String(row['list_id']), item.id);
    items.set(name, [...(items.get(name) ?? []), item]);
  }
  const history = new Set<string>();
  const stampsInHistory = new Map<string, string[]>();
  const sql = 'SELECT list_id, item_id, key, stamp FROM history';
  for (const { list_id, item_id, key, stamp } of await server.select(sql)) {
    const register = `${nameOf(String(list_id), String(item_id))} ${String(key)}`;
    history.add(`${register} ${String(stamp)}`);
    const stamps = stampsInHistory.get(register) ?? [];
    stampsInHistory.set(register, [...stamps, String(stamp)]);
  }
  const nowMs = timeOf(world);
  return { nowMs, items, history, stampsInHistory, kept: keptOn(world, roles), owners };
}

/** Virtual time, with what was skipped. */
export function timeOf({ scheduler, skippedMs }: Witnessed): number {
  return scheduler.nowMs() + skippedMs;
}

/** By `list account`; of those who were taken off it none. */
export async function rolesOn({
  server,
}: Pick<World, 'server'>): Promise<ReadonlyMap<string, string>> {
  const sql = 'SELECT list_id, account_id, role FROM members WHERE removed_at IS NULL';
  return new Map(
    (await server.select(sql)).map(({ list_id, account_id, role }) => [
      `${String(list_id)} ${String(account_id)}`,
      String(role),
    ]),
  );
}

export function itemFromRow({ id, rev, registers }: SqlRow): Item {
  const read = JSON.parse(String(registers)) as Registers;
  return { id: String(id) as ItemId, rev: Number(rev), registers: read };
}

/**
 * What lies in a place of its own, and what is held of a list that the device and the server need not agree on: one that
 * the server does not have or let it into, one that it may only read, and all where nobody is signed in. Of every other
 * list the device shows what the server has, or convergence.ts says so.
 */
function keptOn({ devices }: Witnessed, roles: ReadonlyMap<string, string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const device of devices) {
    const { records = new Map<string, unknown>(), accountId = '' } = currentStore(device) ?? {};
    const kept = [...recordsByList(records)].flatMap(([list, part]) => {
      const role = roles.get(`${list} ${accountId}`);
      return isSignedOut(device) || role === undefined || role === 'viewer' ? [part] : [];
    });
    for (const [item, key, [, stamp]] of [
      ...registersOfRefusals(records),
      ...registersOfKept(records),
      ...kept.flatMap((part) => [...registersOfEdits(part), ...registersOfSegments(part)]),
    ])
      names.add(`${item} ${key} ${stamp}`);
  }
  return names;
}
