/**
 * An edit is stamped after everything its author was shown of that register, whatever the device's clock says, and so
 * shows on the author's screen; and no edit is stamped before what it says it replaces, or before what waits there.
 */

import { isEditRecord } from '../../replica/records.ts';
import { registersOfOwnEdits } from './stored-registers.ts';
import type { Records } from './stored-registers.ts';
import type { World } from '../world.ts';
import { itemsShown } from '../items-shown.ts';
import { lasting } from './lasting.ts';
import type { Oracle } from './oracle.ts';

export function causalityOracle(world: World): Oracle {
  const { report, ledger } = world;
  const isLasting = lasting(world);
  return {
    committed: ({ page, registers }) => {
      const { mirror } = page.replica?.view ?? {};
      const items = mirror && itemsShown(mirror);
      for (const { item, key, before } of registers) {
        const now = items?.get(item)?.registers[key]?.[1];
        if (now === undefined && !ledger.displacedOn.has(`${page.device.name} ${item}`))
          report(`${page.device.name}: ${item} ${key} was edited and is not shown`);
        if (before === undefined || now === undefined || now > before) continue;
        // Replaced in another context, and not read again on this page yet.
        if (!isLasting(before)) continue;
        report(`${page.device.name}: ${item} ${key} was edited after ${before} and shows ${now}`);
      }
    },
    wrote: ({ device, store, write }) => {
      for (const [name, now] of waitingBeside(write.put, device.disk.peek(store), ledger.news)) {
        const stamp = name.slice(name.lastIndexOf(' ') + 1);
        if (stamp < now) ledger.replaced.add(name);
        else if (isLasting(stamp) && !ledger.news.has(name))
          report(`${device.name}: ${name} waits, and the same was set after it and stamped ${now}`);
      }
      for (const record of write.put.values()) {
        if (!isEditRecord(record)) continue;
        for (const [item, registers] of record.edits) {
          for (const [key, [, stamp, base]] of Object.entries(registers)) {
            if (base !== undefined && base >= stamp && isLasting(base))
              report(`${device.name}: ${item} ${key} ${stamp} replaces the later ${base}`);
          }
        }
      }
    },
  };
}

/** What waits on the device of registers that are set anew in this write, with the new stamp: `item key stamp`. */
function* waitingBeside(
  put: Records,
  records: Records,
  news: ReadonlySet<string>,
): Iterable<readonly [name: string, now: string]> {
  const set = new Map<string, string>();
  for (const [item, key, [, stamp]] of registersOfOwnEdits(put))
    if (news.has(`${item} ${key} ${stamp}`)) set.set(`${item} ${key}`, stamp);
  if (set.size === 0) return;
  for (const [item, key, [, stamp]] of registersOfOwnEdits(records)) {
    const now = set.get(`${item} ${key}`);
    if (now !== undefined && now !== stamp) yield [`${item} ${key} ${stamp}`, now];
  }
}
