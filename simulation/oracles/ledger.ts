/** Every register that was ever committed on a device, and what became known of it: what the oracles go by. */

import type { Register } from '../../domain/register.ts';
import { isEditRecord } from '../../replica/records.ts';
import type { Answered, Written } from './oracle.ts';
import {
  itemsOfLeftLists,
  originOf,
  registersOfEdits,
  registersOfKept,
  registersOfRefusals,
  registersOfSegments,
  nameOf,
} from './stored-registers.ts';

export interface CommittedRegister {
  readonly item: string;
  readonly key: string;
  readonly register: Register;
  readonly device: string;
}

/** Registers that were set at one moment of one to-do, and the other edits that were committed with it. */
export interface EditGroup {
  readonly item: string;
  readonly list: string;
  readonly stamp: string;
  readonly keys: readonly string[];
  readonly commit: readonly EditGroup[];
  readonly device: string;
  /** How often that device had been wiped by then. */
  readonly life: number;
}

export class Ledger {
  /** By `item key stamp`. */
  readonly committed = new Map<string, CommittedRegister>();
  /** Those of them that their device may lose with its power. */
  readonly undurable = new Set<string>();
  /** When the server was first seen to have it, in virtual time; by `item key stamp`. */
  readonly takenAtMs = new Map<string, number>();
  /** When a device last asked for a list, in virtual time; by `device list`. */
  readonly askedAtMs = new Map<string, number>();
  /** Nobody owes anything for these: replaced before they were sent, or unsent on a disk that was wiped. */
  readonly excused = new Set<string>();
  /** The latest stamp of a register on a disk that was wiped: after a restore of the server perhaps nobody has it. */
  readonly wiped = new Map<string, string>();
  /**
   * To-dos of which something could not stay: refused for good, made into a recovered one of the account, or in a list
   * that the account was taken off.
   */
  readonly displaced = new Set<string>();
  /** To-dos that left a screen for a question: whether their deletion was meant. */
  readonly asked = new Set<string>();
  /** What recovered to-dos were made from, by the name of the recovered one. */
  readonly origins = new Map<string, string>();
  /** The latest stamp that a device ever committed of a register, by `device item key`. */
  readonly latest = new Map<string, string>();
  /** Lists for which a device has ever had an edit. */
  readonly lists = new Set<string>();
  /** How often each device was wiped. */
  readonly lives = new Map<string, number>();
  /** By `item stamp`. */
  readonly groups = new Map<string, EditGroup>();
  /** To-dos whose Trash was emptied: what the server had of them is gone, as their people wanted it. */
  readonly emptied = new Set<string>();
  lastRestoreMs = -1;
  /** When days passed for the last time: old history is thinned in them. */
  lastDaySkippedMs = -1;

  noteWrite({ device, write }: Written): void {
    for (const [item] of registersOfRefusals(write.put)) this.displaced.add(item);
    for (const item of itemsOfLeftLists(write.put, write.gone)) this.displaced.add(item);
    for (const [item] of registersOfKept(write.put)) this.asked.add(item);
    const commit: EditGroup[] = [];
    const life = this.lives.get(device.name) ?? 0;
    for (const record of write.put.values()) {
      if (!isEditRecord(record)) continue;
      this.lists.add(record.list);
      for (const [id, registers] of record.edits) {
        const item = nameOf(record.list, id);
        const from = originOf(registers);
        if (from) {
          this.displaced.add(from);
          this.origins.set(item, from);
        }
        const keysByStamp = new Map<string, string[]>();
        for (const [key, [value, stamp]] of Object.entries(registers)) {
          const name = `${item} ${key} ${stamp}`;
          if (this.committed.has(name)) continue;
          this.committed.set(name, { item, key, register: [value, stamp], device: device.name });
          if (write.durability === 'relaxed') this.undurable.add(name);
          const register = `${device.name} ${item} ${key}`;
          if (stamp > (this.latest.get(register) ?? '')) this.latest.set(register, stamp);
          const keys = keysByStamp.get(stamp);
          if (keys) keys.push(key);
          else keysByStamp.set(stamp, [key]);
        }
        for (const [stamp, keys] of keysByStamp) {
          const group = { item, list: record.list, stamp, keys, commit, device: device.name, life };
          this.groups.set(`${item} ${stamp}`, group);
          commit.push(group);
        }
      }
    }
  }

  noteAnswer({ request: { device }, list, taken, changes }: Answered, nowMs: number): void {
    if (device) this.askedAtMs.set(`${device.name} ${list}`, nowMs);
    const note = (id: string, registers: Readonly<Record<string, Register>>): void => {
      for (const [key, [, stamp]] of Object.entries(registers)) {
        const name = `${nameOf(list, id)} ${key} ${stamp}`;
        if (!this.takenAtMs.has(name)) this.takenAtMs.set(name, nowMs);
      }
    };
    for (const [item, registers] of taken) note(item, registers);
    for (const [item, , registers] of changes) if (registers) note(item, registers);
  }

  /**
   * What a device says by itself (recovered to-dos, a list that it was taken off) is not written durably: it is said again
   * when the same answer comes again. If another comes, because the server went back too, nobody owes it.
   */
  notePowerLoss(device: string, stores: readonly ReadonlyMap<string, unknown>[]): void {
    const held = new Set<string>();
    for (const records of stores) {
      for (const all of [registersOfEdits(records), registersOfSegments(records)])
        for (const [item, key, [, stamp]] of all) held.add(`${item} ${key} ${stamp}`);
    }
    for (const name of this.undurable) {
      if (held.has(name) || this.committed.get(name)?.device !== device) continue;
      this.committed.delete(name);
      this.undurable.delete(name);
    }
  }

  noteWipe(records: ReadonlyMap<string, unknown>): void {
    for (const unsent of [registersOfEdits(records), registersOfRefusals(records)]) {
      for (const [item, key, [, stamp]] of unsent) {
        const name = `${item} ${key} ${stamp}`;
        if (!this.takenAtMs.has(name)) this.excused.add(name);
      }
    }
    const held = [
      ...registersOfEdits(records),
      ...registersOfSegments(records),
      ...registersOfKept(records),
    ];
    for (const [item, key, [, stamp]] of held) {
      const name = `${item} ${key}`;
      if (stamp > (this.wiped.get(name) ?? '')) this.wiped.set(name, stamp);
    }
  }
}
