/** A store, an answer about one of its lists, and what is in the store afterwards. */

import { CLOCK_START } from '../domain/clock.ts';
import { accountListId } from '../domain/ids.ts';
import type { ListId } from '../domain/ids.ts';
import { recoveredId } from '../domain/recovered-id.ts';
import type { Item } from '../domain/register.ts';
import type { ListAnswer, ListFailure } from '../protocol/sync-answer.ts';
import { createTestBrowser } from './browser.fixture.ts';
import { INBOX, ME, itemAt, itemId, stampAt } from './items.fixture.ts';
import { readItems } from './local-items.ts';
import { takeBatches } from './outbox.ts';
import type { RecordStore } from './record-store.ts';
import { isKeptRecord, keys, readEdits } from './records.ts';
import type { EditRecord, ListRecord } from './records.ts';
import { repairs } from './repairs.ts';
import { itemsFromSegment } from './segment.ts';
import { putSegment } from './segment-store.ts';
import { applyPart } from './sync-apply.ts';
import type { Applied } from './sync-apply.ts';

export const OWN = accountListId(ME);
export const NOW_MS = 1_790_000_000_000;
export const MILK = itemAt(itemId(1), 1000, { c: ME, t: 'Milk', n: 'oat' });
export const RENAMED = itemAt(itemId(1), 2000, { t: 'Oat milk' });
export const READ: ListRecord = {
  cursor: ['epoch', 5, 0, 5, 'tag'],
  generation: 1,
  checkedMs: NOW_MS,
};

export interface Given {
  readonly list?: ListId;
  readonly held?: readonly Item[];
  readonly outbox?: readonly EditRecord[];
  readonly record?: ListRecord;
  /** What the request was built from, where that is no longer what is stored. */
  readonly asked?: ListRecord;
  /** Another context was quicker: what was pushed waits no longer. */
  readonly isLate?: boolean;
  readonly upTo?: number;
  readonly isWorker?: boolean;
}

/** Has one part of an answer applied to a store that holds what is given. */
export async function apply(
  part: ListAnswer | ListFailure,
  { list = INBOX, held = [], outbox = [], record = READ, ...given }: Given = {},
): Promise<{ readonly store: RecordStore; readonly applied: Applied }> {
  const store = createTestBrowser().context().ports.openStore('apply');
  await store.write('relaxed', async (records) => {
    await putSegment(records, list, held);
    records.put(keys.list(list), record);
    for (const [at, edit] of outbox.entries()) records.put(keys.edit(stampAt(at)), edit);
  });
  const [batch] = takeBatches(await store.read(readEdits), new Map([[list, record]]));
  if (given.isLate) {
    await store.write('relaxed', async (records) => {
      for (const key of await records.keys(keys.edits)) records.delete(key);
    });
  }
  const applied = await store.write('relaxed', (records) =>
    applyPart(records, {
      account: { accountId: ME, inboxId: INBOX },
      asked: {
        list,
        record: given.asked ?? record,
        upTo: given.upTo,
        isNew: false,
        isCheck: 'dg' in part,
      },
      batch,
      part,
      clock: CLOCK_START,
      nowMs: NOW_MS,
      serverMs: NOW_MS,
      node: 'bbbbb',
      repairs: given.isWorker ? undefined : repairs,
    }),
  );
  return { store, applied };
}

export const recovered = (store: RecordStore): Promise<Item | undefined> =>
  store.read(async (records) => (await readItems(records, OWN)).get(recoveredId(INBOX, MILK.id)));
export const itemsIn = (store: RecordStore, list: ListId = INBOX): Promise<readonly Item[]> =>
  store.read(async (records) => [...(await readItems(records, list)).values()]);
export const outboxOf = async (store: RecordStore): Promise<readonly EditRecord[]> =>
  (await store.read(readEdits)).map(([, record]) => record);
/** The ids of the to-dos that a person is asked about, by record. */
export const kept = async (store: RecordStore): Promise<readonly (readonly string[])[]> => {
  const records = await store.read((all) => all.entries(keys.allKept));
  return records.map(([, record]) =>
    isKeptRecord(record) ? itemsFromSegment(record.items).map(({ id }) => id) : [],
  );
};
