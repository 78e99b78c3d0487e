/** Pages with something to decide on, for tests of what a person decides. */

import { accountListId } from '../domain/ids.ts';
import type { ItemId, ListId } from '../domain/ids.ts';
import { mergeItem } from '../domain/merge.ts';
import { recoveredId } from '../domain/recovered-id.ts';
import type { Item } from '../domain/register.ts';
import { createTestBrowser } from '../replica/browser.fixture.ts';
import type { TestBrowser, TestContext } from '../replica/browser.fixture.ts';
import { GROCERIES, itemAt, itemId, stampAt } from '../replica/items.fixture.ts';
import { keptDeletion } from '../replica/kept-deletions.ts';
import type { KeptDeletion } from '../replica/kept-deletions.ts';
import type { Mirror } from '../replica/mirror.ts';
import type { Writer } from '../replica/record-store.ts';
import { keys } from '../replica/records.ts';
import type { KeptRecord, RefusedRecord } from '../replica/records.ts';
import { recoveredItems } from '../replica/recovered.ts';
import type { Replica } from '../replica/replica.ts';
import { putSegment } from '../replica/segment-store.ts';
import { segmentFromItems } from '../replica/segment.ts';
import type { Decision } from './events.ts';
import { decide } from './reviewing.ts';
import type { Decided } from './reviewing.ts';
import { listTodos } from './todo-lists.ts';

/** When everything that is to be decided on came about. */
export const PAST_MS = 1_780_000_000_000;
const orderKeys = (_: Mirror, count: number): readonly string[] =>
  Array.from({ length: count }, (_item, at) => `A${at}`);

/** A page of a browser that has an account and one to-do, after something else was put into its store. */
export async function pageWith(
  plant: (records: Writer, mirror: Mirror) => unknown,
  browser: TestBrowser = createTestBrowser(PAST_MS + 5_000_000_000),
  context: TestContext = browser.context(),
): Promise<Replica> {
  const replica = context.replica();
  await replica.start();
  await replica.commit(() => [
    { id: itemId(99), values: { c: 'me', t: 'Bread', o: ['', 'Z9'] }, seen: undefined },
  ]);
  const mirror = mirrorOf(replica);
  await mirror.account.store.write(
    'strict',
    async (records) => void (await plant(records, mirror)),
  );
  await replica.view.reread();
  return replica;
}

export const mirrorOf = ({ view: { mirror } }: Replica): Mirror => {
  if (!mirror) throw new Error('an edit has made an account');
  return mirror;
};
/** Decides as the person does. */
export const act = (replica: Replica, decision: Decision): Promise<Decided> =>
  decide(replica, orderKeys, decision);
export const ownList = ({ account }: Mirror): ListId => accountListId(account.accountId);
export const openTitles = (replica: Replica): readonly string[] =>
  listTodos(mirrorOf(replica).items).open.map(({ title }) => title);
export const recoveredIds = (replica: Replica): readonly ItemId[] =>
  recoveredItems(mirrorOf(replica)).map(({ id }) => id);
/** What a page that is opened now reads from the disk. */
export const reopened = async (browser: TestBrowser): Promise<Replica> => {
  const replica = browser.context().replica();
  await replica.start();
  return replica;
};

export const recoveredAt = (number: number, ms: number, values: Record<string, string>): Item =>
  itemAt(recoveredId(GROCERIES, itemId(number)), ms, {
    c: 'me',
    x: false,
    f: [GROCERIES, itemId(number), 'member'],
    ...values,
  });
export const MILK = recoveredAt(1, PAST_MS, { t: 'Milk', n: 'oat' });
export const EGGS = recoveredAt(2, PAST_MS, { t: 'Eggs' });
export const twoRecovered = (records: Writer, mirror: Mirror): Promise<unknown> =>
  putSegment(records, ownList(mirror), [MILK, EGGS]);

export const DELETED = Array.from({ length: 30 }, (_, at) =>
  itemAt(itemId(at), PAST_MS, { c: 'me', t: `To-do ${at}`, o: ['', `B${at}`] }),
);
export const EMPTIED = DELETED.slice(0, 3).map(({ id }) =>
  itemAt(id, PAST_MS + 1, { x: true, e: true }),
);
/** Thirty to-dos, all of them in Trash, of which three were emptied; the third of those is part of the first. */
export async function bigDeletion(records: Writer, { account }: Mirror): Promise<void> {
  const list = account.inboxId;
  const part = itemAt(itemId(2), PAST_MS, { c: 'me', t: 'To-do 2', o: [itemId(0), 'B2'] });
  const kept = DELETED.with(2, part);
  const inTrash = (item: Item): Item => mergeItem(item, itemAt(item.id, PAST_MS + 1, { x: true }));
  const trashed = kept.slice(3).map(inTrash);
  await putSegment(records, list, [...EMPTIED, ...trashed]);
  const record: KeptRecord = { list, atMs: PAST_MS + 1, items: segmentFromItems(kept) };
  records.put(keys.kept(list, PAST_MS + 1), record);
}
export const question = (replica: Replica): KeptDeletion | undefined =>
  keptDeletion(mirrorOf(replica));

export const REFUSED: RefusedRecord = {
  list: GROCERIES,
  id: itemId(5),
  registers: { t: ['Oat milk', stampAt(PAST_MS)], d: [true, stampAt(PAST_MS)] },
  reason: 'role',
  atMs: PAST_MS,
};
export const REFUSED_KEY = keys.refusal(stampAt(PAST_MS), itemId(5));
export const oneRefused = (records: Writer): void => records.put(REFUSED_KEY, REFUSED);
