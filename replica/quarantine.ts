/**
 * When the server refuses a request as a whole, the edits in it are sent in ever smaller groups until the one it cannot
 * take is alone. That one is kept for the person; the others go through.
 */

import type { RejectionReason } from '../protocol/sync-answer.ts';
import { registersFromEdited } from './edited-items.ts';
import type { RecordStore } from './record-store.ts';
import { isEditRecord, keys, readEdits, readMeta } from './records.ts';
import type { StoredEdit } from './records.ts';
import { freeKey } from './reset.ts';

/** One record for each edit in the record, so that each can be sent and acknowledged alone. */
export async function splitRecord(store: RecordStore, key: string): Promise<void> {
  await store.write('strict', async (records) => {
    await readMeta(records);
    const record = await records.get(key);
    if (!isEditRecord(record)) return;
    const taken = new Set((await readEdits(records)).map(([name]) => name));
    for (const edit of record.edits) {
      const name = freeKey([edit], taken);
      taken.add(name);
      records.put(name, { ...record, edits: [edit] });
    }
    records.delete(key);
  });
}

/** Takes the edit out of the outbox and keeps it where the person can see it. Answers the keys it lies under. */
export async function setAside(
  store: RecordStore,
  key: string,
  reason: RejectionReason,
  nowMs: number,
): Promise<readonly string[]> {
  return store.write('strict', async (records) => {
    await readMeta(records);
    const record = await records.get(key);
    if (!isEditRecord(record)) return [];
    records.delete(key);
    return record.edits.map((edit) => {
      const [id, registers] = edit;
      const refusal = keys.refusal(firstStamp(edit), id);
      const refused = { list: record.list, id, registers: registersFromEdited(registers) };
      records.put(refusal, { ...refused, reason, atMs: nowMs });
      return refusal;
    });
  });
}

function firstStamp([, registers]: StoredEdit): string {
  return Object.values(registers)[0]?.[1] ?? '';
}
