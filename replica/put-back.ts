/**
 * Putting recovered to-dos back: each becomes a new to-do on top of the Inbox and leaves the account's own list, in one
 * commit, so that it is always in one of the two.
 *
 * The new id follows from the recovered to-do, so two devices that put it back at once make one to-do.
 */

import { accountListId, isItemId, isListId } from '../domain/ids.ts';
import type { ItemId, ListId } from '../domain/ids.ts';
import { renewedId } from '../domain/recovered-id.ts';
import { registerKeys } from '../domain/register.ts';
import type { Item } from '../domain/register.ts';
import { millisecondsOfStamp } from '../domain/stamp.ts';
import { valuesFromChange } from '../domain/todo.ts';
import type { NewEdit } from './edit.ts';
import { madeAnew } from './made-anew.ts';
import type { Mirror } from './mirror.ts';
import type { RecoveryReason } from './recover.ts';
import { recoveredItems } from './recovered.ts';

/** Where a recovered to-do was, and when and why it could not stay there. */
export interface Origin {
  readonly list: ListId | undefined;
  readonly reason: RecoveryReason | undefined;
  readonly atMs: number;
}

/** What a newer version may say of it reads as not known. */
export function originOf({ registers }: Item): Origin {
  const [value, stamp] = registers[registerKeys.recoveredFrom] ?? [];
  const [list, item, reason]: readonly unknown[] = Array.isArray(value) ? value : [];
  return {
    list: isListId(list) && isItemId(item) ? list : undefined,
    reason: reason === 'gone' || reason === 'member' ? reason : undefined,
    atMs: stamp === undefined ? 0 : millisecondsOfStamp(stamp),
  };
}

/**
 * The edits that put them back; none for one that was decided on meanwhile.
 *
 * @param orderKeys where each goes in the Inbox
 */
export function putBackEdits(
  mirror: Mirror,
  ids: readonly ItemId[],
  orderKeys: readonly string[],
): readonly NewEdit[] {
  const { accountId } = mirror.account;
  const recovered = new Map(recoveredItems(mirror).map((item) => [item.id, item]));
  return ids.flatMap((id, at): readonly NewEdit[] => {
    const item = recovered.get(id);
    if (!item) return [];
    const newId = putBackId(item);
    const seen = mirror.items.get(newId);
    const values = {
      ...valuesFromChange({ place: { parentId: undefined, orderKey: orderKeys[at] ?? '' } }),
      [registerKeys.creator]: accountId,
      // It was put back before, and that was undone.
      ...(seen && valuesFromChange({ isTrashed: false })),
    };
    return [...madeAnew(item, { id: newId, values, seen }), ...trashEdits(mirror, [id], true)];
  });
}

/** The edits that take it back: the new to-dos go to Trash and the recovered ones wait again. */
export function undoPutBackEdits(mirror: Mirror, ids: readonly ItemId[]): readonly NewEdit[] {
  const own = mirror.itemsOf(accountListId(mirror.account.accountId));
  return ids.flatMap((id): readonly NewEdit[] => {
    const item = own.get(id);
    const newId = item && putBackId(item);
    const seen = newId && mirror.items.get(newId);
    if (!seen) return [];
    const values = valuesFromChange({ isTrashed: true });
    return [...trashEdits(mirror, [id], false), { id: newId, values, seen }];
  });
}

/** The edits that discard recovered to-dos, or have them wait again. */
export function trashEdits(
  mirror: Mirror,
  ids: readonly ItemId[],
  isTrashed: boolean,
): readonly NewEdit[] {
  const list = accountListId(mirror.account.accountId);
  const own = mirror.itemsOf(list);
  return ids.flatMap((id): readonly NewEdit[] => {
    const seen = own.get(id);
    return seen ? [{ list, id, values: valuesFromChange({ isTrashed }), seen }] : [];
  });
}

/** Another one when it is recovered again. */
function putBackId({ id, registers }: Item): ItemId {
  const stamp = registers[registerKeys.recoveredFrom]?.[1];
  return stamp === undefined ? id : renewedId(id, stamp);
}
