/** Every register that was ever committed on a device, and what became known of it: what the oracles go by. */

import { MEMBER_PREFIX } from '../../domain/register.ts';
import type { Register } from '../../domain/register.ts';
import { isEditRecord } from '../../replica/records.ts';
import type { EditRecord } from '../../replica/records.ts';
import type { Answered, Written } from './oracle.ts';
import {
  leftRecords,
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
  readonly list: string;
  /** The store that it was first put into. */
  readonly store: string;
  /** Nothing that a person did there: it was offered again. */
  readonly isOffer: boolean;
  /** A person was told that it is saved; not so of what a device says by itself when it stores an answer. */
  readonly isPersons: boolean;
  /** How often the device had been wiped by then. */
  readonly life: number;
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
  /** Those of the latest write. */
  news: ReadonlySet<string> = new Set();
  /** When the server was first seen to have it, in virtual time; by `item key stamp`. */
  readonly takenAtMs = new Map<string, number>();
  /** When a device last asked for a list, in virtual time; by `device list`. */
  readonly askedAtMs = new Map<string, number>();
  /** Stamped anew before any server took them. */
  readonly restamped = new Set<string>();
  /** What nobody has any more since a blow (extinction.ts). */
  readonly extinct = new Set<string>();
  /** The latest stamp of a place among them, by item. */
  readonly extinctPlaces = new Map<string, string>();
  /**
   * To-dos of which something could not stay: refused for good, made into a recovered one of the account, or in a list
   * that the account was taken off.
   */
  readonly displaced = new Set<string>();
  /** The same, and to-dos that left a screen for a question, by `device item` of where it happened. */
  readonly displacedOn = new Set<string>();
  /**
   * What recovered to-dos say, by `item key value` of what they were made from, the value as JSON: their own
   * `item key stamp`.
   */
  readonly copies = new Map<string, string[]>();
  /** The same without the values. */
  readonly copiedKeys = new Set<string>();
  /** Where everything in a store was moved: the account, by the account before. */
  readonly moves = new Map<string, string>();
  /** Lost by the server since it took them, when it went back. */
  readonly untaken = new Set<string>();
  /** Taken back by a power loss, with whatever it was made from. */
  readonly undone = new Set<string>();
  /** What waited on a device when a person there set the same register again. */
  readonly replaced = new Set<string>();
  /** Lists for which a device has ever had an edit. */
  readonly lists = new Set<string>();
  /** The stores into which a device has ever put an edit: those of everybody's accounts, and of nobody else's. */
  readonly stores = new Set<string>();
  /** How often each device was wiped. */
  readonly lives = new Map<string, number>();
  /** By `item stamp`. */
  readonly groups = new Map<string, EditGroup>();
  /** The latest stamp with which a to-do's Trash was emptied: what it had of before is gone, as its people wanted it. */
  readonly emptied = new Map<string, string>();
  lastRestoreMs = -1;

  noteWrite(seen: Written): void {
    const { write } = seen;
    const { name } = seen.device;
    for (const [item] of registersOfRefusals(write.put)) this.#displace(name, item);
    const left = leftRecords(write.put, write.gone);
    for (const kind of [registersOfEdits, registersOfSegments])
      for (const [item] of kind(left)) this.#displace(name, item);
    for (const [item] of registersOfKept(write.put)) this.displacedOn.add(`${name} ${item}`);
    this.#noteMove(write.put.get('meta'));
    const commit: EditGroup[] = [];
    const news = new Set<string>();
    for (const record of write.put.values())
      if (isEditRecord(record)) this.#noteEdits(seen, record, commit, news);
    this.news = news;
  }

  noteAnswer({ request: { device }, list, taken, changes }: Answered, nowMs: number): void {
    if (device) this.askedAtMs.set(`${device.name} ${list}`, nowMs);
    const note = (id: string, registers: Readonly<Record<string, Register>>): void => {
      for (const [key, [, stamp]] of Object.entries(registers)) {
        const name = `${nameOf(list, id)} ${key} ${stamp}`;
        if (!this.takenAtMs.has(name)) this.takenAtMs.set(name, nowMs);
        // Who belongs to a list is its owner's to say: offered by others it is acknowledged and not listened to.
        if (!key.startsWith(MEMBER_PREFIX)) this.untaken.delete(name);
      }
    };
    for (const [item, registers] of taken) note(item, registers);
    for (const [item, , registers] of changes) if (registers) note(item, registers);
  }

  /** No server that is left has had it. */
  isUnsent(name: string): boolean {
    return !this.takenAtMs.has(name) || this.untaken.has(name);
  }

  noteExtinct(name: string): void {
    this.extinct.add(name);
    const [item = '', key, stamp = ''] = name.split(' ');
    if (key === 'o' && stamp > (this.extinctPlaces.get(item) ?? ''))
      this.extinctPlaces.set(item, stamp);
  }

  noteEmptied(item: string, stamp: string): void {
    if (stamp > (this.emptied.get(item) ?? '')) this.emptied.set(item, stamp);
  }

  #noteEdits(
    { device, store, write }: Written,
    record: EditRecord,
    commit: EditGroup[],
    news: Set<string>,
  ): void {
    const { list } = record;
    const isOffer = record.isOffer === true;
    const isPersons = !isOffer && ![...write.put.keys()].some((key) => key.startsWith('list/'));
    const life = this.lives.get(device.name) ?? 0;
    this.lists.add(list);
    this.stores.add(store);
    for (const [id, registers] of record.edits) {
      const item = nameOf(list, id);
      const from = originOf(registers);
      if (from !== undefined) this.#displace(device.name, from);
      const keysByStamp = new Map<string, string[]>();
      for (const [key, [value, stamp]] of Object.entries(registers)) {
        if (from !== undefined) {
          const text = `${from} ${key} ${JSON.stringify(value)}`;
          this.copies.set(text, [...(this.copies.get(text) ?? []), `${item} ${key} ${stamp}`]);
          this.copiedKeys.add(`${from} ${key}`);
        }
        const name = `${item} ${key} ${stamp}`;
        if (this.committed.has(name)) continue;
        const where = { item, key, device: device.name, list, store, isOffer, isPersons, life };
        news.add(name);
        this.committed.set(name, { ...where, register: [value, stamp] });
        const keys = keysByStamp.get(stamp);
        if (keys) keys.push(key);
        else keysByStamp.set(stamp, [key]);
      }
      for (const [stamp, keys] of keysByStamp) {
        const group = { item, list, stamp, keys, commit, device: device.name, life };
        this.groups.set(`${item} ${stamp}`, group);
        commit.push(group);
      }
    }
  }

  #displace(device: string, item: string): void {
    this.displaced.add(item);
    this.displacedOn.add(`${device} ${item}`);
  }

  #noteMove(meta: unknown): void {
    if (typeof meta !== 'object' || meta === null || !('movedTo' in meta)) return;
    const { accountId, movedTo } = meta as { accountId: string; movedTo: { accountId: string } };
    this.moves.set(accountId, movedTo.accountId);
  }
}
