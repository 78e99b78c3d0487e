/** A to-do made anew from what is known of another, whose own id is spent. */

import type { Item } from '../domain/register.ts';
import type { NewEdit } from './edit.ts';
import { valuesToRecover } from './recover.ts';
import { groupsThatFit, jsonBytes } from './request-groups.ts';

/**
 * The edits that make it; several where a to-do that grew over many edits is more than a request takes.
 *
 * @param edit the new id, and the values that are its own
 */
export function madeAnew(from: Item, edit: NewEdit): readonly NewEdit[] {
  const groups = [...groupsThatFit(valuesToRecover(from), jsonBytes)];
  if (groups.length === 0) return [edit];
  return groups.map((group) => ({
    ...edit,
    values: { ...Object.fromEntries(group), ...edit.values },
  }));
}
