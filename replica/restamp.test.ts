import { expect, test } from 'vitest';
import { createTestBrowser } from './browser.fixture.ts';
import { INBOX, ME, editAt, itemAt, itemId, stampAt } from './items.fixture.ts';
import { latestClock, newMeta } from './meta.ts';
import type { RecordStore } from './record-store.ts';
import { keys, readEdits, readMeta } from './records.ts';
import { restampHopelessEdits } from './restamp.ts';
import { putSegment } from './segment-store.ts';

const NOW_MS = 1_790_000_000_000;
/** As far ahead as the server takes it, or soon will. */
const KEPT_MS = NOW_MS + 400_000;
const HOPELESS_MS = NOW_MS + 500_000;
const TODO = itemId(1);

async function storeWithHopelessEdit(): Promise<RecordStore> {
  const store = createTestBrowser().context().ports.openStore('restamp');
  await store.write('strict', async (records) => {
    const clock = latestClock({ ms: 0, counter: 0 }, [stampAt(HOPELESS_MS)]);
    records.put(keys.meta, { ...newMeta({ accountId: ME, inboxId: INBOX }), clock });
    const edit = editAt(INBOX, itemAt(TODO, HOPELESS_MS, { t: 'later' }));
    records.put(keys.edit(stampAt(HOPELESS_MS)), edit);
  });
  return store;
}

async function restampedTitle(store: RecordStore): Promise<string | undefined> {
  expect(await restampHopelessEdits(store, NOW_MS, 0)).toBe(true);
  const [[, record] = []] = (await store.read(readEdits)).toReversed();
  return record?.edits[0]?.[1]['t']?.[1];
}

test('an edit of a clock far ahead is stamped with the server’s time', async () => {
  const store = await storeWithHopelessEdit();
  expect((await restampedTitle(store))?.slice(0, 7)).toBe(stampAt(NOW_MS).slice(0, 7));
});

test('an edit that is stamped anew stays later than the waiting one that it replaces', async () => {
  const store = await storeWithHopelessEdit();
  await store.write('strict', async (records) => {
    const before = editAt(INBOX, itemAt(TODO, KEPT_MS, { t: 'earlier' }));
    records.put(keys.edit(stampAt(KEPT_MS)), before);
  });
  expect((await restampedTitle(store)) ?? '').toSatisfy(
    (stamp: string) => stamp > stampAt(KEPT_MS) && stamp < stampAt(HOPELESS_MS),
  );
});

test('so it does where the clock in the store has not heard of the outbox', async () => {
  const store = await storeWithHopelessEdit();
  await store.write('strict', async (records) => {
    records.put(keys.meta, newMeta({ accountId: ME, inboxId: INBOX }));
    const before = editAt(INBOX, itemAt(TODO, KEPT_MS, { t: 'earlier' }));
    records.put(keys.edit(stampAt(KEPT_MS)), before);
  });
  expect((await restampedTitle(store)) ?? '').toSatisfy(
    (stamp: string) => stamp > stampAt(KEPT_MS),
  );
});

test('so does the next edit after what the list holds already', async () => {
  const store = await storeWithHopelessEdit();
  await store.write('strict', (records) =>
    putSegment(records, INBOX, [itemAt(TODO, KEPT_MS, { t: 'seen' })]),
  );
  await restampedTitle(store);
  const meta = await store.read(readMeta);
  expect(meta?.clock.ms).toBe(KEPT_MS);
});

test('a server that refuses what it once had is waited for', async () => {
  const store = await storeWithHopelessEdit();
  await store.write('strict', (records) =>
    putSegment(records, INBOX, [itemAt(TODO, HOPELESS_MS - 1, { t: 'acknowledged' })]),
  );
  expect(await restampHopelessEdits(store, NOW_MS, 0)).toBe(false);
  expect(await waitingStamps(store)).toEqual([stampAt(HOPELESS_MS)]);
});

test('what is offered again keeps its stamp', async () => {
  const store = await storeWithHopelessEdit();
  await store.write('strict', async (records) => {
    const item = itemAt(itemId(2), HOPELESS_MS - 1, { t: 'offered' });
    records.put(keys.edit(stampAt(1)), editAt(INBOX, item, { isOffer: true }));
  });
  expect(await restampHopelessEdits(store, NOW_MS, 0)).toBe(false);
  expect(await waitingStamps(store)).toEqual([stampAt(HOPELESS_MS - 1), stampAt(HOPELESS_MS)]);
});

async function waitingStamps(store: RecordStore): Promise<readonly unknown[]> {
  const edits = await store.read(readEdits);
  return edits.flatMap(([, record]) => record.edits.map(([, registers]) => registers['t']?.[1]));
}
