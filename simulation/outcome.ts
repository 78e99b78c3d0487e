/** What is left when a run has come to rest: on the server, on every device, and whether the two are the same. */

import type { AccountId, ItemId, ListId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import { compareUtf8, mergeRegisters } from '../domain/merge.ts';
import type { Item, Register, Registers } from '../domain/register.ts';
import { storeName } from '../replica/account.ts';
import { itemsFromEdits } from '../replica/edited-items.ts';
import { isEditRecord, isRefusedRecord } from '../replica/records.ts';
import { itemsFromSegment, mergeInto } from '../replica/segment.ts';
import { isSyncState } from '../replica/sync-state.ts';
import type { Device } from './device.ts';
import type { FinalState } from './oracle.ts';
import type { World } from './world.ts';

export function isSignedOut(device: Device): boolean {
  const state = currentStore(device)?.records.get('sync');
  return isSyncState(state) && state.outcome === 'signed-out';
}

export function unsentOf(device: Device): number {
  const store = currentStore(device);
  return [...(store?.records.keys() ?? [])].filter((key) => key.startsWith('edit/')).length;
}

interface CurrentStore {
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

export async function isConverged(world: World): Promise<boolean> {
  const { items } = await finalState(world);
  let isSame = true;
  for (const device of world.devices) {
    const store = currentStore(device);
    if (!store || isSignedOut(device)) continue;
    const server = new Map<string, Item>();
    for (const row of await world.server.select(
      'SELECT id FROM items WHERE list_id = ?1',
      store.inboxId,
    )) {
      const item = items.get(String(row['id']));
      if (item) server.set(item.id, item);
    }
    const [here, there] = [digest(itemsOf(store).values()), digest(server.values())];
    if (here === there) continue;
    isSame = false;
    const [left, right] = [new Set(here.split('\n')), new Set(there.split('\n'))];
    const lines = [
      ...[...left].filter((line) => !right.has(line)).map((line) => `here  ${line}`),
      ...[...right].filter((line) => !left.has(line)).map((line) => `there ${line}`),
    ];
    world.oracle.report(`${device.name} differs from the server:\n${lines.slice(0, 6).join('\n')}`);
  }
  return isSame;
}

function itemsOf(store: CurrentStore): ReadonlyMap<ItemId, Item> {
  const held = new Map<ItemId, Item>();
  for (const [key, record] of store.records) {
    if (key.startsWith('items/')) mergeInto(held, itemsFromSegment(record));
    else if (isEditRecord(record)) mergeInto(held, itemsFromEdits(record.edits));
  }
  return held;
}

/** Values and stamps of every register, in one order. */
function digest(items: Iterable<Item>): string {
  return Array.from(items, ({ id, registers }) => {
    const sorted = Object.entries(registers).toSorted(([a], [b]) => compareUtf8(a, b));
    return `${id} ${JSON.stringify(sorted)}`;
  })
    .toSorted()
    .join('\n');
}

export async function finalState({
  epochMs,
  scheduler,
  server,
  devices,
  restores,
}: World): Promise<FinalState> {
  const items = new Map<string, Item>();
  for (const { id, rev, registers } of await server.select(
    'SELECT id, rev, registers FROM items',
  )) {
    const read = JSON.parse(String(registers)) as Registers;
    const held = items.get(String(id));
    items.set(String(id), {
      id: String(id) as ItemId,
      rev: Number(rev),
      registers: held ? mergeRegisters(held.registers, read) : read,
    });
  }
  const history = new Set<string>();
  for (const { item_id, key, stamp } of await server.select(
    'SELECT item_id, key, stamp FROM history',
  )) {
    history.add(`${String(item_id)} ${String(key)} ${String(stamp)}`);
  }
  const hopelessMs = epochMs + scheduler.nowMs() + limits.stampLeadMs;
  return { items, history, wasRestored: restores > 0, hopelessMs, refused: refusedOn(devices) };
}

function refusedOn(devices: readonly Device[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const device of devices) {
    for (const [key, record] of currentStore(device)?.records ?? []) {
      if (!key.startsWith('refused/') || !isRefusedRecord(record)) continue;
      for (const [register, [, stamp]] of Object.entries<Register>(record.registers)) {
        names.add(`${record.id} ${register} ${stamp}`);
      }
    }
  }
  return names;
}
