/** Everybody ends with the same: values and stamps of every register, on every device and on the server. */

import { LIST_ITEM_ID, accountListId } from '../../domain/ids.ts';
import { compareUtf8, mergeItem } from '../../domain/merge.ts';
import { MEMBER_PREFIX } from '../../domain/register.ts';
import type { Item } from '../../domain/register.ts';
import { isCurrentEntry } from '../../replica/known-lists.ts';
import type { Device } from '../device.ts';
import { currentStore, isSignedOut, itemFromRow, listsOf, rolesOn } from '../outcome.ts';
import type { CurrentStore, ListsHeld } from '../outcome.ts';
import type { World } from '../world.ts';

type Items = ReadonlyMap<string, Item>;

/** Says on the way what differs. */
export async function isConverged(
  world: World,
  devices: readonly Device[] = world.devices,
): Promise<boolean> {
  const { server, ledger, report } = world;
  const roles = await rolesOn(world);
  let isSame = true;
  for (const device of devices) {
    const store = currentStore(device);
    if (!store || isSignedOut(device)) continue;
    const lists = listsOf(store);
    for (const list of listsToHold(store, lists)) {
      const role = roles.get(`${list} ${store.accountId}`);
      if (role === undefined) continue;
      const sql = 'SELECT id, rev, registers FROM items WHERE list_id = ?1';
      const rows = await server.select(sql, list);
      const there = new Map(rows.map(itemFromRow).map((item) => [item.id, item]));
      const here: Items = lists.get(list) ?? new Map();
      const expected =
        ledger.lastRestoreMs < 0 ? there : withWhatCannotBeGivenBack(role, here, there);
      for (const item of [...here.values(), ...there.values()].filter(holdsWhatWasEmptied))
        report(`${device.name}: ${list} holds what ${item.id} was emptied of`);
      const differences = differencesBetween(here, expected);
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

/** Those that the account has an entry for, whether or not anything of them is there, and whatever else is. */
function listsToHold(store: CurrentStore, lists: ListsHeld): ReadonlySet<string> {
  const own = accountListId(store.accountId);
  const entries = [...(lists.get(own)?.values() ?? [])].filter(isCurrentEntry);
  return new Set([store.inboxId, own, ...entries.map(({ id }) => id), ...lists.keys()]);
}

/**
 * Who may only read cannot give back what a restored server has lost, and goes on showing it; nor can who may write, of who
 * belongs to the list.
 */
function withWhatCannotBeGivenBack(role: string, here: Items, there: Items): Items {
  if (role === 'owner') return there;
  if (role === 'viewer') return mergedWith(here, there);
  const settings = here.get(LIST_ITEM_ID);
  if (!settings) return there;
  const members = Object.entries(settings.registers).filter(([key]) =>
    key.startsWith(MEMBER_PREFIX),
  );
  return mergedWith(
    new Map([[LIST_ITEM_ID, { ...settings, registers: Object.fromEntries(members) }]]),
    there,
  );
}

function mergedWith(here: Items, there: Items): Items {
  const merged = new Map(here);
  for (const [id, item] of there) {
    const held = here.get(id);
    merged.set(id, held ? mergeItem(held, item) : item);
  }
  return merged;
}

/** Of emptied to-dos the server forgets even that they were, in time, and tells nobody who begins to read. */
function differencesBetween(here: Items, there: Items): readonly string[] {
  const only = (these: Items, others: Items): readonly string[] =>
    [...these].flatMap(([id, item]) => {
      const other = others.get(id);
      if (other ? digest(other) === digest(item) : item.registers['e']) return [];
      return [digest(item)];
    });
  return [
    ...only(here, there).map((line) => `here  ${line}`),
    ...only(there, here).map((line) => `there ${line}`),
  ];
}

/** Values and stamps of every register, in one order. */
function digest({ id, registers }: Item): string {
  const sorted = Object.entries(registers).toSorted(([a], [b]) => compareUtf8(a, b));
  return `${id} ${JSON.stringify(sorted)}`;
}
