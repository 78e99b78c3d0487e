import { expect, test } from 'vitest';
import { createTestBrowser } from './browser.fixture.ts';
import { keepDeleted } from './deletion-brake.ts';
import { INBOX, itemAt, itemId } from './items.fixture.ts';
import { isKeptRecord } from './records.ts';
import { putSegment } from './segment-store.ts';
import { itemsFromSegment } from './segment.ts';

/** A list of so many to-dos, of which an answer deletes so many; what was kept of them. */
async function keptOf(
  live: number,
  deleted: number,
  how: 'trash' | 'empty' = 'trash',
): Promise<readonly unknown[]> {
  const store = createTestBrowser().context().ports.openStore('brake');
  const ids = Array.from({ length: live }, (_, number) => itemId(number));
  const items = ids.map((id) => itemAt(id, 1, { c: 'me', t: `title of ${id}` }));
  await store.write('relaxed', (records) => putSegment(records, INBOX, items));
  const values = how === 'trash' ? { x: true } : { x: true, e: true };
  const changes = ids.slice(0, deleted).map((id) => itemAt(id, 2, values));
  const [key] = await store.write('relaxed', (records) => keepDeleted(records, INBOX, changes, 7));
  if (key === undefined) return [];
  const record = await store.read((records) => records.get(key));
  return isKeptRecord(record)
    ? itemsFromSegment(record.items).map(({ registers }) => registers['t']?.[0])
    : [];
}

test('P41 a deletion of most of a list keeps the to-dos as they were', async () => {
  const kept = await keptOf(100, 90);
  expect(kept).toHaveLength(90);
  expect(kept[0]).toBe(`title of ${itemId(0)}`);
});

test('P41 so does the emptying of to-dos that were never in Trash here', async () => {
  expect(await keptOf(40, 30, 'empty')).toHaveLength(30);
});

test('twenty to-dos, or a quarter of a list, are no reason to ask', async () => {
  expect(await keptOf(22, 20)).toEqual([]);
  expect(await keptOf(100, 25)).toEqual([]);
  expect(await keptOf(100, 26)).toHaveLength(26);
});

test('to-dos that were deleted here already are not counted again', async () => {
  const store = createTestBrowser().context().ports.openStore('brake');
  const trashed = Array.from({ length: 40 }, (_, number) =>
    itemAt(itemId(number), 1, { t: 'old', x: true }),
  );
  await store.write('relaxed', (records) => putSegment(records, INBOX, trashed));
  const changes = trashed.map(({ id }) => itemAt(id, 2, { x: true }));
  const kept = await store.write('relaxed', (records) => keepDeleted(records, INBOX, changes, 7));
  expect(kept).toEqual([]);
});
