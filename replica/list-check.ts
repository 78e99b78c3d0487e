/**
 * Comparing a list with the server's, once a day: a copy that went wrong for a reason nobody thought of is read anew, and
 * what only this device has is offered.
 */

import { digestOf } from '../domain/digest.ts';
import type { Digest } from '../domain/digest.ts';
import type { ListId } from '../domain/ids.ts';
import { readSegments } from './local-items.ts';
import type { Reader } from './record-store.ts';
import { readEdits } from './records.ts';
import type { ListRecord } from './records.ts';

const DAY_MS = 86_400_000;

/** Whether it is time to compare. A clock that was set back makes it so too. @param nowMs by the device's clock */
export function isCheckDue({ checkedMs = 0 }: ListRecord, nowMs: number): boolean {
  return Math.abs(nowMs - checkedMs) > DAY_MS;
}

/** Whether this device's copy is the server's; undefined while something waits, when they need not be the same. */
export async function isSameAs(
  records: Reader,
  list: ListId,
  [items, stamps]: Digest,
): Promise<boolean | undefined> {
  const edits = await readEdits(records);
  if (edits.some(([, record]) => record.list === list)) return undefined;
  const [ownItems, ownStamps] = digestOf((await readSegments(records, list)).values());
  return ownItems === items && ownStamps === stamps;
}
