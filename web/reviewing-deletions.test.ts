import { expect, test } from 'vitest';
import type { ItemId } from '../domain/ids.ts';
import { renewedId } from '../domain/recovered-id.ts';
import { createTestBrowser } from '../replica/browser.fixture.ts';
import { itemAt, itemId, stampAt } from '../replica/items.fixture.ts';
import { keys } from '../replica/records.ts';
import type { KeptRecord } from '../replica/records.ts';
import { putSegment } from '../replica/segment-store.ts';
import { segmentFromItems } from '../replica/segment.ts';
import {
  DELETED,
  EGGS,
  EMPTIED,
  MILK,
  PAST_MS,
  act,
  bigDeletion,
  mirrorOf,
  openTitles,
  ownList,
  pageWith,
  question,
  reopened,
} from './reviewing.fixture.ts';
import { listTodos } from './todo-lists.ts';

test('P41 what a great deletion took is brought back, emptied to-dos included', async () => {
  const browser = createTestBrowser(PAST_MS + 5_000_000_000);
  const page = await pageWith(bigDeletion, browser);
  expect(question(page)).toMatchObject({ todos: 30 });
  await act(page, { kind: 'bring-back', keys: question(page)?.keys ?? [] });
  const replica = await reopened(browser);
  const titles = DELETED.map((_, at) => `To-do ${at}`);
  expect(openTitles(replica).toSorted()).toEqual(['Bread', ...titles].toSorted());
  expect(question(replica)).toBeUndefined();
  expect(mirrorOf(replica).kept.size).toBe(0);
});

test('P41 a to-do that was only in Trash is taken out of it and not written anew', async () => {
  const replica = await pageWith(bigDeletion);
  await act(replica, { kind: 'bring-back', keys: question(replica)?.keys ?? [] });
  const edits = [...mirrorOf(replica).edits.values()].flatMap((record) => record.edits);
  const [, registers] = edits.find(([id]) => id === itemId(3)) ?? [];
  expect(Object.entries(registers ?? {}).map(([key, [value]]) => [key, value])).toEqual([
    ['x', false],
  ]);
});

test('P41 two devices bring back one of each, and what belonged to an emptied one belongs to it again', async () => {
  const pages = [await pageWith(bigDeletion), await pageWith(bigDeletion)];
  for (const page of pages) {
    await act(page, { kind: 'bring-back', keys: question(page)?.keys ?? [] });
  }
  const [left, right] = pages.map((page) => [...mirrorOf(page).items.keys()].toSorted());
  expect(left).toEqual(right);
  const todos = pages.flatMap((page) => listTodos(mirrorOf(page).items).open);
  const titled = (title: string) => todos.find((todo) => todo.title === title);
  expect(titled('To-do 0')?.id).toBe(renewedId(itemId(0), stampAt(PAST_MS + 1)));
  expect(titled('To-do 2')?.parentId).toBe(titled('To-do 0')?.id);
});

test('P41 the question is about what is deleted still, and ends with it', async () => {
  const browser = createTestBrowser(PAST_MS + 5_000_000_000);
  const replica = await pageWith(bigDeletion, browser);
  const restore = (ids: readonly ItemId[]) =>
    replica.commit(({ items }) =>
      ids.map((id) => ({ id, values: { x: false }, seen: items.get(id) })),
    );
  const trashed = DELETED.slice(3).map(({ id }) => id);
  await restore(trashed.slice(1));
  await replica.requestSync('button');
  expect(question(replica)).toMatchObject({ todos: 4 });
  expect(mirrorOf(replica).kept.size).toBe(1);
  // Another device brings the rest back.
  const other = await reopened(browser);
  await act(other, { kind: 'bring-back', keys: question(other)?.keys ?? [] });
  await expect.poll(() => mirrorOf(replica).kept.size).toBe(0);
});

test('P41 a question that others have answered is forgotten, and no other', async () => {
  const replica = await pageWith(bigDeletion);
  const { store, inboxId } = mirrorOf(replica).account;
  await store.write('strict', async (records) => {
    const back = DELETED.slice(3).map(({ id }) => itemAt(id, PAST_MS + 2, { x: false }));
    await putSegment(records, inboxId, back);
  });
  await replica.view.reread();
  await replica.requestSync('button');
  await replica.view.inTurn(() => Promise.resolve());
  expect(mirrorOf(replica).kept.size).toBe(1);
  await store.write('strict', async (records) => {
    // What the other device makes of the emptied ones.
    const idAfter = (id: ItemId): ItemId => renewedId(id, stampAt(PAST_MS + 1));
    const back = EMPTIED.map(({ id }) => itemAt(idAfter(id), PAST_MS + 2, { c: 'me', t: 'x' }));
    await putSegment(records, inboxId, back);
  });
  await replica.view.reread();
  await replica.requestSync('button');
  await expect.poll(() => mirrorOf(replica).kept.size).toBe(0);
});

test('P41 a deletion that was meant is not asked about again, unless that is taken back', async () => {
  const replica = await pageWith(bigDeletion);
  const { undo } = await act(replica, {
    kind: 'keep-deletion',
    keys: question(replica)?.keys ?? [],
  });
  expect(openTitles(replica)).toEqual(['Bread']);
  expect(question(replica)).toBeUndefined();
  await undo?.();
  expect(question(replica)).toMatchObject({ todos: 30 });
});

test('recovered to-dos that are decided on elsewhere by the dozen are no deletion to ask about', async () => {
  const replica = await pageWith((records, mirror) => {
    const list = ownList(mirror);
    const record: KeptRecord = { list, atMs: PAST_MS, items: segmentFromItems([MILK, EGGS]) };
    records.put(keys.kept(list, PAST_MS), record);
  });
  expect(question(replica)).toBeUndefined();
});
