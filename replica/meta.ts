/** A store's meta record: making the first, and moving its clock on. */

import { CLOCK_START, observe } from '../domain/clock.ts';
import type { Clock } from '../domain/clock.ts';
import { STAMP_LENGTH, isStamp } from '../domain/stamp.ts';
import type { Stamp } from '../domain/stamp.ts';
import type { Reader } from './record-store.ts';
import { LAYOUT, keys } from './records.ts';
import type { Meta, StoredEdit } from './records.ts';

/** The meta record of a store in which nothing was written yet. */
export function newMeta({ accountId, inboxId }: Pick<Meta, 'accountId' | 'inboxId'>): Meta {
  return { layout: LAYOUT, accountId, inboxId, clock: CLOCK_START, offsetMs: 0 };
}

/** The clock after it has seen all of these. */
export function latestClock(clock: Clock, stamps: Iterable<Stamp>): Clock {
  let latest: Stamp | undefined;
  for (const stamp of stamps) if (latest === undefined || stamp > latest) latest = stamp;
  return latest === undefined ? clock : observe(clock, latest);
}

/** The latest stamp that waits: a commit does not move the meta record's clock on, the last key of the outbox tells. */
export async function latestWaiting(records: Reader): Promise<Stamp | undefined> {
  const key = await records.lastKey(keys.edits);
  const latest = key?.slice(keys.edits.length, keys.edits.length + STAMP_LENGTH);
  return isStamp(latest) ? latest : undefined;
}

/** Every stamp in the edits. */
export function stampsOf(edits: readonly StoredEdit[]): readonly Stamp[] {
  return edits.flatMap(([, registers]) => Object.values(registers).map(([, stamp]) => stamp));
}
