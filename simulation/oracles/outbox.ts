/**
 * No transaction of a device loses a register: what leaves the outbox or a segment lies somewhere else on that disk.
 * What became of a to-do that was recovered is looked at in the end.
 */

import type { Register } from '../../domain/register.ts';
import { isEditRecord } from '../../replica/records.ts';
import { currentStore } from '../outcome.ts';
import { LEFT_BEHIND } from './durability.ts';
import type { Oracle } from './oracle.ts';
import { registersOfEdits, registersOfRefusals, registersOfSegments } from './stored-registers.ts';
import type { World } from '../world.ts';

export function outboxOracle({ ledger, report }: World): Oracle {
  return {
    wrote: ({ device, store, write }) => {
      // A store whose to-dos were moved to another account is emptied; what became of them is checked at the end.
      if (write.gone.size === 0 || store !== currentStore(device)?.name) return;
      const put = registersPut(write.put);
      const kept = withoutLeftLists(write.gone);
      for (const [item, key, [value, stamp]] of registersOfEdits(kept)) {
        const now = put.get(`${item} ${key}`) ?? [];
        if (now.some((register) => register[1] === stamp)) continue;
        const isOld = LEFT_BEHIND.has(key) || ledger.takenAtMs.has(`${item} ${key} ${stamp}`);
        if (ledger.emptied.has(item) && isOld) continue;
        const text = JSON.stringify(value);
        if (now.some((register) => JSON.stringify(register[0]) === text)) {
          ledger.excused.add(`${item} ${key} ${stamp}`);
        } else if (!now.some((register) => register[1] > stamp) && !ledger.displaced.has(item)) {
          report(`${device.name}: ${item} ${key} ${stamp} left the outbox and is nowhere`);
        }
      }
      for (const [item, key, [, stamp]] of registersOfSegments(kept)) {
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

/** A list that its account was taken off goes as a whole; what its people had written in it is looked at in the end. */
function withoutLeftLists(gone: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> {
  const left = [...gone.keys()].filter((key) => key.startsWith('list/')).map((key) => key.slice(5));
  if (left.length === 0) return gone;
  const isOfLeft = ([key, record]: readonly [string, unknown]): boolean =>
    left.some(
      (list) => key.startsWith(`items/${list}/`) || (isEditRecord(record) && record.list === list),
    );
  return new Map([...gone].filter((entry) => !isOfLeft(entry)));
}

/** Every register in what was written, refusals included, by item and key. */
function registersPut(
  records: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, readonly Register[]> {
  const found = new Map<string, Register[]>();
  for (const kind of [registersOfEdits, registersOfSegments, registersOfRefusals]) {
    for (const [item, key, register] of kind(records)) {
      const name = `${item} ${key}`;
      const held = found.get(name);
      if (held) held.push(register);
      else found.set(name, [register]);
    }
  }
  return found;
}
