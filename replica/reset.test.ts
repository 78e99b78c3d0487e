import { expect, test } from 'vitest';
import type { ItemId, ListId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import type { Item } from '../domain/register.ts';
import { stampFromParts } from '../domain/stamp-parts.ts';
import { createTestBrowser } from './browser.fixture.ts';
import { splitRecord } from './quarantine.ts';
import { itemAt, itemId } from './items.fixture.ts';
import { LIST_START, keys, readEdits, readList } from './records.ts';
import { offerEverything } from './reset.ts';
import { putSegment } from './segment-store.ts';
import { itemsFromSegment } from './segment.ts';

const list = 'LLLLLLLLLLLLLLLL' as ListId;
const items = Array.from({ length: 450 }, (_, number): Item => {
  const stamp = stampFromParts({ ms: 1000, counter: 0, node: '00000' });
  return { id: String(number).padStart(16, 'A') as ItemId, rev: 9, registers: { t: ['x', stamp] } };
});

test('C15 a reset offers every register once, however often it comes', async () => {
  const store = createTestBrowser().context().ports.openStore('reset');
  await store.write('relaxed', (records) => putSegment(records, list, items));
  for (let reset = 1; reset <= 5; reset += 1) {
    await store.write('relaxed', (records) =>
      offerEverything(records, list, LIST_START, `epoch${reset}`),
    );
  }
  const offered = await store.read(readEdits);
  expect(offered.flatMap(([, { edits }]) => edits.map(([id]) => id)).toSorted()).toEqual(
    items.map(({ id }) => id).toSorted(),
  );
  expect(Math.max(...offered.map(([, { edits }]) => edits.length))).toBeLessThanOrEqual(200);
});

test('after a reset nothing is held under a revision of before, and the list is read anew', async () => {
  const store = createTestBrowser().context().ports.openStore('reset');
  await store.write('relaxed', (records) => putSegment(records, list, items));
  await store.write('relaxed', (records) => offerEverything(records, list, LIST_START, 'new'));
  const { cursor, generation } = await store.read((records) => readList(records, list));
  expect(cursor).toEqual(['new', 0, 0, 0, '']);
  expect(generation).toBe(2);
  const segments = await store.read((records) => records.entries(keys.segments(list)));
  const revs = segments.flatMap(([, segment]) => itemsFromSegment(segment).map(({ rev }) => rev));
  expect(new Set(revs)).toEqual(new Set([0]));
});

test('what is offered once more lies under another key, or a late answer to the first would acknowledge it', async () => {
  const store = createTestBrowser().context().ports.openStore('reset');
  const offer = async (): Promise<readonly string[]> => {
    await store.write('relaxed', async (records) => {
      for (const key of await records.keys(keys.edits)) records.delete(key);
      await offerEverything(records, list, await readList(records, list), 'new');
    });
    return (await store.read(readEdits)).map(([key]) => key);
  };
  await store.write('relaxed', (records) => putSegment(records, list, items));
  const [first, second] = [await offer(), await offer()];
  expect(first).toHaveLength(second.length);
  expect(second.filter((key) => first.includes(key))).toEqual([]);
});

test('splitting a record loses none of its neighbours, though their stamps are the same', async () => {
  const store = createTestBrowser().context().ports.openStore('reset');
  await store.write('relaxed', (records) => putSegment(records, list, items));
  await store.write('relaxed', (records) => offerEverything(records, list, LIST_START, 'new'));
  const [first] = await store.read(readEdits);
  await splitRecord(store, first?.[0] ?? '');
  const ids = (await store.read(readEdits)).flatMap(([, { edits }]) => edits.map(([id]) => id));
  expect(ids.toSorted()).toEqual(items.map(({ id }) => id).toSorted());
});

test('a to-do that has grown larger than a request is offered in parts that fit, each with its creator', async () => {
  const store = createTestBrowser().context().ports.openStore('reset');
  const stamp = stampFromParts({ ms: 1000, counter: 0, node: '00000' });
  const texts = ['n', 'za', 'zb', 'zc', 'zd', 'ze'].map((key) => [
    key,
    ['x'.repeat(60_000), stamp],
  ]);
  const registers = { ...Object.fromEntries(texts), c: ['anna', stamp] } as Item['registers'];
  const large = { id: 'large-----------' as ItemId, rev: 9, registers };
  await store.write('relaxed', (records) => putSegment(records, list, [large]));
  await store.write('relaxed', (records) => offerEverything(records, list, LIST_START, 'new'));
  const offered = (await store.read(readEdits)).flatMap(([, { edits }]) => edits);
  expect(offered.length).toBeGreaterThan(1);
  for (const edit of offered) {
    expect(JSON.stringify(edit).length).toBeLessThan(limits.requestBytes);
    expect(edit[1]['c']).toEqual(registers['c']);
  }
  const all = Object.assign({}, ...offered.map(([, part]) => part));
  expect(all).toEqual(registers);
});

test('that a to-do was emptied is offered too, so that a server that has its text again ends it again', async () => {
  const store = createTestBrowser().context().ports.openStore('reset');
  const { registers } = itemAt(itemId(9), 5, { x: true, e: true });
  const emptied: Item = { id: 'EEEEEEEEEEEEEEEE' as ItemId, rev: 9, registers };
  await store.write('relaxed', (records) => putSegment(records, list, [emptied]));
  await store.write('relaxed', (records) => offerEverything(records, list, LIST_START, 'new'));
  const [offer] = await store.read(readEdits);
  expect(offer?.[1].edits).toEqual([[emptied.id, registers, 0]]);
});
