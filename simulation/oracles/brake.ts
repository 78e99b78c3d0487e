/**
 * Whatever answer takes away more than twenty to-dos of a list and more than a quarter of it: what they were is kept on
 * the device, to be asked about, in the same write.
 */

import { isLive } from '../../domain/live.ts';
import type { Registers } from '../../domain/register.ts';
import { isListRecord, listOfKey } from '../../replica/records.ts';
import type { World } from '../world.ts';
import type { Oracle, Written } from './oracle.ts';
import {
  originOf,
  recordsByList,
  registersOfEdits,
  registersOfKept,
  registersOfSegments,
} from './stored-registers.ts';
import type { Entry, Records } from './stored-registers.ts';

const MANY = 20;
const MUCH = 0.25;
const REFUSALS = ['quota', 'lost-connection', 'slow-disk'] as const;

export function brakeOracle({
  report,
  sometimes,
  faults,
}: Pick<World, 'report' | 'sometimes' | 'faults'>): Oracle {
  // What a device refuses to store is sent from memory, so its own deletion comes back like somebody else's.
  if (REFUSALS.some((kind) => faults.rateOf(kind) > 0)) return {};
  return {
    wrote: ({ device, store, write }) => {
      for (const list of listsAnswered(write)) {
        const records = device.disk.peek(store);
        const now = registersOf(records, list);
        const before = registersOf(recordsBefore(records, write), list);
        const live = [...before].filter(([, registers]) => isLive(registers));
        const gone = live.filter(([item]) => !isLiveIn(now, item)).map(([item]) => item);
        if (gone.length <= MANY || gone.length <= live.length * MUCH) continue;
        sometimes('a great part of a list was taken away');
        const kept = new Set(Array.from(registersOfKept(write.put), ([item]) => item));
        for (const item of recoveredIn(write.put)) kept.add(item);
        const missing = gone.filter((item) => !kept.has(item));
        if (missing.length > 0)
          report(
            `${device.name}: ${list} lost ${gone.length} of ${live.length} and ${missing.length} were not kept`,
          );
      }
    },
  };
}

/** The lists of which an answer was stored, but for what one is taken off and for the account's own. */
function listsAnswered({ put, gone }: Written['write']): readonly string[] {
  return [...put].flatMap(([key, record]) => {
    if (!key.startsWith('list/') || !isListRecord(record) || record.isLeft) return [];
    const list = listOfKey(key);
    const isTouched = [...put.keys(), ...gone.keys()].some((name) =>
      name.startsWith(`items/${list}/`),
    );
    return isTouched && !list.startsWith('u:') ? [list] : [];
  });
}

function recordsBefore(records: Records, { put, gone }: Written['write']): Records {
  const before = new Map(records);
  for (const key of put.keys()) before.delete(key);
  for (const [key, record] of gone) before.set(key, record);
  return before;
}

type Items = ReadonlyMap<string, Registers>;

function registersOf(records: Records, list: string): Items {
  const part = recordsByList(records).get(list) ?? new Map<string, unknown>();
  const items = new Map<string, Record<string, Entry[2]>>();
  for (const kind of [registersOfSegments, registersOfEdits]) {
    for (const [item, key, register] of kind(part)) {
      const registers = items.get(item) ?? {};
      items.set(item, registers);
      if (register[1] > (registers[key]?.[1] ?? '')) registers[key] = register;
    }
  }
  return items;
}

function isLiveIn(items: Items, item: string): boolean {
  const registers = items.get(item);
  return registers !== undefined && isLive(registers);
}

function* recoveredIn(put: Records): Iterable<string> {
  for (const [, key, register] of registersOfEdits(put)) {
    const origin = originOf({ [key]: register });
    if (origin !== undefined) yield origin;
  }
}
