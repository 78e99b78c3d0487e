import { expect, test } from 'vitest';
import { CLOCK_START } from '../domain/clock.ts';
import { accountListId } from '../domain/ids.ts';
import type { ListId } from '../domain/ids.ts';
import { recoveredId } from '../domain/recovered-id.ts';
import type { Item } from '../domain/register.ts';
import type { ListAnswer, ListFailure } from '../protocol/sync-answer.ts';
import { createTestBrowser } from './browser.fixture.ts';
import { GROCERIES, INBOX, ME, editAt, itemAt, itemId, stampAt } from './items.fixture.ts';
import { knownLists } from './known-lists.ts';
import { readItems } from './local-items.ts';
import { takeBatches } from './outbox.ts';
import type { RecordStore } from './record-store.ts';
import { LIST_START, isRefusedRecord, keys, readEdits, readList } from './records.ts';
import type { EditRecord, ListRecord } from './records.ts';
import { repairs } from './repairs.ts';
import { putSegment } from './segment-store.ts';
import { applyPart } from './sync-apply.ts';
import type { Applied } from './sync-apply.ts';

const OWN = accountListId(ME);
const NOW_MS = 1_790_000_000_000;
const MILK = itemAt(itemId(1), 1000, { c: ME, t: 'Milk', n: 'oat' });
const RENAMED = itemAt(itemId(1), 2000, { t: 'Oat milk' });
const READ: ListRecord = { cursor: ['epoch', 5, 0, 5, 'tag'], generation: 1, checkedMs: NOW_MS };

interface Given {
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

async function apply(
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

const recovered = (store: RecordStore): Promise<Item | undefined> =>
  store.read(async (records) => (await readItems(records, OWN)).get(recoveredId(INBOX, MILK.id)));
const itemsIn = (store: RecordStore, list: ListId = INBOX): Promise<readonly Item[]> =>
  store.read(async (records) => [...(await readItems(records, list)).values()]);
const outboxOf = async (store: RecordStore): Promise<readonly EditRecord[]> =>
  (await store.read(readEdits)).map(([, record]) => record);

test('P40 P38 an edit on a to-do that is gone becomes a recovered to-do with all that was known of it', async () => {
  const outbox = [editAt(INBOX, RENAMED)];
  const { store } = await apply({ no: [[0, 'gone']] }, { held: [MILK], outbox });
  expect(await itemsIn(store)).toEqual([]);
  const registers = (await recovered(store))?.registers;
  expect(registers?.['t']?.[0]).toBe('Oat milk');
  expect(registers?.['n']?.[0]).toBe('oat');
  expect(registers?.['f']?.[0]).toEqual([INBOX, MILK.id, 'gone']);
  expect((await outboxOf(store)).map(({ list }) => list)).toEqual([OWN]);
});

test('P11 a late refusal of what another context has seen refused already keeps nothing of its own', async () => {
  const outbox = [editAt(INBOX, RENAMED)];
  for (const reason of ['size', 'gone'] as const) {
    const part = { no: [[0, reason] as [number, typeof reason]] };
    const { store, applied } = await apply(part, { held: [MILK], outbox, isLate: true });
    expect(await store.read((records) => records.keys(keys.refusals))).toEqual([]);
    expect(await recovered(store)).toBeUndefined();
    expect(await itemsIn(store)).toHaveLength(1);
    expect(applied.sent).toBe(0);
  }
});

test('a to-do that is gone and was only offered goes here too', async () => {
  const outbox = [editAt(INBOX, MILK, { isOffer: true })];
  const { store } = await apply({ no: [[0, 'gone']] }, { held: [MILK], outbox });
  expect(await itemsIn(store)).toEqual([]);
  expect(await outboxOf(store)).toEqual([]);
  expect(await recovered(store)).toBeUndefined();
});

test('an offer and an edit of the same to-do count as an edit', async () => {
  const outbox = [editAt(INBOX, MILK, { isOffer: true }), editAt(INBOX, RENAMED)];
  const { store } = await apply({ no: [[0, 'gone']] }, { held: [MILK], outbox });
  expect((await recovered(store))?.registers['t']?.[0]).toBe('Oat milk');
});

test('P71 what was emptied elsewhere loses its text here, and an edit of it is recovered', async () => {
  const emptied = itemAt(MILK.id, 1500, { x: true, e: true });
  const change: [typeof MILK.id, number, Item['registers']] = [MILK.id, 9, emptied.registers];
  const outbox = [editAt(INBOX, RENAMED)];
  const { store } = await apply(
    { to: 9, no: [[0, 'gone']], ch: [change as never] },
    { held: [MILK], outbox },
  );
  const [tombstone] = await itemsIn(store);
  expect(Object.keys(tombstone?.registers ?? {}).toSorted()).toEqual(['e', 'x']);
  expect((await recovered(store))?.registers['t']?.[0]).toBe('Oat milk');
});

test('P71 an edit that waits for a later request is recovered before the emptying is merged', async () => {
  const emptied = itemAt(MILK.id, 1500, { x: true, e: true });
  const change: [typeof MILK.id, number, Item['registers']] = [MILK.id, 9, emptied.registers];
  const part = { to: 9, ch: [change as never] };
  const edited = await apply(part, { held: [MILK], outbox: [editAt(INBOX, RENAMED)] });
  const registers = (await recovered(edited.store))?.registers;
  expect([registers?.['t']?.[0], registers?.['n']?.[0]]).toEqual(['Oat milk', 'oat']);
  expect((await outboxOf(edited.store)).map(({ list }) => list)).toEqual([OWN]);

  // Who has deleted it too wants nothing back.
  const deleted = [editAt(INBOX, itemAt(MILK.id, 1200, { x: true }))];
  const trashed = await apply(part, { held: [MILK], outbox: deleted });
  expect(await recovered(trashed.store)).toBeUndefined();
});

test('P61 a reader’s edit needs attention, a reader’s offer does not', async () => {
  const edited = await apply({ no: [[0, 'role']] }, { outbox: [editAt(INBOX, RENAMED)] });
  const refused = await edited.store.read((records) => records.entries(keys.refusals));
  expect(refused.map(([, record]) => isRefusedRecord(record) && record.reason)).toEqual(['role']);
  const offer = [editAt(INBOX, MILK, { isOffer: true })];
  const offered = await apply({ no: [[0, 'role']] }, { held: [MILK], outbox: offer });
  expect(await offered.store.read((records) => records.keys(keys.refusals))).toEqual([]);
  // Of what was refused nothing may stay on a screen; of what was only offered everything does.
  expect([edited.applied.isMuchChanged, offered.applied.isMuchChanged]).toEqual([true, false]);
  expect(await itemsIn(offered.store)).toHaveLength(1);
});

test('P60 F12 a list that the account was taken off goes, and what waited in it is recovered', async () => {
  const entry = editAt(OWN, itemAt(GROCERIES as never, 500, { c: ME }));
  const outbox = [editAt(GROCERIES, RENAMED), entry];
  const { store } = await apply({ code: 'member' }, { list: GROCERIES, held: [MILK], outbox });
  expect(await itemsIn(store, GROCERIES)).toEqual([]);
  const own = await itemsIn(store, OWN);
  const texts = own.map(({ registers }) => registers['t']?.[0]);
  expect(texts).toContain('Oat milk');
  const waiting = await outboxOf(store);
  const lists = await store.read((records) =>
    knownLists(records, { accountId: ME, inboxId: INBOX }, waiting),
  );
  expect(lists).not.toContain(GROCERIES);
});

test('nobody is taken off their own Inbox, and a worker leaves it all to the page', async () => {
  const outbox = [editAt(INBOX, RENAMED)];
  const { store } = await apply({ code: 'member' }, { held: [MILK], outbox });
  expect(await itemsIn(store)).toHaveLength(1);
  const waiting = [editAt(GROCERIES, RENAMED)];
  const worker = await apply(
    { code: 'member' },
    { list: GROCERIES, held: [MILK], outbox: waiting, isWorker: true },
  );
  expect(await itemsIn(worker.store, GROCERIES)).toHaveLength(1);
});

test('P66 a list that the server does not know keeps everything; who made it offers it again', async () => {
  const theirs = await apply({ code: 'unknown' }, { list: GROCERIES, held: [MILK] });
  expect(await itemsIn(theirs.store, GROCERIES)).toHaveLength(1);
  expect(await outboxOf(theirs.store)).toEqual([]);
  const settings = itemAt('_list' as never, 500, { c: ME, t: 'Groceries' });
  const ours = await apply({ code: 'unknown' }, { list: GROCERIES, held: [MILK, settings] });
  expect((await outboxOf(ours.store)).flatMap(({ edits }) => edits)).toHaveLength(2);
  const { cursor } = await ours.store.read((records) => readList(records, GROCERIES));
  expect(cursor).toEqual(['', 0, 0, 0, '']);
});

test('P08 a first load says how far it is, and that it is over', async () => {
  const page: ListAnswer = {
    to: 500,
    m: 1,
    h: 900,
    n: 800,
    ch: [[MILK.id, 3, MILK.registers as never]],
  };
  const begun = await apply(page, { record: LIST_START, upTo: 0 });
  const record = await begun.store.read((records) => readList(records, INBOX));
  expect(record.firstLoad).toEqual({ upTo: 900, received: 1, total: 800 });
  const last = { to: 900, ch: page.ch };
  const ended = await apply(last, { record, upTo: 900 });
  expect((await ended.store.read((records) => readList(records, INBOX))).firstLoad).toBe(undefined);
});

test('P43 a list that is another than the server’s is read anew and offered', async () => {
  const { store, applied } = await apply({ to: 5, dg: [2, 0] }, { held: [MILK] });
  expect(applied.isOther).toBe(true);
  const { cursor, generation } = await store.read((records) => readList(records, INBOX));
  expect([cursor, generation]).toEqual([['epoch', 0, 0, 0, ''], 2]);
  expect((await outboxOf(store)).map(({ isOffer }) => isOffer)).toEqual([true]);
});

test('a list that is the server’s is not looked at again that day', async () => {
  const record = { ...READ, checkedMs: 0 };
  const { store, applied } = await apply({ to: 5, dg: [0, 0] }, { record });
  expect(applied.isOther).toBe(false);
  expect((await store.read((records) => readList(records, INBOX))).checkedMs).toBe(NOW_MS);
});

test('P11 C05 an answer to a question that is no longer asked acknowledges and does nothing else', async () => {
  const asked: ListRecord = { cursor: ['epoch', 3, 0, 3, 'older'], generation: 1 };
  const other = itemAt(itemId(2), 50, { t: 'Eggs' });
  const { store, applied } = await apply(
    { to: 4, ch: [[other.id, 4, other.registers as never]] },
    { asked, outbox: [editAt(INBOX, RENAMED)] },
  );
  expect(await outboxOf(store)).toEqual([]);
  expect((await itemsIn(store)).map(({ id }) => id)).toEqual([RENAMED.id]);
  expect((await store.read((records) => readList(records, INBOX))).cursor).toEqual(READ.cursor);
  expect(applied.received).toBe(0);
});

test('P12 a late acknowledgement brings back nothing that is gone since', async () => {
  const asked: ListRecord = { cursor: ['epoch', 3, 0, 3, 'older'], generation: 1 };
  const late = { asked, outbox: [editAt(INBOX, MILK)], isLate: true };
  const { store, applied } = await apply(
    { to: 4, ch: [[MILK.id, 4, MILK.registers as never]] },
    late,
  );
  expect(await itemsIn(store)).toEqual([]);
  expect(applied.sent).toBe(0);
});

test('a server of another life has the list read anew and everything offered', async () => {
  const { store, applied } = await apply(
    { code: 'reset', ep: 'another' },
    { held: [MILK], outbox: [editAt(INBOX, RENAMED)] },
  );
  expect([applied.failure, applied.isMuchChanged]).toEqual(['reset', true]);
  const { cursor, generation, resetsMs } = await store.read((records) => readList(records, INBOX));
  expect([cursor, generation, resetsMs]).toEqual([['another', 0, 0, 0, ''], 2, [NOW_MS]]);
  const waiting = await outboxOf(store);
  expect(waiting.filter(({ isOffer }) => isOffer)).toHaveLength(1);
  expect(waiting).toHaveLength(2);

  const nameless = await apply({ code: 'reset' }, { held: [MILK] });
  const read = await nameless.store.read((records) => readList(records, INBOX));
  expect(read.cursor).toEqual(['', 0, 0, 0, '']);
});

test('a reset that answers a question no longer asked changes nothing', async () => {
  const asked: ListRecord = { cursor: ['epoch', 3, 0, 3, 'older'], generation: 1 };
  const { store, applied } = await apply({ code: 'reset', ep: 'another' }, { asked, held: [MILK] });
  expect(applied.failure).toBe('reset');
  expect(await store.read((records) => readList(records, INBOX))).toEqual(READ);
  expect(await outboxOf(store)).toEqual([]);
});

test('a page of a first load that holds nothing is counted as that', async () => {
  const { store } = await apply({ to: 500, m: 1, h: 900, n: 800 }, { record: LIST_START, upTo: 0 });
  const { firstLoad } = await store.read((records) => readList(records, INBOX));
  expect(firstLoad).toEqual({ upTo: 900, received: 0, total: 800 });
});

test('the cursor never goes back, and keeps what an answer does not say', async () => {
  const lagging = await apply({ to: 4 });
  const before = await lagging.store.read((records) => readList(records, INBOX));
  expect(before.cursor).toEqual(READ.cursor);
  const ahead = await apply({ to: 9, ep: 'epoch', gc: 3, hd: [8, 'newer'] });
  const after = await ahead.store.read((records) => readList(records, INBOX));
  expect(after.cursor).toEqual(['epoch', 9, 3, 8, 'newer']);
});
