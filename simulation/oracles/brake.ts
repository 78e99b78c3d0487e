/**
 * Whatever answer deletes more than twenty to-dos of a list and more than a quarter of it: what they were is kept on the
 * device, to be asked about, in the same write. Of those that it takes away without a trace each is, however few.
 */

import { isLive } from '../../domain/live.ts';
import { registerKeys } from '../../domain/register.ts';
import type { Registers } from '../../domain/register.ts';
import { isListRecord, listOfKey } from '../../replica/records.ts';
import type { Device } from '../device.ts';
import type { World } from '../world.ts';
import type { Oracle, Written } from './oracle.ts';
import {
  originOf,
  recordsByList,
  registersOfEdits,
  registersOfKept,
  registersOfRefusals,
  registersOfSegments,
} from './stored-registers.ts';
import type { Entry, Records } from './stored-registers.ts';

const MANY = 20;
const MUCH = 0.25;

export function brakeOracle({ report, sometimes }: Pick<World, 'report' | 'sometimes'>): Oracle {
  // What a device cannot store is sent from memory, so its own deletion comes back like somebody else's.
  const sent = new WeakMap<Device, Set<string>>();
  return {
    asked: ({ device, body }) => {
      if (!device) return;
      const deletions = sent.get(device) ?? new Set();
      sent.set(device, deletions);
      for (const [, stamp] of body?.matchAll(DELETION) ?? []) deletions.add(stamp ?? '');
    },
    wrote: ({ device, store, write }) => {
      for (const list of listsAnswered(write)) {
        const records = device.disk.peek(store);
        const now = registersOf(records, list);
        const before = registersOf(recordsBefore(records, write), list);
        const live = [...before].filter(([, registers]) => isLiveTodo(registers));
        const isOwn = (item: string): boolean =>
          sent.get(device)?.has(now.get(item)?.[registerKeys.trashed]?.[1] ?? '') === true;
        const lost = live
          .map(([item]) => item)
          .filter((item) => !isLiveIn(now, item) && !isOwn(item));
        const kept = keptIn(write.put);
        // What somebody here has written in since is kept one by one when it was emptied.
        const isSettled = (item: string): boolean =>
          kept.has(item) && now.get(item)?.[registerKeys.emptied] !== undefined;
        const deleted = lost.filter((item) => now.has(item) && !isSettled(item));
        const isMuch = deleted.length > MANY && deleted.length > live.length * MUCH;
        if (isMuch) sometimes('a great part of a list was taken away');
        const missing = lost.filter((item) => (isMuch || !now.has(item)) && !kept.has(item));
        if (missing.length > 0)
          report(
            `${device.name}: ${list} lost ${lost.length} of ${live.length} and ${missing.length} were not kept`,
          );
      }
    },
  };
}

/** The stamp of a deletion in a request. */
const DELETION = /"x":\[true,"([^"]+)"/g;

/** One that an evicted device knows from an edit of it alone was never there to be taken away. */
function isLiveTodo(registers: Registers): boolean {
  return registers[registerKeys.creator] !== undefined && isLive(registers);
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

function recordsBefore(records: Records, { put, gone, replaced }: Written['write']): Records {
  const before = new Map(records);
  for (const key of put.keys()) before.delete(key);
  for (const [key, record] of [...gone, ...replaced]) before.set(key, record);
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

/** The to-dos of which the write keeps what they were. */
function keptIn(put: Records): ReadonlySet<string> {
  const kept = new Set(recoveredIn(put));
  for (const [item] of registersOfKept(put)) kept.add(item);
  for (const [item] of registersOfRefusals(put)) kept.add(item);
  return kept;
}

function* recoveredIn(put: Records): Iterable<string> {
  for (const [, key, register] of registersOfEdits(put)) {
    const origin = originOf({ [key]: register });
    if (origin !== undefined) yield origin;
  }
}
