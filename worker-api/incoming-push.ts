/**
 * A push as it arrived: which of its edits can be stored, and those as the rows that SQL reads.
 *
 * Edits are judged one by one, so that a bad one does not hold up the others. What only the database knows (is the item
 * gone, is a stamp too far ahead) is decided there.
 */

import * as v from 'valibot';
import type { ItemId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import { mergeRegister } from '../domain/merge.ts';
import { registerKeys } from '../domain/register.ts';
import type { Register } from '../domain/register.ts';
import { millisecondsOfStamp, nodeOfStamp } from '../domain/stamp.ts';
import type { Stamp } from '../domain/stamp.ts';
import { editSchema } from '../protocol/edit.ts';
import type { Edit } from '../protocol/edit.ts';
import type { RejectionReason } from '../protocol/sync-answer.ts';
import type { PushedRegister } from './queries/pushed.ts';

export interface IncomingPush {
  /** In the order of their first edits; the index is the item's place. */
  readonly items: readonly IncomingItem[];
  readonly rows: readonly PushedRegister[];
  /** Edits that can never be stored: index in the request, and why. */
  readonly rejections: readonly Rejection[];
  /** Milliseconds of the highest stamp; 0 when there is none. */
  readonly highestMs: number;
  /** The distinct nodes of the stamps. */
  readonly nodes: readonly string[];
}

export interface IncomingItem {
  readonly id: ItemId;
  /** The edits that name it, by their index in the request. */
  readonly edits: readonly number[];
  /** The revision its author held: undefined unless every edit of it names that one and is stored. */
  readonly heldRev: number | undefined;
  /** When it was created according to the push, or -1 when the push does not create it. */
  readonly createdMs: number;
  readonly bytes: number;
}

export type Rejection = readonly [editIndex: number, reason: RejectionReason];

/** Sorts the edits of a request. Two edits of one item become one item, whichever is first. */
export function readPush(edits: readonly unknown[]): IncomingPush {
  const storable: IndexedEdit[] = [];
  const rejections: Rejection[] = [];
  for (const [index, edit] of edits.entries()) {
    const parsed = v.safeParse(editSchema, edit, { abortEarly: true });
    if (!parsed.success) rejections.push([index, 'type']);
    else if (isTooLarge(parsed.output)) rejections.push([index, 'size']);
    else storable.push([index, parsed.output]);
  }
  const rejectedIds = new Set(rejections.map(([index]) => idOf(edits[index])));
  const items: IncomingItem[] = [];
  const rows: PushedRegister[] = [];
  for (const [id, ofItem] of Map.groupBy(storable, ([, [id]]) => id)) {
    const candidatesByKey = candidatesOf(ofItem);
    const item = itemOf(id, ofItem, candidatesByKey, rejectedIds.has(id));
    rows.push(...rowsOf(item, items.length, candidatesByKey));
    items.push(item);
  }
  const stamps = rows.map(([, , , stamp]) => stamp);
  return {
    items,
    rows,
    rejections,
    highestMs: Math.max(0, ...stamps.map(millisecondsOfStamp)),
    nodes: [...new Set(stamps.map(nodeOfStamp))],
  };
}

type IndexedEdit = readonly [index: number, edit: Edit];

/** A value that the push has for a register, and the stamp that its author saw there. */
interface Candidate {
  readonly register: Register;
  readonly baseStamp: string;
}

function isTooLarge([, registers]: Edit): boolean {
  return Object.values(registers).some(([value]) => bytesOf(value) > limits.valueBytes);
}

function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

function idOf(edit: unknown): unknown {
  return Array.isArray(edit) ? edit[0] : undefined;
}

function candidatesOf(edits: readonly IndexedEdit[]): ReadonlyMap<string, readonly Candidate[]> {
  const candidatesByKey = new Map<string, Candidate[]>();
  for (const [, [, registers]] of edits) {
    for (const [key, [value, stamp, baseStamp = '']] of Object.entries(registers)) {
      const candidates = candidatesByKey.get(key) ?? [];
      candidatesByKey.set(key, [...candidates, { register: [value, stamp], baseStamp }]);
    }
  }
  return candidatesByKey;
}

function itemOf(
  id: ItemId,
  edits: readonly IndexedEdit[],
  candidatesByKey: ReadonlyMap<string, readonly Candidate[]>,
  hasRejected: boolean,
): IncomingItem {
  const revs = new Set(edits.map(([, [, , rev]]) => rev));
  const [heldRev] = revs.size === 1 && !hasRejected ? revs : [];
  const creations = candidatesByKey.get(registerKeys.creator) ?? [];
  return {
    id,
    edits: edits.map(([index]) => index),
    heldRev,
    createdMs: Math.max(-1, ...creations.map(({ register }) => millisecondsOfStamp(register[1]))),
    bytes: bytesOf(edits.map(([, [, registers]]) => registers)),
  };
}

function* rowsOf(
  item: IncomingItem,
  place: number,
  candidatesByKey: ReadonlyMap<string, readonly Candidate[]>,
): Iterable<PushedRegister> {
  for (const [key, candidates] of candidatesByKey) {
    const winner = candidates.map(({ register }) => register).reduce(mergeRegister);
    for (const { register, baseStamp } of candidates) {
      const [value, stamp] = register;
      const base = firstBase(stamp, baseStamp, candidates);
      const wins = register === winner ? 1 : 0;
      yield [item.id, key, value, stamp, base, place, item.createdMs, wins, item.bytes];
    }
  }
}

/** What the author of a chain of edits in this push saw before the first of them. */
function firstBase(stamp: Stamp, baseStamp: string, candidates: readonly Candidate[]): string {
  const before = candidates.find(({ register }) => register[1] === baseStamp);
  if (!before || baseStamp >= stamp) return baseStamp;
  return firstBase(before.register[1], before.baseStamp, candidates);
}
