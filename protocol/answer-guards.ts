/**
 * Is this an answer of ours? The same question as the schemas beside it, asked by hand: a replica needs no more than
 * yes or no, and the library that explains itself was a fifth of what the service worker downloads.
 *
 * answer-guards.test.ts holds the two against each other.
 */

import { isAccountId, isItemId, isListId } from '../domain/ids.ts';
import { isStamp } from '../domain/stamp.ts';
import { isCount, isDay, isPassableKey, isToken } from './field-guards.ts';
import { problemCodes } from './problem-codes.ts';
import type { Problem } from './problem.ts';
import type { SessionAnswer } from './session-answer.ts';
import type { SyncAnswer } from './sync-answer.ts';

export function isSyncAnswer(value: unknown): value is SyncAnswer {
  return isObject(value) && isCount(value['now']) && isArrayOf(isPart)(value['ls']);
}

export function isSessionAnswer(value: unknown): value is SessionAnswer {
  return (
    isObject(value) &&
    isAccountId(value['accountId']) &&
    isListId(value['inboxId']) &&
    isCount(value['now']) &&
    isAbsentOr(isDay)(value['lastSeenDay'])
  );
}

export function isProblem(value: unknown): value is Problem {
  return (
    isObject(value) &&
    typeof value['type'] === 'string' &&
    typeof value['title'] === 'string' &&
    isCount(value['status']) &&
    isOneOf(problemCodes)(value['code']) &&
    isCount(value['now']) &&
    isAbsentOr(isCount)(value['retryAfterMs']) &&
    isAbsentOr(isArrayOf(isPart))(value['ls'])
  );
}

type Guard = (value: unknown) => boolean;

/** A part with a code that this version does not know is none: it acknowledges nothing. */
function isPart(part: unknown): boolean {
  if (!isObject(part)) return false;
  if (part['code'] !== undefined) {
    return isOneOf(['reset', 'member', 'unknown', 'clock'])(part['code']) && isEpoch(part['ep']);
  }
  return isEpoch(part['ep']) && partFields.every(([name, guard]) => isAbsentOr(guard)(part[name]));
}

const isEpoch = isAbsentOr(isToken);

const partFields: readonly (readonly [name: string, guard: Guard])[] = [
  ['to', isCount],
  ['hd', isTuple(isCount, isToken)],
  ['gc', isCount],
  ['gm', isCount],
  ['ch', isArrayOf(isChange)],
  ['no', isArrayOf(isTuple(isCount, isOneOf(['gone', 'size', 'type', 'role'])))],
  ['m', isOneOf([1])],
  ['n', isCount],
  ['h', isCount],
  ['dg', isTuple(isCount, isCount)],
];

/** With registers or without; one whose registers cannot be read is not one without. */
function isChange(value: unknown): boolean {
  return isTuple(isItemId, isCount)(value) || isTuple(isItemId, isCount, areRegisters)(value);
}

function areRegisters(value: unknown): boolean {
  return (
    isObject(value) &&
    Object.entries(value).every(([key, register]) => isPassableKey(key) && isRegister(register))
  );
}

const isRegister = isTuple((value) => value !== undefined, isStamp);

function isTuple(...guards: readonly Guard[]): Guard {
  return (value) =>
    Array.isArray(value) &&
    value.length === guards.length &&
    guards.every((guard, at) => guard(value[at]));
}

function isArrayOf(guard: Guard): Guard {
  return (value) => Array.isArray(value) && value.every((each) => guard(each));
}

function isAbsentOr(guard: Guard): Guard {
  return (value) => value === undefined || guard(value);
}

function isOneOf(values: readonly unknown[]): Guard {
  return (value) => values.includes(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
