import { expect, test } from 'vitest';
import { createTestBrowser } from './browser.fixture.ts';
import type { SyncReason } from './journal.ts';
import { GROCERIES, INBOX, itemId } from './items.fixture.ts';
import { keys, readList } from './records.ts';
import type { ListRecord } from './records.ts';

const NOW_MS = 1_790_000_000_000;

/** What is left of the lists' resets after a reason to sync, the breaker of one of them being open. */
async function resetsAfter(reason: SyncReason): Promise<readonly unknown[]> {
  const browser = createTestBrowser(NOW_MS);
  const replica = browser.context().replica();
  await replica.start();
  await replica.commit(() => [{ id: itemId(1), values: { t: 'Milk' }, seen: undefined }]);
  const store = replica.view.mirror?.account.store;
  const record: ListRecord = { cursor: ['epoch', 9, 0, 9, 'tag'], generation: 4, checkedMs: 5 };
  await store?.write('strict', async (records) => {
    records.put(keys.list(INBOX), { ...record, resetsMs: [NOW_MS - 3, NOW_MS - 2, NOW_MS - 1] });
    records.put(keys.list(GROCERIES), { ...record, resetsMs: [NOW_MS - 1] });
  });
  await browser.context().replica().requestSync(reason);
  const inbox = await store?.read((records) => readList(records, INBOX));
  const groceries = await store?.read((records) => readList(records, GROCERIES));
  // Nothing else of the record goes.
  expect(inbox).toMatchObject(record);
  return [inbox?.resetsMs, groceries?.resetsMs?.length];
}

test('P17 a tap on Sync now tries a list that is left alone as if nothing had been', async () => {
  expect(await resetsAfter('button')).toEqual([undefined, 1]);
});

test('P17 no other reason does', async () => {
  for (const reason of ['start', 'visible', 'online', 'timer'] as const) {
    const [resetsMs] = await resetsAfter(reason);
    expect(resetsMs, reason).toHaveLength(3);
  }
});
