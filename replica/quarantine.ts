/**
 * When the server refuses a request as a whole, the edits in it are sent in ever smaller groups until the one it cannot
 * take is alone. That one is kept for the person; the others go through.
 */

import type { ItemId } from '../domain/ids.ts';
import type { RejectionReason } from '../protocol/sync-answer.ts';
import { FULL_BATCH, registersFromEdited } from './outbox.ts';
import type { BatchLimits } from './outbox.ts';
import type { RecordStore, Writer } from './record-store.ts';
import { keys, readEdits } from './records.ts';
import type { EditRecord, StoredEdit } from './records.ts';

export type Quarantine =
  /** Try again with at most so many edits. */
  | { readonly kind: 'smaller'; readonly room: BatchLimits }
  /** The one edit was set aside; try the rest. */
  | { readonly kind: 'set-aside'; readonly key: string; readonly gone: string }
  /** Nothing was pushed, so no edit is to blame. */
  | { readonly kind: 'blameless' };

export async function quarantine(
  store: RecordStore,
  sentEdits: number,
  reason: RejectionReason,
  nowMs: number,
): Promise<Quarantine> {
  if (sentEdits === 0) return { kind: 'blameless' };
  return store.write('strict', async (records) => {
    const [first] = await readEdits(records);
    if (!first) return { kind: 'blameless' };
    const [key, record] = first;
    if (sentEdits > 1) {
      if (record.edits.length > 1) splitRecord(records, key, record);
      return { kind: 'smaller', room: { ...FULL_BATCH, edits: Math.floor(sentEdits / 2) } };
    }
    const refusal = setAside(records, record, reason, nowMs);
    records.delete(key);
    return { kind: 'set-aside', key: refusal, gone: key };
  });
}

/** One record for each edit, so that each can be sent and acknowledged alone. */
function splitRecord(records: Writer, key: string, record: EditRecord): void {
  records.delete(key);
  for (const [at, edit] of record.edits.entries()) {
    const stamp = firstStamp(edit);
    // Offers after a reset may hold one stamp twice; the number keeps their keys apart.
    records.put(keys.edit(`${stamp}.${at}`), { ...record, edits: [edit] });
  }
}

function setAside(
  records: Writer,
  { list, edits }: EditRecord,
  reason: RejectionReason,
  nowMs: number,
): string {
  let written = '';
  for (const edit of edits) {
    const [id, registers]: readonly [ItemId, StoredEdit[1], number] = edit;
    written = keys.refusal(firstStamp(edit), id);
    records.put(written, {
      list,
      id,
      registers: registersFromEdited(registers),
      reason,
      atMs: nowMs,
    });
  }
  return written;
}

function firstStamp([, registers]: StoredEdit): string {
  return Object.values(registers)[0]?.[1] ?? '';
}
