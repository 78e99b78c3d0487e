import { expect, test } from 'vitest';
import { LIST_ITEM_ID } from '../domain/ids.ts';
import type { ItemId } from '../domain/ids.ts';
import type { Json } from '../domain/register.ts';
import { itemAt, itemId } from '../replica/items.fixture.ts';
import type { Writer } from '../replica/record-store.ts';
import { keys } from '../replica/records.ts';
import type { EditRecord } from '../replica/records.ts';
import { putSegment } from '../replica/segment-store.ts';
import { PAST_MS, mirrorOf, ownList, pageWith } from './reviewing.fixture.ts';
import { waitingChanges } from './waiting-changes.ts';

const MILK = itemId(1);

function putEdit(
  records: Writer,
  record: Omit<EditRecord, 'edits' | 'generation'>,
  [id, ms, values]: readonly [ItemId, number, Readonly<Record<string, Json>>],
): void {
  const { registers } = itemAt(id, ms, values);
  const stamp = Object.values(registers)[0]?.[1] ?? '';
  records.put(keys.edit(stamp), { ...record, generation: 1, edits: [[id, registers, 0]] });
}

/** What is said of Milk, which the server has, after these edits in turn. */
async function saidOf(...edits: readonly Readonly<Record<string, Json>>[]): Promise<unknown> {
  const replica = await pageWith(async (records, { account: { inboxId } }) => {
    await putSegment(records, inboxId, [itemAt(MILK, PAST_MS, { c: 'me', t: 'Milk', n: 'oat' })]);
    for (const [at, values] of edits.entries()) {
      putEdit(records, { list: inboxId }, [MILK, PAST_MS + 1000 * (at + 1), values]);
    }
  });
  return waitingChanges(mirrorOf(replica)).find(({ id }) => id === MILK);
}

test('what waits is told by the to-do’s title, with what is new about it and since when', async () => {
  expect(await saidOf({ t: 'Oat milk' })).toEqual({
    id: MILK,
    title: 'Oat milk',
    what: 'title',
    sinceMs: PAST_MS + 1000,
  });
  expect(await saidOf({ t: 'Oat milk' }, { n: 'two' }, { d: true })).toEqual({
    id: MILK,
    title: 'Oat milk',
    what: 'title, notes, completed',
    sinceMs: PAST_MS + 1000,
  });
});

test.each<[readonly Readonly<Record<string, Json>>[], string]>([
  [[{ d: true }, { d: false }], 'not completed after all'],
  [[{ x: true }], 'moved to Trash'],
  [[{ x: false }], 'restored'],
  [[{ o: ['', 'B'] }], 'moved'],
  [[{ zz: 1 }], 'changed'],
  [[{ c: 'me', t: 'Milk', n: 'oat', o: ['', 'A'], d: false }], 'new'],
  [[{ c: 'me', t: 'Milk' }, { d: true }], 'new, completed'],
  [[{ c: 'me', t: 'Milk', f: ['list', 'id', 'gone'] }], 'recovered'],
])('the edits %o are told as "%s"', async (edits, what) => {
  expect(await saidOf(...edits)).toMatchObject({ what });
});

test('there is one line for every to-do that the chip counts, the oldest first', async () => {
  const replica = await pageWith((records, mirror) => {
    const { inboxId, accountId } = mirror.account;
    putEdit(records, { list: inboxId }, [itemId(3), PAST_MS + 3, { c: accountId, t: 'Eggs' }]);
    putEdit(records, { list: inboxId, isOffer: true }, [MILK, PAST_MS + 2, { c: 'me', t: 'Milk' }]);
    putEdit(records, { list: inboxId }, [itemId(7), PAST_MS + 4, { n: 'of what is not here' }]);
    const settings = LIST_ITEM_ID as ItemId;
    putEdit(records, { list: ownList(mirror) }, [settings, PAST_MS + 1, { c: accountId }]);
  });
  const changes = waitingChanges(mirrorOf(replica));
  expect(changes.map(({ title, what }) => `${title}: ${what}`)).toEqual([
    'A list’s settings: new',
    'Milk: offered to the server again',
    'Eggs: new',
    'Untitled: notes',
    'Bread: new',
  ]);
  expect(new Set(changes.map(({ id }) => id))).toEqual(replica.view.unsentIds());
});
