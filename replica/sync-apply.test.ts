import { expect, test } from 'vitest';
import type { ListAnswer } from '../protocol/sync-answer.ts';
import {
  MILK,
  OWN,
  NOW_MS,
  READ,
  RENAMED,
  apply,
  itemsIn,
  outboxOf,
} from './apply-part.fixture.ts';
import { GROCERIES, INBOX, ME, editAt, itemAt, itemId } from './items.fixture.ts';
import { knownLists } from './known-lists.ts';
import { LIST_START, keys, readList } from './records.ts';
import type { EditRecord, ListRecord } from './records.ts';

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

test('P11 C05 an answer to a question that is no longer asked changes nothing, and what waits is sent again', async () => {
  const asked: ListRecord = { cursor: ['epoch', 3, 0, 3, 'older'], generation: 1 };
  const other = itemAt(itemId(2), 50, { t: 'Eggs' });
  const { store, applied } = await apply(
    { to: 4, ch: [[other.id, 4, other.registers as never]] },
    { asked, outbox: [editAt(INBOX, RENAMED)] },
  );
  expect(await outboxOf(store)).toHaveLength(1);
  expect((await itemsIn(store)).map(({ id }) => id)).toEqual([RENAMED.id]);
  expect((await store.read((records) => readList(records, INBOX))).cursor).toEqual(READ.cursor);
  expect([applied.sent, applied.received]).toEqual([0, 0]);
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

test('a worker leaves an answer with a great deletion to the page', async () => {
  const todos = Array.from({ length: 30 }, (_, at) => itemAt(itemId(at + 10), 1000, { t: 'Old' }));
  const ch = todos.map(({ id }, at) => [id, 6 + at, itemAt(id, 1500, { x: true }).registers]);
  const part = { to: 40, ch } as ListAnswer;
  const given = { held: [...todos, MILK], outbox: [editAt(INBOX, RENAMED)] };
  const worker = await apply(part, { ...given, isWorker: true });
  expect(await outboxOf(worker.store)).toHaveLength(1);
  expect((await worker.store.read((records) => readList(records, INBOX))).cursor).toEqual(
    READ.cursor,
  );
  const page = await apply(part, given);
  expect(await page.store.read((records) => records.keys(keys.allKept))).toHaveLength(1);
  expect((await page.store.read((records) => readList(records, INBOX))).cursor[1]).toBe(40);
});

test('who is let in again reads the list under another generation, and asks for it only then', async () => {
  const { store } = await apply({ code: 'member' }, { list: GROCERIES, held: [MILK] });
  const { generation, cursor } = await store.read((records) => readList(records, GROCERIES));
  expect([generation, cursor[0]]).toEqual([READ.generation + 1, '']);
  const known = (outbox: readonly EditRecord[]): Promise<readonly unknown[]> =>
    store.read((records) => knownLists(records, { accountId: ME, inboxId: INBOX }, outbox));
  expect(await known([])).toEqual([INBOX, OWN]);
  const entry = editAt(OWN, itemAt(GROCERIES as never, 500, { c: ME }));
  expect(await known([entry])).toContain(GROCERIES);
});
