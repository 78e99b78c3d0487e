/** Everybody ends with the same: values and stamps of every register, on every device and on the server. */

import { accountListId } from '../../domain/ids.ts';
import type { ItemId } from '../../domain/ids.ts';
import { compareUtf8, mergeItem } from '../../domain/merge.ts';
import type { Item } from '../../domain/register.ts';
import { isCurrentEntry } from '../../replica/known-lists.ts';
import type { Device } from '../device.ts';
import { currentStore, isSignedOut, itemFromRow, listsOf } from '../outcome.ts';
import type { Server } from '../server.ts';
import type { World } from '../world.ts';

/** Says on the way what differs. */
export async function isConverged(
  { server, devices: all, faults, ledger, report }: World,
  devices: readonly Device[] = all,
): Promise<boolean> {
  // Under another account's cookie an owner's word on members is taken for that other's, until the daily comparison.
  const isOwnerHeard = faults.rateOf('cookie-swapped') === 0;
  let isSame = true;
  for (const device of devices) {
    const store = currentStore(device);
    if (!store || isSignedOut(device)) continue;
    const held = listsOf(store);
    for (const list of new Set([...held.keys(), ...listsUsed(store, held)])) {
      const items = held.get(list) ?? new Map<ItemId, Item>();
      const role = await roleIn(server, list, store.accountId);
      if (role === undefined) continue;
      const sql = 'SELECT id, rev, registers FROM items WHERE list_id = ?1';
      const rows = await server.select(sql, list);
      // Who may only read cannot give back what a restored server has lost, and goes on showing it.
      const mayHoldMore = role === 'viewer' && ledger.lastRestoreMs >= 0;
      const there = rows.map(itemFromRow);
      for (const item of [...items.values(), ...there].filter(holdsWhatWasEmptied))
        report(`${device.name}: ${list} holds what ${item.id} was emptied of`);
      const differences = differencesBetween(
        [...items.values()],
        mayHoldMore ? mergedWith(items, there) : there,
        isOwnerHeard && role === 'owner',
      );
      if (differences.length === 0) continue;
      isSame = false;
      const first = differences.slice(0, 6).join('\n');
      report(`${device.name} differs from the server in ${list}:\n${first}`);
    }
  }
  return isSame;
}

/** All but that there was a to-do and that it is gone. */
function holdsWhatWasEmptied({ registers }: Item): boolean {
  const [, emptied = ''] = registers['e'] ?? [];
  return Object.entries(registers).some(
    ([key, [, stamp]]) => !['c', 'x', 'e'].includes(key) && stamp < emptied,
  );
}

/** Those that a device is to hold, whether it does or not. */
function listsUsed(
  { accountId, inboxId }: NonNullable<ReturnType<typeof currentStore>>,
  held: ReturnType<typeof listsOf>,
): readonly string[] {
  const own = accountListId(accountId);
  const entries = [...(held.get(own)?.values() ?? [])].filter(isCurrentEntry);
  return [inboxId, own, ...entries.map(({ id }) => id)];
}

function mergedWith(here: ReadonlyMap<string, Item>, there: readonly Item[]): readonly Item[] {
  const merged = new Map(here);
  for (const item of there) {
    const held = here.get(item.id);
    merged.set(item.id, held ? mergeItem(held, item) : item);
  }
  return [...merged.values()];
}

async function roleIn(server: Server, list: string, account: string): Promise<unknown> {
  const sql =
    'SELECT role FROM members WHERE list_id = ?1 AND account_id = ?2 AND removed_at IS NULL';
  return (await server.select(sql, list, account))[0]?.['role'];
}

/**
 * Of emptied to-dos the server forgets even that they were, in time. What one who is not the owner says of members stays
 * on their device.
 */
function differencesBetween(
  here: readonly Item[],
  there: readonly Item[],
  isOwner: boolean,
): readonly string[] {
  const digests = (items: readonly Item[]): ReadonlySet<string> =>
    new Set(items.filter(({ registers }) => !registers['e']).map((item) => digest(item, isOwner)));
  const [left, right] = [digests(here), digests(there)];
  return [
    ...[...left].filter((line) => !right.has(line)).map((line) => `here  ${line}`),
    ...[...right].filter((line) => !left.has(line)).map((line) => `there ${line}`),
  ];
}

/** Values and stamps of every register, in one order. */
function digest({ id, registers }: Item, isOwner: boolean): string {
  const sorted = Object.entries(registers)
    .filter(([key]) => isOwner || !key.startsWith('j.'))
    .toSorted(([a], [b]) => compareUtf8(a, b));
  return `${id} ${JSON.stringify(sorted)}`;
}
