/** Trying a refused edit again: the same values as an edit of now, so that they count as written now. */

import type { NewEdit } from './edit.ts';
import type { Mirror } from './mirror.ts';
import type { RefusedRecord } from './records.ts';

export function retryEdit(mirror: Mirror, { list, id, registers }: RefusedRecord): NewEdit {
  const values = Object.entries(registers).map(([key, [value]]) => [key, value] as const);
  return { list, id, values: Object.fromEntries(values), seen: mirror.itemsOf(list).get(id) };
}
