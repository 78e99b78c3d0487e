/** What a person decides about something that was kept for them, done and told; and what takes it back. */

import type { ItemId } from '../domain/ids.ts';
import { bringBackEdits } from '../replica/kept-deletions.ts';
import type { Mirror } from '../replica/mirror.ts';
import { putBackEdits, trashEdits, undoPutBackEdits } from '../replica/put-back.ts';
import type { KeptRecord, RefusedRecord } from '../replica/records.ts';
import type { Replica } from '../replica/replica.ts';
import { retryEdit } from '../replica/retry-refused.ts';
import type { Decision } from './events.ts';
import { secondWords } from './second-words.ts';

export interface Decided {
  readonly said: string;
  /** Absent where there is nothing to take back. */
  readonly undo?: () => Promise<void>;
}

/** Places for so many to-dos on top of the Inbox. */
type OrderKeys = (mirror: Mirror, count: number) => readonly string[];

/**
 * Resolves when it is on this device's disk, all of it or nothing.
 *
 * @throws what {@link Replica.commit} throws
 */
export function decide(
  replica: Replica,
  orderKeys: OrderKeys,
  decision: Decision,
): Promise<Decided> {
  switch (decision.kind) {
    case 'put-back':
      return putBack(replica, orderKeys, decision.ids);
    case 'discard-recovered':
      return discardRecovered(replica, decision.id);
    case 'bring-back':
      return bringBack(replica, decision.keys);
    case 'keep-deletion':
      return settle(replica, decision.keys, (mirror) => mirror.kept, secondWords.deletionStays);
    case 'retry':
      return retry(replica, decision.key);
    case 'discard-refused':
      return settle(
        replica,
        [decision.key],
        (mirror) => mirror.refusedByKey,
        secondWords.discarded,
      );
  }
}

async function putBack(
  replica: Replica,
  orderKeys: OrderKeys,
  ids: readonly ItemId[],
): Promise<Decided> {
  await replica.commit((mirror) => putBackEdits(mirror, ids, orderKeys(mirror, ids.length)));
  return {
    said: secondWords.isBackOnTop(ids.length),
    undo: () => replica.commit((mirror) => undoPutBackEdits(mirror, ids)),
  };
}

async function discardRecovered(replica: Replica, id: ItemId): Promise<Decided> {
  await replica.commit((mirror) => trashEdits(mirror, [id], true));
  return {
    said: secondWords.discarded,
    undo: () => replica.commit((mirror) => trashEdits(mirror, [id], false)),
  };
}

async function bringBack(replica: Replica, keys: readonly string[]): Promise<Decided> {
  let count = 0;
  await replica.commit((mirror) => {
    const settled = keys.filter((key) => mirror.kept.has(key));
    const edits = bringBackEdits(mirror, settled);
    count = new Set(edits.map(({ id }) => id)).size;
    return { edits, settled };
  });
  return { said: secondWords.areBack(count) };
}

async function retry(replica: Replica, key: string): Promise<Decided> {
  await replica.commit((mirror) => {
    const record = mirror.refusedByKey.get(key);
    return record ? { edits: [retryEdit(mirror, record)], settled: [key] } : [];
  });
  return { said: secondWords.sentAgain };
}

/** The records are done with, and nothing else changes. Taking that back brings the very same ones back. */
async function settle(
  replica: Replica,
  keys: readonly string[],
  recordsOf: (mirror: Mirror) => ReadonlyMap<string, KeptRecord | RefusedRecord>,
  said: string,
): Promise<Decided> {
  let reopened: readonly (readonly [string, KeptRecord | RefusedRecord])[] = [];
  await replica.commit((mirror) => {
    reopened = [...recordsOf(mirror)].filter(([key]) => keys.includes(key));
    return { edits: [], settled: reopened.map(([key]) => key) };
  });
  return { said, undo: () => replica.commit(() => ({ edits: [], reopened })) };
}
