/**
 * What must never happen, watched while a run goes on and checked when it has come to rest.
 *
 * The oracle knows every register that was ever committed on any device, which of them the server took, and which were
 * on a device that its browser wiped. It trusts nothing the replica says of itself.
 */

import type { Item, Register } from '../domain/register.ts';
import { millisecondsOfStamp } from '../domain/stamp.ts';
import { isEditRecord, isRefusedRecord } from '../replica/records.ts';
import { itemsFromSegment } from '../replica/segment.ts';
import type { CommittedWrite } from './disk.ts';

export interface Oracle {
  /** Hears of every write to a device's disk. */
  readonly sawWrite: (device: string, write: CommittedWrite) => void;
  /** The server answered a sync that held this; `isTaken` tells of each list whether its part was accepted. */
  readonly sawPush: (body: unknown, isTaken: (list: number) => boolean) => void;
  /** These records are about to be wiped. */
  readonly sawWipe: (records: ReadonlyMap<string, unknown>) => void;
  readonly violations: readonly string[];
  readonly committed: () => number;
  readonly report: (violation: string) => void;
  /** Checks every committed register against where the server ended. */
  readonly checkDurability: (final: FinalState) => void;
}

export interface FinalState {
  /** The server's current registers by item id. */
  readonly items: ReadonlyMap<string, Item>;
  /** `item key stamp` of everything in history. */
  readonly history: ReadonlySet<string>;
  /** The server went back to a backup, which takes history with it. */
  readonly wasRestored: boolean;
  /** Stamps beyond this the server has refused. */
  readonly hopelessMs: number;
  /** `item key stamp` of what is kept on a device as refused. */
  readonly refused: ReadonlySet<string>;
}

interface Committed {
  readonly item: string;
  readonly key: string;
  readonly register: Register;
  readonly device: string;
}

export function createOracle(): Oracle {
  const committed = new Map<string, Committed>();
  const taken = new Set<string>();
  const excused = new Set<string>();
  /** The latest stamp of a register on a disk that was wiped: after a restore of the server perhaps nobody has it. */
  const wiped = new Map<string, string>();
  const violations: string[] = [];
  const report = (violation: string): void => void violations.push(violation);

  return {
    violations,
    report,
    committed: () => committed.size,
    sawWrite: (device, write) => {
      const put = registersPut(write.put);
      for (const [item, key, register] of registersOfEdits(write.put)) {
        const name = `${item} ${key} ${register[1]}`;
        if (!committed.has(name)) committed.set(name, { item, key, register, device });
      }
      for (const [item, key, [value, stamp]] of registersOfEdits(write.gone)) {
        const now = put.get(`${item} ${key}`) ?? [];
        if (now.some((register) => register[1] === stamp)) continue;
        const text = JSON.stringify(value);
        if (now.some((register) => JSON.stringify(register[0]) === text)) {
          excused.add(`${item} ${key} ${stamp}`);
        } else if (!now.some((register) => register[1] > stamp)) {
          report(`${device}: ${item} ${key} ${stamp} left the outbox and is nowhere`);
        }
      }
      for (const [item, key, [, stamp]] of registersOfSegments(write.gone)) {
        const now = put.get(`${item} ${key}`) ?? [];
        if (!now.some((register) => register[1] >= stamp)) {
          report(`${device}: ${item} ${key} ${stamp} was folded away`);
        }
      }
    },
    sawPush: (body, isTaken) => {
      for (const [at, part] of listsOf(body).entries()) {
        if (!isTaken(at)) continue;
        for (const [item, registers] of part.e ?? []) {
          for (const [key, [, stamp]] of Object.entries(registers))
            taken.add(`${item} ${key} ${stamp}`);
        }
      }
    },
    sawWipe: (records) => {
      for (const [item, key, [, stamp]] of registersOfEdits(records)) {
        const name = `${item} ${key} ${stamp}`;
        if (!taken.has(name)) excused.add(name);
      }
      for (const all of [registersOfEdits(records), registersOfSegments(records)]) {
        for (const [item, key, [, stamp]] of all) {
          const name = `${item} ${key}`;
          if (stamp > (wiped.get(name) ?? '')) wiped.set(name, stamp);
        }
      }
    },
    checkDurability: (final) => {
      for (const [name, edit] of committed) {
        if (excused.has(name) || final.refused.has(name)) continue;
        if (final.wasRestored && edit.register[1] <= (wiped.get(`${edit.item} ${edit.key}`) ?? ''))
          continue;
        const wrong = whatBecameOf(edit, final, taken.has(name) && !final.history.has(name));
        if (wrong) report(`${edit.device}: ${name} ${wrong}`);
      }
    },
  };
}

/** What is wrong with where a committed register ended, if anything. */
function whatBecameOf(
  { item, key, register }: Committed,
  final: FinalState,
  isMissingInHistory: boolean,
): string | undefined {
  const now = final.items.get(item)?.registers[key];
  if (now === undefined) return 'is not on the server';
  // Stamped by a clock that ran far ahead: it was stamped anew, which is a register of its own here.
  if (millisecondsOfStamp(register[1]) > final.hopelessMs) return undefined;
  if (now[1] < register[1]) return `is newer than the server's ${now[1]}`;
  if (now[1] === register[1]) {
    return JSON.stringify(now[0]) === JSON.stringify(register[0]) ? undefined : 'has another value';
  }
  const isKept = !isMissingInHistory || key === 'o' || final.wasRestored;
  return isKept ? undefined : 'was overwritten and is not in history';
}

type Entry = readonly [item: string, key: string, register: Register];

function* registersOfEdits(records: ReadonlyMap<string, unknown>): Iterable<Entry> {
  for (const record of records.values()) {
    if (!isEditRecord(record)) continue;
    for (const [id, registers] of record.edits) {
      for (const [key, [value, stamp]] of Object.entries(registers))
        yield [id, key, [value, stamp]];
    }
  }
}

function* registersOfSegments(records: ReadonlyMap<string, unknown>): Iterable<Entry> {
  for (const [name, record] of records) {
    if (!name.startsWith('items/')) continue;
    for (const { id, registers } of itemsFromSegment(record)) {
      for (const [key, register] of Object.entries(registers)) yield [id, key, register];
    }
  }
}

/** Every register in what was written, refusals included, by item and key. */
function registersPut(
  records: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, readonly Register[]> {
  const found = new Map<string, Register[]>();
  const add = ([item, key, register]: Entry): void => {
    const name = `${item} ${key}`;
    const held = found.get(name);
    if (held) held.push(register);
    else found.set(name, [register]);
  };
  for (const entry of registersOfEdits(records)) add(entry);
  for (const entry of registersOfSegments(records)) add(entry);
  for (const [name, record] of records) {
    if (!name.startsWith('refused/') || !isRefusedRecord(record)) continue;
    for (const [key, register] of Object.entries(record.registers)) add([record.id, key, register]);
  }
  return found;
}

interface PushedList {
  readonly e?: readonly (readonly [string, Readonly<Record<string, readonly [unknown, string]>>])[];
}

function listsOf(body: unknown): readonly PushedList[] {
  const isSync =
    typeof body === 'object' && body !== null && 'ls' in body && Array.isArray(body.ls);
  return isSync ? (body.ls as PushedList[]) : [];
}
