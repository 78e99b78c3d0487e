/**
 * Putting right what a wrong clock stamped.
 *
 * A device whose clock ran far ahead has stamped edits that the server refuses. At the first honest word about the time
 * they get new stamps, in their order and in one transaction. Stamps only a little ahead are left to wait: the server
 * takes them soon, and a stamp that may have arrived must never change.
 *
 * A server that calls far ahead what it once had has a clock that went back. Then everything waits until it is right.
 */

import { tick, stampFromClock } from '../domain/clock.ts';
import { limits } from '../domain/limits.ts';
import { millisecondsOfStamp, nodeOfStamp } from '../domain/stamp.ts';
import type { Stamp } from '../domain/stamp.ts';
import type { EditedRegister } from '../protocol/edit.ts';
import { latestClock, stampsOf } from './meta.ts';
import { keys, readEdits, readMeta } from './records.ts';
import type { EditRecord, Outbox, StoredEdit } from './records.ts';
import type { Reader, RecordStore } from './record-store.ts';
import { itemsFromSegment } from './segment.ts';

/** Further ahead than the server accepts by more than its own clock may wander. */
const HOPELESS_LEAD_MS = limits.stampLeadMs + limits.clockSkewMs;

/** Sets the offset and re-stamps what the server certainly refused. Answers whether any edit was re-stamped. */
export async function restampHopelessEdits(
  store: RecordStore,
  nowMs: number,
  offsetMs: number,
): Promise<boolean> {
  return store.write('strict', async (records) => {
    const meta = await readMeta(records);
    if (!meta) return false;
    const serverMs = nowMs + offsetMs;
    const isHopeless = (stamp: Stamp): boolean =>
      millisecondsOfStamp(stamp) > serverMs + HOPELESS_LEAD_MS;
    const edits = await readEdits(records);
    const known = await stampsKnown(records, edits);
    if (known.some(isHopeless)) {
      records.put(keys.meta, { ...meta, offsetMs });
      return false;
    }
    const newStamps = new Map<Stamp, Stamp>();
    const own = edits.flatMap(([, record]) => stampsOf(record.edits));
    const kept = [...known, ...own.filter((stamp) => !isHopeless(stamp))];
    const isClockKept = meta.clock.ms <= serverMs + HOPELESS_LEAD_MS;
    let clock = latestClock(isClockKept ? meta.clock : { ms: serverMs, counter: 0 }, kept);
    for (const stamp of sortedStamps(edits.map(([, record]) => record)).filter(isHopeless)) {
      clock = tick(clock, serverMs);
      newStamps.set(stamp, stampFromClock(clock, nodeOfStamp(stamp)));
    }
    for (const [key, record] of edits) {
      const restamped = restampRecord(record, newStamps);
      if (restamped === record) continue;
      records.delete(key);
      const latest = sortedStamps([restamped]).at(-1);
      records.put(keys.edit(latest ?? ''), restamped);
    }
    records.put(keys.meta, { ...meta, clock, offsetMs });
    return newStamps.size > 0;
  });
}

/** Stamps that the server once had: of what it acknowledged or sent, and of what is offered to it again. */
async function stampsKnown(records: Reader, edits: Outbox): Promise<readonly Stamp[]> {
  const stamps = edits.flatMap(([, { isOffer, edits: offered }]) =>
    isOffer ? stampsOf(offered) : [],
  );
  for (const [, segment] of await records.entries(keys.allSegments)) {
    for (const { registers } of itemsFromSegment(segment))
      stamps.push(...Object.values(registers).map(([, stamp]) => stamp));
  }
  return stamps;
}

function sortedStamps(records: readonly EditRecord[]): readonly Stamp[] {
  return [...new Set(records.flatMap(({ edits }) => stampsOf(edits)))].toSorted();
}

function restampRecord(record: EditRecord, newStamps: ReadonlyMap<Stamp, Stamp>): EditRecord {
  const isTouched = stampsOf(record.edits).some((stamp) => newStamps.has(stamp));
  if (!isTouched) return record;
  const renew = (stamp: Stamp): Stamp => newStamps.get(stamp) ?? stamp;
  const edits = record.edits.map(([id, registers, rev]): StoredEdit => {
    const entries = Object.entries(registers).map(
      ([key, [value, stamp, base]]): [string, EditedRegister] => [
        key,
        base === undefined ? [value, renew(stamp)] : [value, renew(stamp), renew(base)],
      ],
    );
    return [id, Object.fromEntries(entries), rev];
  });
  return { ...record, edits };
}
