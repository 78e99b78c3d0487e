/**
 * No transaction of a device loses a register: what leaves the outbox or a segment lies somewhere else on that disk.
 * What became of a to-do that was recovered is looked at in the end.
 */

import type { Register } from '../../domain/register.ts';
import { isEditRecord } from '../../replica/records.ts';
import { currentStore } from '../outcome.ts';
import { LEFT_BEHIND } from './durability.ts';
import type { Oracle } from './oracle.ts';
import {
  registersOfEdits,
  registersOfKept,
  registersOfRefusals,
  registersOfSegments,
} from './stored-registers.ts';
import type { World } from '../world.ts';

export function outboxOracle({ ledger, report }: World): Oracle {
  return {
    wrote: ({ device, store, write }) => {
      // A store whose to-dos were moved to another account is emptied; what became of them is checked at the end.
      if (write.gone.size === 0 || store !== currentStore(device)?.name) return;
      const put = registersPut(write.put);
      for (const [item, key, [value, stamp]] of registersOfEdits(withoutOffers(write.gone))) {
        const name = `${item} ${key} ${stamp}`;
        const now = put.get(`${item} ${key}`) ?? [];
        const text = JSON.stringify(value);
        const isStampedAnew = now.some((register) => JSON.stringify(register[0]) === text);
        const isOld = LEFT_BEHIND.has(key) || ledger.takenAtMs.has(name);
        if (now.some((register) => register[1] >= stamp)) continue;
        if (isStampedAnew) ledger.restamped.add(name);
        else if (ledger.displaced.has(item) || (ledger.emptied.has(item) && isOld)) continue;
        else if (!isHeld(device.disk.peek(store), item, key, stamp))
          report(`${device.name}: ${name} left the outbox and is nowhere`);
      }
      for (const [item, key, [, stamp]] of registersOfSegments(write.gone)) {
        const now = put.get(`${item} ${key}`) ?? [];
        if (
          !now.some((register) => register[1] >= stamp) &&
          !ledger.displaced.has(item) &&
          !ledger.emptied.has(item)
        ) {
          report(`${device.name}: ${item} ${key} ${stamp} was folded away`);
        }
      }
    },
  };
}

/** Whether a segment has it still: what is offered again to a server never leaves its own. */
function isHeld(
  records: ReadonlyMap<string, unknown>,
  item: string,
  key: string,
  stamp: string,
): boolean {
  for (const [name, held, register] of registersOfSegments(records))
    if (name === item && held === key && register[1] >= stamp) return true;
  return false;
}

/** What is offered lies in a segment too, which has a check of its own. */
function withoutOffers(records: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> {
  return new Map([...records].filter(([, record]) => !isEditRecord(record) || !record.isOffer));
}

/** Every register in what was written, refusals and what is asked about included, by item and key. */
function registersPut(
  records: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, readonly Register[]> {
  const found = new Map<string, Register[]>();
  for (const kind of [
    registersOfEdits,
    registersOfSegments,
    registersOfRefusals,
    registersOfKept,
  ]) {
    for (const [item, key, register] of kind(records)) {
      const name = `${item} ${key}`;
      const held = found.get(name);
      if (held) held.push(register);
      else found.set(name, [register]);
    }
  }
  return found;
}
