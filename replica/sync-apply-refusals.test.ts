import { expect, test } from 'vitest';
import type { Item } from '../domain/register.ts';
import type { ListAnswer } from '../protocol/sync-answer.ts';
import {
  MILK,
  OWN,
  READ,
  RENAMED,
  apply,
  itemsIn,
  kept,
  outboxOf,
  recovered,
} from './apply-part.fixture.ts';
import { INBOX, editAt, itemAt, itemId, stampAt } from './items.fixture.ts';
import { keepItems } from './keep-items.ts';
import { isRefusedRecord, keys } from './records.ts';

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

test('a to-do that is gone and was only offered goes here too, and is kept to be asked about', async () => {
  const outbox = [editAt(INBOX, MILK, { isOffer: true })];
  const part: ListAnswer = { gc: 3, gm: 1000, no: [[0, 'gone']] };
  const { store } = await apply(part, { held: [MILK], outbox });
  expect(await itemsIn(store)).toEqual([]);
  expect(await outboxOf(store)).toEqual([]);
  expect(await recovered(store)).toBeUndefined();
  expect(await kept(store)).toEqual([[MILK.id]]);
});

test('what is gone and lay in Trash here is not asked about', async () => {
  const trashed = { ...MILK, registers: { ...MILK.registers, x: [true, stampAt(900)] as const } };
  const outbox = [editAt(INBOX, trashed, { isOffer: true })];
  const part: ListAnswer = { gc: 3, gm: 1000, no: [[0, 'gone']] };
  const { store } = await apply(part, { held: [trashed], outbox });
  expect(await itemsIn(store)).toEqual([]);
  expect(await kept(store)).toEqual([]);
});

test('two questions of one moment are both kept', async () => {
  const { store } = await apply({});
  const put = await store.write('relaxed', async (records) => [
    await keepItems(records, INBOX, [MILK], 7),
    await keepItems(records, INBOX, [MILK], 7),
  ]);
  expect(new Set(put).size).toBe(2);
  expect(await kept(store)).toHaveLength(2);
});

test('a to-do that was written in after anything that was purged is recovered, though only offered', async () => {
  const outbox = [editAt(INBOX, MILK, { isOffer: true })];
  const record = { ...READ, purgedMs: 999 };
  const { store } = await apply({ no: [[0, 'gone']] }, { held: [MILK], outbox, record });
  expect(await itemsIn(store)).toEqual([]);
  expect((await recovered(store))?.registers['t']?.[0]).toBe('Milk');
});

test('P71 what was taken out of Trash and emptied by a server that had forgotten it is recovered', async () => {
  const emptied = itemAt(MILK.id, 1500, { x: true, e: true });
  const change: [typeof MILK.id, number, Item['registers']] = [MILK.id, 9, emptied.registers];
  const restored = {
    ...MILK,
    registers: { ...MILK.registers, x: [false, stampAt(1600)] as const },
  };
  const { store } = await apply({ to: 9, ch: [change as never] }, { held: [restored] });
  expect((await recovered(store))?.registers['t']?.[0]).toBe('Milk');
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

test('in the account’s own list what is gone is said anew', async () => {
  const entry = itemAt(itemId(7), 1000, { c: 'me', t: 'Recovered', f: [INBOX, 'x', 'gone'] });
  const outbox = [editAt(OWN, entry, { isOffer: true })];
  const part: ListAnswer = { gc: 3, gm: 5000, no: [[0, 'gone']] };
  const { store } = await apply(part, { list: OWN, held: [entry], outbox });
  const [record, ...others] = await outboxOf(store);
  expect(others).toEqual([]);
  const [id, registers] = record?.edits[0] ?? [];
  expect([record?.list, record?.isOffer, id]).toEqual([OWN, undefined, entry.id]);
  expect(Object.entries(registers ?? {}).map(([key, [value]]) => [key, value])).toEqual([
    ['t', 'Recovered'],
    ['c', 'me'],
    ['f', [INBOX, 'x', 'gone']],
  ]);
  const stamps = Object.values(registers ?? {}).map(([, stamp]) => stamp);
  expect(stamps.every((stamp) => stamp > stampAt(5000))).toBe(true);
  expect(await kept(store)).toEqual([]);
});
