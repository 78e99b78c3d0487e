/**
 * A register is one field of a to-do: its value and the stamp of the edit that set it.
 *
 * The unit of merging. Two people who change different fields of one to-do both keep their change.
 */

import type { ItemId } from './ids.ts';
import type { Stamp } from './stamp.ts';

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/** `[value, stamp]`, as it is stored and sent. */
export type Register = readonly [value: Json, stamp: Stamp];

export type Registers = Readonly<Record<string, Register>>;

/**
 * What a register is called, on the wire and at rest. A key is never used again with another meaning; one that this
 * version does not know is kept and passed on as it came.
 */
export const registerKeys = {
  /** Who made it. Present from the first edit on; without it nothing is created. */
  creator: 'c',
  title: 't',
  notes: 'n',
  done: 'd',
  /** Parent and order key as one value, so that two moves cannot mix one's parent with the other's position. */
  place: 'o',
  /** Day, time and zone as one value: when.ts. */
  when: 'w',
  /** Rule, what it counts from, and the day of the series as one value: repeat.ts. */
  repeat: 'r',
  /** 1 is the highest, 3 the lowest, 0 none. */
  priority: 'p',
  /** True while in Trash. */
  trashed: 'x',
  /** Set by the server when it empties Trash: what was written before it is gone, see merge.ts. */
  emptied: 'e',
  /** `[listId, itemId, reason]` of a to-do in the account's own list: where its text could not stay. */
  recoveredFrom: 'f',
} as const;

/** A tag, base64url of its text: true, or false once it was taken away. */
export const TAG_PREFIX = 'g.';

/** The role of an account in a list, in the list's own settings: `'editor'`, `'viewer'`, or false for none. */
export const MEMBER_PREFIX = 'j.';

/**
 * One or two letters; or a tag, `g.` and the base64url of its NFC text; or a member, `j.` and the account.
 */
const KEY = /^(?:[a-z]{1,2}|g\.[\w-]{1,256}|j\.[\w-]{16})$/;

export function isRegisterKey(key: unknown): key is string {
  return typeof key === 'string' && KEY.test(key);
}

/** A to-do, or a list's own settings, as this replica or the server holds it. */
export interface Item {
  readonly id: ItemId;
  /** The server's revision when it was last seen there; 0 when the server has never sent it. */
  readonly rev: number;
  readonly registers: Registers;
}
