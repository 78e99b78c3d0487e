/**
 * What can be told of an edit by itself: whether it can ever be stored in the list that it was sent to.
 *
 * An edit is whole or not at all, so one register that is refused refuses it.
 */

import { LIST_ITEM_ID } from '../domain/ids.ts';
import type { ListId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import { MEMBER_PREFIX, registerKeys } from '../domain/register.ts';
import type { Json } from '../domain/register.ts';
import type { Edit } from '../protocol/edit.ts';
import type { RejectionReason } from '../protocol/sync-answer.ts';

export function refusalOfEdit(
  listId: ListId,
  [itemId, registers]: Edit,
): RejectionReason | undefined {
  const values = Object.entries(registers).map(([key, [value]]) => [key, value] as const);
  if (values.some(([, value]) => bytesOf(value) > limits.valueBytes)) return 'size';
  const isOfList = itemId === LIST_ITEM_ID;
  const isFitting = ([key, value]: readonly [string, Json]): boolean => {
    // A list's settings are never emptied: with them would go what says who belongs to it.
    if (key === registerKeys.emptied) return value === true && !isOfList;
    if (!key.startsWith(MEMBER_PREFIX)) return true;
    return isOfList && !listId.startsWith('u:') && MEMBER_VALUES.has(value);
  };
  return values.every(isFitting) ? undefined : 'type';
}

/** Nobody becomes an owner by an edit. */
const MEMBER_VALUES: ReadonlySet<Json> = new Set(['editor', 'viewer', false]);

/** The length of the value as JSON in UTF-8. */
export function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
