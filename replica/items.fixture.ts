/** Small ids, stamps and items for tests of the store's records. */

import type { AccountId, ItemId, ListId } from '../domain/ids.ts';
import type { Item, Json, Register } from '../domain/register.ts';
import { stampFromParts } from '../domain/stamp-parts.ts';
import type { Stamp } from '../domain/stamp.ts';
import type { EditRecord, StoredEdit } from './records.ts';

export const ME = 'meMEmeMEmeMEmeME' as AccountId;
export const INBOX = 'inboxINBOXinboxI' as ListId;
export const GROCERIES = 'groceriesGROCERI' as ListId;

export function itemId(number: number): ItemId {
  return String(number).padStart(16, 'i') as ItemId;
}

export function stampAt(ms: number): Stamp {
  return stampFromParts({ ms, counter: 0, node: 'aaaaa' });
}

/** Every value set at the same moment. */
export function itemAt(id: ItemId, ms: number, values: Readonly<Record<string, Json>>): Item {
  const registers = Object.entries(values).map(([key, value]): [string, Register] => [
    key,
    [value, stampAt(ms)],
  ]);
  return { id, rev: 1, registers: Object.fromEntries(registers) };
}

export function editAt(
  list: ListId,
  { id, registers }: Item,
  more: Partial<EditRecord> = {},
): EditRecord {
  const edit: StoredEdit = [id, registers, 0];
  return { list, generation: 1, edits: [edit], ...more };
}
