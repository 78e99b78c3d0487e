/**
 * The screen says "saved" only when it is so: nothing waits on this page, nothing was refused, and every register that
 * the page shows is one that the server has had; and has now, where it cannot have gone back since it was asked.
 */

import type { Item } from '../../domain/register.ts';
import type { Context } from '../context.ts';
import type { Device } from '../device.ts';
import { itemFromRow, rolesOn } from '../outcome.ts';
import { randomStream } from '../random.ts';
import type { World } from '../world.ts';
import type { Oracle } from './oracle.ts';
import { nameOf } from './stored-registers.ts';

/** Of how many times that "saved" is said anew the server is looked at once. */
const EACH = 6;
/** An answer of before the server went back may be on its way for as long as that. */
const UNDER_WAY_MS = 180_000;

export function statusOracle(
  world: Pick<World, 'seed' | 'report' | 'ledger' | 'server' | 'devices' | 'sometimes'>,
): Oracle {
  const { seed, report, ledger, server, devices, sometimes } = world;
  const random = randomStream(seed, 'status');
  const verified = new WeakSet<Item>();
  const saidAtMs = new WeakMap<Context, number>();
  /** Lists that the server of now has answered for, by device; and when it became that, by the device's own count. */
  const heard = new Map<string, Set<string>>();
  const restoredAtMs = new Map<Device, number>();

  const lookAtServer = async ({ device, replica }: Context): Promise<void> => {
    const { mirror } = replica?.view ?? {};
    if (!mirror) return;
    const shown = [...(heard.get(device.name) ?? [])].map(
      (list) => [list, [...mirror.itemsOf(list as never).values()]] as const,
    );
    const sql = 'SELECT list_id, id, rev, registers FROM items';
    const asked = Promise.all([server.select(sql), rolesOn(world)]);
    const [rows, roles] = await asked;
    sometimes('"saved" was compared with the server');
    const there = new Map(
      rows.map((row) => [`${String(row['list_id'])} ${String(row['id'])}`, itemFromRow(row)]),
    );
    for (const [list, items] of shown) {
      if (!['owner', 'editor'].includes(roles.get(`${list} ${mirror.account.accountId}`) ?? ''))
        continue;
      for (const item of items) {
        const name = nameOf(list, item.id);
        const behind = behindOf(item, there.get(`${list} ${item.id}`));
        if (behind !== undefined && !ledger.emptied.has(name))
          report(
            `${device.name}: the screen says "saved", and the server has no ${name} ${behind}`,
          );
      }
    }
  };

  return {
    answered: ({ request: { device }, list, code }) => {
      if (!device || code !== undefined) return;
      heard.set(device.name, (heard.get(device.name) ?? new Set()).add(list));
    },
    restored: () => {
      heard.clear();
      for (const device of devices) restoredAtMs.set(device, device.monotonicMs());
    },
    shown: ({ page, items }) => {
      const status = page.replica?.status;
      if (!page.replica || status?.kind !== 'saved') return;
      const { view } = page.replica;
      const where = `${page.device.name}: the screen says "saved"`;
      if (view.unsentIds().size > 0) report(`${where} and edits wait`);
      if ((view.mirror?.refused.length ?? 0) > 0) report(`${where} and edits were refused`);
      for (const [shown, item] of items) {
        if (verified.has(item)) continue;
        verified.add(item);
        for (const [key, [, stamp]] of Object.entries(item.registers)) {
          const name = `${shown} ${key} ${stamp}`;
          if (!ledger.takenAtMs.has(name)) report(`${where}, and the server never had ${name}`);
        }
      }
      const isSaidAnew = saidAtMs.get(page) !== status.atMs;
      saidAtMs.set(page, status.atMs);
      if (!isSaidAnew || random.below(EACH) > 0) return;
      const sinceMs = restoredAtMs.get(page.device) ?? -Infinity;
      if (page.device.monotonicMs() - sinceMs > UNDER_WAY_MS) void lookAtServer(page);
    },
  };
}

/** The first register that is shown and that the server has not, nor a later one. */
function behindOf(shown: Item, there: Item | undefined): string | undefined {
  const emptied = there?.registers['e']?.[1] ?? '';
  return Object.entries(shown.registers).find(([key, [, stamp]]) => {
    // Who belongs to a list, and who made it, is its owner's word, whatever others hold.
    if (key.startsWith('j.') || (key === 'c' && shown.id === '_list')) return false;
    return stamp > emptied && (there?.registers[key]?.[1] ?? '') < stamp;
  })?.[0];
}
