/** The items that edits stand for: their registers without the stamps of what they replaced. */

import type { Item, Register } from '../domain/register.ts';
import type { Edit } from '../protocol/edit.ts';
import type { StoredEdit } from './records.ts';

/** The items that the acknowledged edits of a batch stand for. */
export function itemsFromEdits(edits: readonly (Edit | StoredEdit)[]): readonly Item[] {
  return edits.map(([id, registers]) => ({
    id,
    rev: 0,
    registers: registersFromEdited(registers),
  }));
}

/** Edited registers without the stamps of what they replaced. */
export function registersFromEdited(registers: Edit[1]): Record<string, Register> {
  return Object.fromEntries(
    Object.entries(registers).map(([key, [value, stamp]]) => [key, [value, stamp]] as const),
  );
}
