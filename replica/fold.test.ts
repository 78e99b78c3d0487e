import { expect, test } from 'vitest';
import type { ItemId, ListId } from '../domain/ids.ts';
import type { Item } from '../domain/register.ts';
import { stampFromParts } from '../domain/stamp-parts.ts';
import { createTestBrowser } from './browser.fixture.ts';
import { foldLists, foldSegments, smallestTier } from './fold.ts';
import { LAYOUT, keys } from './records.ts';
import type { RecordStore } from './record-store.ts';
import { itemsFromSegment, mergeInto } from './segment.ts';
import { putSegment } from './segment-store.ts';

const list = 'LLLLLLLLLLLLLLLL' as ListId;
const item = (number: number, ms: number): Item => ({
  id: String(number).padStart(16, 'A') as ItemId,
  rev: ms,
  registers: { t: [`title ${ms}`, stampFromParts({ ms, counter: 0, node: '00000' })] },
});

async function read(store: RecordStore): Promise<ReadonlyMap<ItemId, Item>> {
  const held = new Map<ItemId, Item>();
  for (const [, segment] of await store.read((records) => records.entries(keys.segments(list)))) {
    mergeInto(held, itemsFromSegment(segment));
  }
  return held;
}

test('folding changes nothing that can be read, and leaves few segments', async () => {
  const store = createTestBrowser().context().ports.openStore('fold');
  for (let ms = 1; ms <= 300; ms += 1) {
    await store.write('relaxed', (records) => putSegment(records, list, [item(ms % 40, ms)]));
    if (ms % 20 === 0) await foldSegments(store, list);
  }
  const before = await read(store);
  expect(before.size).toBe(40);
  await foldSegments(store, list);
  expect(await read(store)).toEqual(before);
  const left = await store.read((records) => records.keys(keys.segments(list)));
  expect(left.length).toBeLessThan(24);
});

test('a large segment is left alone while only little has come', () => {
  const segments = [
    keys.segment(list, 0, 10_000),
    ...Array.from({ length: 12 }, (_, at) => keys.segment(list, at + 1, 1)),
  ];
  expect(smallestTier(segments)).toHaveLength(12);
  expect(smallestTier(segments)).not.toContain(segments[0]);
});

test('a list with few segments is not folded', async () => {
  const store = createTestBrowser().context().ports.openStore('fold');
  await store.write('relaxed', (records) => putSegment(records, list, [item(1, 1)]));
  expect(await foldSegments(store, list)).toBe(0);
});

test('B16 a record that cannot be read is left where it is', async () => {
  const store = createTestBrowser().context().ports.openStore('fold');
  for (let ms = 1; ms <= 12; ms += 1) {
    await store.write('relaxed', (records) => putSegment(records, list, [item(ms, ms)]));
  }
  const [damaged = ''] = await store.read((records) => records.keys(keys.segments(list)));
  await store.write('relaxed', (records) => Promise.resolve(records.put(damaged, { ids: 7 })));
  expect(await foldSegments(store, list)).toBe(11);
  expect(await store.read((records) => records.get(damaged))).toEqual({ ids: 7 });
});

test('a store of a newer layout is not folded', async () => {
  const store = createTestBrowser().context().ports.openStore('fold');
  for (let ms = 1; ms <= 12; ms += 1) {
    await store.write('relaxed', (records) => putSegment(records, list, [item(ms, ms)]));
  }
  const newer = { layout: LAYOUT + 1, accountId: 'A'.repeat(16), inboxId: list };
  await store.write('strict', (records) => Promise.resolve(records.put(keys.meta, newer)));
  await expect(foldSegments(store, list)).rejects.toMatchObject({ kind: 'newer-layout' });
  expect(await store.read((records) => records.keys(keys.segments(list)))).toHaveLength(12);
});

test('every list is folded that has many segments, and no other', async () => {
  const store = createTestBrowser().context().ports.openStore('fold');
  const [few, many] = ['FFFFFFFFFFFFFFFF', 'u:MMMMMMMMMMMMMMMM'] as ListId[] as [ListId, ListId];
  for (let ms = 1; ms <= 12; ms += 1) {
    await store.write('relaxed', (records) => putSegment(records, many, [item(ms, ms)]));
    if (ms < 12)
      await store.write('relaxed', (records) => putSegment(records, few, [item(ms, ms)]));
  }
  await foldLists(store);
  const left = await store.read((records) => records.keys(keys.allSegments));
  expect(left.filter((key) => key.startsWith(keys.segments(few)))).toHaveLength(11);
  expect(left.filter((key) => key.startsWith(keys.segments(many))).length).toBeLessThan(4);
});
