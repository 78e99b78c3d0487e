/**
 * Merging: the one function by which any two copies of a to-do become the same copy.
 *
 * Commutative, associative and idempotent, so requests may be lost, repeated or swapped. The server does the same in
 * SQL; a property test holds the two against each other.
 *
 * Source: last-writer-wins registers in Shapiro et al., "A comprehensive study of CRDTs", INRIA RR-7506, section 3.2.
 */

import { registerKeys } from './register.ts';
import type { Item, Json, Register, Registers } from './register.ts';

/** The later stamp wins. Equal stamps are settled by the value's JSON text, so that every copy settles them alike. */
export function mergeRegister(a: Register, b: Register): Register {
  if (a[1] !== b[1]) return a[1] > b[1] ? a : b;
  return compareUtf8(JSON.stringify(a[0]), JSON.stringify(b[0])) >= 0 ? a : b;
}

/**
 * Every register of both sides, but for those that an emptying of Trash has ended. Answers `a` itself when `b` adds
 * nothing, so that callers can compare by identity.
 */
export function mergeRegisters(a: Registers, b: Registers): Registers {
  let merged: Record<string, Register> | undefined;
  for (const [key, incoming] of Object.entries(b)) {
    const held = a[key];
    const winner = held ? mergeRegister(held, incoming) : incoming;
    if (winner === held || hasEnded(key, winner, a)) continue;
    merged ??= { ...a };
    merged[key] = winner;
  }
  return merged ? withoutEnded(merged) : a;
}

/** What outlives the emptying of Trash: creator, Trash and emptied, so that there was an item and that it is gone. */
const LASTING = /^[cxe]$/;

/** Whether setting the register is no use of an emptied item: it tells who made it, or that it is gone. */
export function isOfTombstone(key: string, value: Json): boolean {
  return LASTING.test(key) && value !== false;
}

/** An emptied item has lost every value that was written before the latest emptying. */
function hasEnded(key: string, [, stamp]: Register, { e: emptied }: Registers): boolean {
  return emptied !== undefined && stamp < emptied[1] && !LASTING.test(key);
}

function withoutEnded(registers: Registers): Registers {
  if (!registers[registerKeys.emptied]) return registers;
  const kept = Object.entries(registers).filter((each) => !hasEnded(...each, registers));
  return Object.fromEntries(kept);
}

/** Both copies of one item; the higher revision is the one the server was last seen at. */
export function mergeItem(a: Item, b: Item): Item {
  const registers = mergeRegisters(a.registers, b.registers);
  const rev = Math.max(a.rev, b.rev);
  return registers === a.registers && rev === a.rev ? a : { id: a.id, rev, registers };
}

/**
 * Orders two texts by their UTF-8 bytes, as SQLite does. JavaScript's `<` orders UTF-16 units, which puts an emoji
 * (a surrogate pair) before U+FF01 although its bytes come after.
 */
export function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const difference = bytesRank(a.charCodeAt(at)) - bytesRank(b.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above every other unit, so they rank last. */
function bytesRank(unit: number): number {
  if (unit >= 0xe0_00) return unit - 0x8_00;
  return unit >= 0xd8_00 ? unit + 0x20_00 : unit;
}
