/**
 * A push as it arrived: which of its edits can be stored, and what those say of each item.
 *
 * Edits are judged one by one, so that a bad one does not hold up the others. What only the database knows (is the item
 * gone, is a stamp too far ahead) is decided there.
 */

import * as v from 'valibot';
import { LIST_ITEM_ID } from '../domain/ids.ts';
import type { ItemId, ListId } from '../domain/ids.ts';
import { isOfTombstone, mergeRegister } from '../domain/merge.ts';
import { MEMBER_PREFIX, registerKeys } from '../domain/register.ts';
import type { Register } from '../domain/register.ts';
import { millisecondsOfStamp, nodeOfStamp } from '../domain/stamp.ts';
import { editSchema } from '../protocol/edit.ts';
import type { Edit, EditedRegisters } from '../protocol/edit.ts';
import type { RejectionReason } from '../protocol/sync-answer.ts';
import { bytesOf, refusalOfEdit } from './edit-refusal.ts';

export interface IncomingPush {
  /** In the order of their first edits. */
  readonly items: readonly IncomingItem[];
  /** Edits that can never be stored: index in the request, and why. */
  readonly rejections: readonly Rejection[];
  /** Milliseconds of the highest stamp; 0 when there is none. */
  readonly highestMs: number;
  /** The distinct nodes of the stamps, that of the highest stamp first. */
  readonly nodes: readonly string[];
  /** Does it say who belongs to the list? */
  readonly setsMembers: boolean;
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
  /** The stamp of the latest emptying that the push tells of; `''` for none. */
  readonly emptiedAt: string;
  /** May it be stored where Trash was emptied? It must set nothing that an emptying ends, or tell of one itself. */
  readonly outlivesEmptying: boolean;
  /** Every distinct value that the push has for a register. */
  readonly values: readonly IncomingValue[];
}

export interface IncomingValue {
  readonly key: string;
  readonly register: Register;
  /** The stamp that its author saw there before the push, `''` for none. */
  readonly baseStamp: string;
  /** Is it the one that wins among the push's own values of this register? */
  readonly wins: boolean;
}

export type Rejection = readonly [editIndex: number, reason: RejectionReason];

/** Sorts the edits of a request for the list. All edits of one item become one item. */
export function readPush(listId: ListId, edits: readonly unknown[]): IncomingPush {
  const storable: IndexedEdit[] = [];
  const rejections: Rejection[] = [];
  for (const [index, edit] of edits.entries()) {
    const parsed = v.safeParse(editSchema, edit, { abortEarly: true });
    const reason = parsed.success ? refusalOfEdit(listId, parsed.output) : 'type';
    if (reason) rejections.push([index, reason]);
    else if (parsed.success) storable.push([index, parsed.output]);
  }
  const rejectedIds = new Set(rejections.map(([index]) => idOf(edits[index])));
  const editsById = Map.groupBy(storable, ([, [id]]) => id);
  const items = Array.from(editsById, ([id, ofItem]) => itemOf(id, ofItem, rejectedIds.has(id)));
  const stamps = items.flatMap(({ values }) => values.map(({ register }) => register[1]));
  return {
    items,
    rejections,
    highestMs: Math.max(0, ...stamps.map(millisecondsOfStamp)),
    nodes: [...new Set(stamps.toSorted().toReversed().map(nodeOfStamp))],
    setsMembers: items.some(({ values }) => values.some(({ key }) => isMemberKey(key))),
  };
}

type IndexedEdit = readonly [index: number, edit: Edit];

function idOf(edit: unknown): unknown {
  return Array.isArray(edit) ? edit[0] : undefined;
}

function itemOf(id: ItemId, edits: readonly IndexedEdit[], hasRejected: boolean): IncomingItem {
  const revs = new Set(edits.map(([, [, , rev]]) => rev));
  const [heldRev] = revs.size === 1 && !hasRejected ? revs : [];
  const candidates = edits.flatMap(([, [, registers]]) => candidatesOf(registers));
  const creations = candidates.filter(({ key }) => key === registerKeys.creator);
  const isOwnersWord = candidates.some(
    ({ key }) =>
      isMemberKey(key) || (key === registerKeys.creator && id === LIST_ITEM_ID && heldRev !== 0),
  );
  const candidatesByKey = Map.groupBy(candidates, ({ key }) => key);
  return {
    id,
    edits: edits.map(([index]) => index),
    // Not every account's word on a list itself is stored, so no short answer may say that it was.
    heldRev: isOwnersWord ? undefined : heldRev,
    createdMs: Math.max(-1, ...creations.map(({ register }) => millisecondsOfStamp(register[1]))),
    bytes: bytesOf(candidates.map(({ key, register }) => [key, register])),
    emptiedAt: (candidatesByKey.get(registerKeys.emptied) ?? [])
      .map(({ register: [, stamp] }): string => stamp)
      .reduce((latest, stamp) => (stamp > latest ? stamp : latest), ''),
    outlivesEmptying:
      candidatesByKey.has(registerKeys.emptied) ||
      candidates.every(({ key, register: [value] }) => isOfTombstone(key, value)),
    values: [...candidatesByKey.values()].flatMap(valuesOf),
  };
}

function isMemberKey(key: string): boolean {
  return key.startsWith(MEMBER_PREFIX);
}

type Candidate = Omit<IncomingValue, 'wins'>;

function candidatesOf(registers: EditedRegisters): readonly Candidate[] {
  return Object.entries(registers).map(([key, [value, stamp, baseStamp = '']]) => ({
    key,
    register: [value, stamp],
    baseStamp,
  }));
}

/** The values for one register: one wins, and each knows what was there before the push. */
function valuesOf(candidates: readonly Candidate[]): readonly IncomingValue[] {
  const distinct = [
    ...new Map(candidates.map((each) => [JSON.stringify(each.register), each])).values(),
  ];
  const winner = distinct.map(({ register }) => register).reduce(mergeRegister);
  return distinct.map((candidate) => ({
    ...candidate,
    baseStamp: firstBase(candidate, distinct),
    wins: candidate.register === winner,
  }));
}

/** What the author of a chain of edits saw before the first of them. */
function firstBase({ register, baseStamp }: Candidate, others: readonly Candidate[]): string {
  const before = others.find((other) => other.register[1] === baseStamp);
  return before && baseStamp < register[1] ? firstBase(before, others) : baseStamp;
}
