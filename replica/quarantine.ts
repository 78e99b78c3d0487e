/**
 * When the server refuses a request as a whole, the edits in it are sent in ever smaller groups until the one it cannot
 * take is alone. That one is kept for the person, or where the server fails at it waits; the others go through.
 */

import type { RejectionReason } from '../protocol/sync-answer.ts';
import type { Account } from './account.ts';
import { FULL_BATCH } from './outbox.ts';
import type { Batch, BatchLimits } from './outbox.ts';
import type { Ports } from './ports.ts';
import type { RecordStore } from './record-store.ts';
import { isEditRecord, readEdits, readMeta } from './records.ts';
import { setAside } from './refusals.ts';
import { freeKey } from './reset.ts';

export interface Refusal {
  /** What the server says of it, or that it failed. */
  readonly reason: Extract<RejectionReason, 'size' | 'type'> | 'failure';
  /** The server has answered a request without these edits, so it is one of them that it refuses. */
  readonly isServerWell: boolean;
}

/** What to do next in the search. */
export type Step =
  | { readonly kind: 'give-up' }
  /** Ask without sending anything, so as to learn whether the server is well. */
  | { readonly kind: 'ask' }
  /** Send at most so much. */
  | { readonly kind: 'send'; readonly room: BatchLimits }
  /** Send everything but this record: the server fails at it, and it has to wait until it does not. */
  | { readonly kind: 'hold-back'; readonly key: string };

/** One step of the search in the batches that were refused. */
export async function isolate(
  ports: Ports,
  { store, accountId }: Account,
  batches: readonly Batch[],
  { reason, isServerWell }: Refusal,
): Promise<Step> {
  const sentKeys = batches.flatMap(({ keys }) => keys);
  const [key] = sentKeys;
  if (key === undefined) return { kind: 'give-up' };
  // A server that fails at everything is not to be asked ten times.
  if (reason === 'failure' && !isServerWell) return { kind: 'ask' };
  if (sentKeys.length > 1) return sendAtMost(Math.max(1, Math.floor(sentKeys.length / 2)));
  if (reason === 'failure') return { kind: 'hold-back', key };
  if (batches.some(({ edits }) => edits.length > 1)) {
    await splitRecord(store, key);
    ports.channel.post({ kind: 'reread', accountId });
    return sendAtMost(1);
  }
  if (!isServerWell) return { kind: 'ask' };
  await setRecordAside(store, key, reason, ports.nowMs());
  // What was merged into a screen cannot be taken out of it again.
  ports.channel.post({ kind: 'reread', accountId });
  return { kind: 'send', room: FULL_BATCH };
}

function sendAtMost(edits: number): Step {
  return { kind: 'send', room: { ...FULL_BATCH, edits } };
}

/** One record for each edit in the record, so that each can be sent and acknowledged alone. */
export async function splitRecord(store: RecordStore, key: string): Promise<void> {
  await store.write('strict', async (records) => {
    await readMeta(records);
    const record = await records.get(key);
    if (!isEditRecord(record)) return;
    const taken = new Set((await readEdits(records)).map(([name]) => name));
    for (const edit of record.edits) {
      const name = freeKey({ ...record, edits: [edit] }, taken);
      taken.add(name);
      records.put(name, { ...record, edits: [edit] });
    }
    records.delete(key);
  });
}

/** Takes the edit out of the outbox and keeps it where the person can see it. */
async function setRecordAside(
  store: RecordStore,
  key: string,
  reason: RejectionReason,
  nowMs: number,
): Promise<void> {
  await store.write('strict', async (records) => {
    await readMeta(records);
    const record = await records.get(key);
    if (!isEditRecord(record)) return;
    records.delete(key);
    const { list } = record;
    for (const edit of record.edits) setAside(records, edit, { list, reason, atMs: nowMs });
  });
}
