/**
 * No transaction of a device loses a register: what leaves the outbox or a segment lies somewhere else on that disk.
 * What is recovered, kept or refused lies there from that very transaction; what became of it is looked at in the end.
 */

import type { Register } from '../../domain/register.ts';
import { isEditRecord } from '../../replica/records.ts';
import { LEFT_BEHIND } from './durability.ts';
import type { Ledger } from './ledger.ts';
import type { Oracle } from './oracle.ts';
import {
  leftRecords,
  originOf,
  registersOfEdits,
  registersOfKept,
  registersOfOwnEdits,
  registersOfRefusals,
  registersOfSegments,
} from './stored-registers.ts';
import type { Records } from './stored-registers.ts';
import type { World } from '../world.ts';

export function outboxOracle({ ledger, report }: Pick<World, 'ledger' | 'report'>): Oracle {
  return {
    wrote: ({ device, store, write }) => {
      const records = device.disk.peek(store);
      // A store whose to-dos were moved to another account is emptied; what became of them is checked at the end.
      const before = new Map([...write.gone, ...write.replaced]);
      if (before.size === 0 || isMoved(records)) return;
      const put = registersPut(write.put);
      const goesOn = goesOnIn(write.put, before, ledger, put);
      for (const [item, key, [value, stamp]] of registersOfEdits(withoutOffers(before))) {
        const name = `${item} ${key} ${stamp}`;
        if ((put.get(`${item} ${key}`) ?? []).some((register) => register[1] >= stamp)) continue;
        if (isStampedAnew(write.put, ledger, item, key, value)) ledger.restamped.add(name);
        else if (!goesOn(item, key, value, stamp) && !isHeld(records, item, key, stamp))
          report(`${device.name}: ${name} left the outbox and is nowhere`);
      }
      const left = new Set(leftRecords(write.put, write.gone).keys());
      for (const [item, key, [value, stamp]] of registersOfSegments(without(write.gone, left))) {
        const isPut = (put.get(`${item} ${key}`) ?? []).some((register) => register[1] >= stamp);
        if (!isPut && !goesOn(item, key, value, stamp))
          report(`${device.name}: ${item} ${key} ${stamp} was folded away`);
      }
    },
  };
}

function isMoved(records: Records): boolean {
  const meta = records.get('meta');
  return typeof meta === 'object' && meta !== null && 'movedTo' in meta;
}

/** In the same write: as a part of a recovered to-do, or because its to-do lay in Trash and is gone for good. */
function goesOnIn(
  put: Records,
  before: Records,
  { emptied, replaced }: Ledger,
  registers: ReadonlyMap<string, readonly Register[]>,
): (item: string, key: string, value: unknown, stamp: string) => boolean {
  const recovered = new Set<string>();
  const copies = new Set<string>();
  for (const record of put.values()) {
    for (const [, said] of isEditRecord(record) ? record.edits : []) {
      const origin = originOf(said);
      if (origin === undefined) continue;
      recovered.add(origin);
      for (const [key, [value]] of Object.entries(said))
        copies.add(`${origin} ${key} ${JSON.stringify(value)}`);
    }
  }
  const latest = latestIn(before);
  return (item, key, value, stamp) => {
    const isBeaten =
      replaced.has(`${item} ${key} ${stamp}`) || stamp < (latest.get(`${item} ${key}`)?.[1] ?? '');
    if (recovered.has(item) && (isBeaten || LEFT_BEHIND.has(key) || key.startsWith('j.')))
      return true;
    if (copies.has(`${item} ${key} ${JSON.stringify(value)}`)) return true;
    const ended = registers.get(`${item} e`)?.[0]?.[1] ?? emptied.get(item) ?? '';
    if (stamp < ended || latest.has(`${item} e`)) return true;
    return latest.get(`${item} x`)?.[0] === true;
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

function without(records: Records, names: ReadonlySet<string>): Records {
  return new Map([...records].filter(([name]) => !names.has(name)));
}

/** A register of the same value that is new, as what a wrong clock stamped gets. */
function isStampedAnew(
  put: Records,
  { news }: Ledger,
  item: string,
  key: string,
  value: unknown,
): boolean {
  const text = JSON.stringify(value);
  for (const [other, otherKey, [now, stamp]] of registersOfOwnEdits(put)) {
    const isSame = other === item && otherKey === key && JSON.stringify(now) === text;
    if (isSame && news.has(`${item} ${key} ${stamp}`)) return true;
  }
  return false;
}

/** By `item key`. */
function latestIn(records: Records): ReadonlyMap<string, Register> {
  const latest = new Map<string, Register>();
  for (const kind of [registersOfEdits, registersOfSegments]) {
    for (const [item, key, register] of kind(records)) {
      const held = latest.get(`${item} ${key}`);
      if (!held || register[1] > held[1]) latest.set(`${item} ${key}`, register);
    }
  }
  return latest;
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
