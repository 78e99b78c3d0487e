import { expect, test } from 'vitest';
import { LIST_ITEM_ID } from '../domain/ids.ts';
import type { AccountId, ItemId, ListId } from '../domain/ids.ts';
import { serverLimits } from '../domain/server-limits.ts';
import type { Json } from '../domain/register.ts';
import { backUp, dump, listOfAnna } from './list-dump.fixture.ts';
import type { ServerPorts } from './server-ports.ts';
import { addMember, ANNA, at, BEN, itemId, LIST, listId, run, sync } from './sync.fixture.ts';
import type { SentEdit, SentPart } from './sync.fixture.ts';

const EVE = 'eveeveeveeveevee' as AccountId;
const X = itemId('x');
const SETTINGS_ID = LIST_ITEM_ID as string as ItemId;
const SETTINGS = { c: ['anna', at(0)], t: ['Groceries', at(0)] } as const;

const account = (number: number) => `member${number}`.padEnd(16, '-') as AccountId;

/** The list's settings, as an edit that says who belongs to it. */
const says = (member: AccountId, value: Json, ms = 1): SentEdit => [
  SETTINGS_ID,
  { ...SETTINGS, [`j.${member}`]: [value, at(ms)] },
];

const pushAs = (ports: ServerPorts, accountId: AccountId, ...e: SentEdit[]): Promise<SentPart> =>
  sync(ports, { e }, { accountId });

const membersOf = (ports: ServerPorts, list: ListId = LIST) =>
  run(
    ports.db,
    'SELECT account_id, role, removed_at IS NOT NULL AS is_removed FROM members WHERE list_id = ?1 AND account_id <> ?2 ORDER BY account_id',
    list,
    ANNA,
  );

test('whom the owner names may read and write as the owner says', async () => {
  const ports = await listOfAnna();
  await pushAs(ports, ANNA, says(BEN, 'viewer'));
  expect((await sync(ports, {}, { accountId: BEN })).ch).toHaveLength(1);
  expect((await pushAs(ports, BEN, [X, { c: ['b', at(1)] }])).no).toEqual([[0, 'role']]);
  await pushAs(ports, ANNA, says(BEN, 'editor', 2));
  expect((await pushAs(ports, BEN, [X, { c: ['b', at(1)] }])).no).toBeUndefined();
  expect(await membersOf(ports)).toEqual([{ account_id: BEN, role: 'editor', is_removed: 0 }]);
});

test('who is taken off the list is told so, and is let in again when the owner says so', async () => {
  const ports = await listOfAnna();
  await pushAs(ports, ANNA, says(BEN, 'editor'));
  await pushAs(ports, ANNA, says(BEN, false, 2));
  expect(await sync(ports, {}, { accountId: BEN })).toEqual({ code: 'member' });
  await pushAs(ports, ANNA, says(BEN, 'editor', 1));
  expect(await sync(ports, {}, { accountId: BEN })).toEqual({ code: 'member' });
  await pushAs(ports, ANNA, says(BEN, 'viewer', 3));
  expect(await membersOf(ports)).toEqual([{ account_id: BEN, role: 'viewer', is_removed: 0 }]);
});

test('one who never was a member is told that they were removed, if the owner says that', async () => {
  const ports = await listOfAnna();
  await pushAs(ports, ANNA, says(BEN, false));
  expect(await sync(ports, {}, { accountId: BEN })).toEqual({ code: 'member' });
});

test('a word on members that is not the owner’s is acknowledged and not stored', async () => {
  const ports = await listOfAnna();
  await pushAs(ports, ANNA, says(BEN, 'editor'));
  const before = await dump(ports);
  const part = await pushAs(ports, BEN, says(EVE, 'editor', 5), says(BEN, 'viewer', 5));
  expect(part.no).toBeUndefined();
  expect(await dump(ports)).toEqual(before);
  const named = await pushAs(ports, BEN, [
    SETTINGS_ID,
    { t: ['Food', at(6)], [`j.${EVE}`]: ['editor', at(6)] },
    1,
  ]);
  const known = { ...SETTINGS, t: ['Food', at(6)], [`j.${BEN}`]: ['editor', at(1)] };
  expect(named.ch).toEqual([[SETTINGS_ID, 2, known]]);
  expect(await membersOf(ports)).toEqual([{ account_id: BEN, role: 'editor', is_removed: 0 }]);
});

test('nobody becomes an owner, and the owner stays one', async () => {
  const ports = await listOfAnna();
  const [row] = await run(ports.db, 'SELECT role, removed_at FROM members');
  for (const value of ['viewer', false]) await pushAs(ports, ANNA, says(ANNA, value, 3));
  expect(await run(ports.db, 'SELECT role, removed_at FROM members')).toEqual([row]);
  expect((await pushAs(ports, ANNA, says(BEN, 'owner'))).no).toEqual([[0, 'type']]);
  expect((await pushAs(ports, ANNA, [X, { [`j.${BEN}`]: ['editor', at(1)] }])).no).toEqual([
    [0, 'type'],
  ]);
  expect(await membersOf(ports)).toEqual([]);
});

test('an editor cannot make a list out to be theirs', async () => {
  const ports = await listOfAnna();
  await addMember(ports.db, BEN, 'editor');
  const mine: SentEdit = [SETTINGS_ID, { c: ['ben', at(9)], t: ['Mine', at(9)] }, 1];
  await pushAs(ports, ANNA, [SETTINGS_ID, SETTINGS]);
  const part = await pushAs(ports, BEN, mine);
  expect(part.no).toBeUndefined();
  expect(part.ch).toEqual([[SETTINGS_ID, 2, { c: SETTINGS.c, t: ['Mine', at(9)] }]]);
  const before = await dump(ports);
  await pushAs(ports, BEN, mine);
  expect(await dump(ports)).toEqual(before);
  await pushAs(ports, ANNA, mine);
  expect((await sync(ports)).ch?.[0]?.[2]?.['c']).toEqual(['ben', at(9)]);
});

test('an editor may bring back a list’s settings that a restore has lost', async () => {
  const ports = await listOfAnna();
  await addMember(ports.db, BEN, 'editor');
  const part = await pushAs(ports, BEN, [SETTINGS_ID, SETTINGS, 0]);
  expect(part.ch).toEqual([[SETTINGS_ID, 1]]);
  expect((await sync(ports)).ch?.[0]?.[2]).toEqual(SETTINGS);
});

test('a viewer and a stranger say nothing about members', async () => {
  const ports = await listOfAnna();
  await pushAs(ports, ANNA, says(BEN, 'viewer'));
  const before = await dump(ports);
  expect((await pushAs(ports, BEN, says(BEN, 'editor', 5))).no).toEqual([[0, 'role']]);
  expect(await pushAs(ports, EVE, says(EVE, 'editor', 5))).toEqual({ code: 'unknown' });
  expect(await dump(ports)).toEqual(before);
});

test('P66 a list that a restore has lost comes back from its owner, with its members', async () => {
  const ports = await listOfAnna();
  const l = listId('shared');
  const restore = await backUp(ports);
  const e = [[X, { c: ['anna', at(0)], t: ['a', at(0)] }], says(BEN, 'editor')];
  await sync(ports, { l, new: 1, e });
  await sync(ports, { l, e: [[X, { t: ['b', at(3)] }]] }, { accountId: BEN });
  await restore();
  expect(await sync(ports, { l }, { accountId: BEN })).toEqual({ code: 'unknown' });
  await sync(ports, { l, new: 1, e });
  expect(await membersOf(ports, l)).toEqual([{ account_id: BEN, role: 'editor', is_removed: 0 }]);
  const healed = await sync(ports, { l, e: [[X, { t: ['b', at(3)] }]] }, { accountId: BEN });
  expect(healed.ch?.find(([id]) => id === X)?.[2]?.['t']).toEqual(['b', at(3)]);
});

test('P67 a member whom a restore has forgotten is let in again when the owner heals', async () => {
  const ports = await listOfAnna();
  await pushAs(ports, ANNA, [SETTINGS_ID, SETTINGS]);
  const restore = await backUp(ports);
  await pushAs(ports, ANNA, says(BEN, 'editor'));
  await restore();
  expect(await sync(ports, {}, { accountId: BEN })).toEqual({ code: 'unknown' });
  await pushAs(ports, ANNA, says(BEN, 'editor'));
  expect((await sync(ports, {}, { accountId: BEN })).ch).toHaveLength(1);
});

test('a list has room for fifty accounts; who is named last waits until somebody leaves', async () => {
  const ports = await listOfAnna();
  const named = Array.from({ length: serverLimits.membersPerList }, (_, at) => account(at));
  for (const [at, member] of named.entries()) await pushAs(ports, ANNA, says(member, 'viewer', at));
  expect(await membersOf(ports)).toHaveLength(serverLimits.membersPerList - 1);
  const last = named.at(-1) ?? BEN;
  expect(await sync(ports, {}, { accountId: last })).toEqual({ code: 'unknown' });
  await pushAs(ports, ANNA, says(account(7), false, 99));
  expect((await sync(ports, {}, { accountId: last })).ch).toHaveLength(1);
});

test('an account owns two hundred lists and no more', async () => {
  const ports = await listOfAnna();
  for (let number = 1; number < serverLimits.listsPerAccount; number += 1) {
    await sync(ports, { l: listId(`own${number}`), new: 1 });
  }
  expect(await sync(ports, { l: listId('more'), new: 1 })).toEqual({ code: 'unknown' });
  expect(await sync(ports, { l: listId('own1'), new: 1 })).toMatchObject({ to: 0 });
  const hers = await sync(ports, { l: listId('more'), new: 1 }, { accountId: BEN });
  expect(hers).toMatchObject({ to: 0 });
});

test('an editor cannot fill a list’s settings so that its owner could say nothing more', async () => {
  const ports = await listOfAnna();
  await addMember(ports.db, BEN, 'editor');
  await pushAs(ports, ANNA, [SETTINGS_ID, SETTINGS]);
  const filler = 'x'.repeat(65_000);
  const parts: SentPart[] = [];
  for (const letter of 'abcdefghijklmnop') {
    parts.push(await pushAs(ports, BEN, [SETTINGS_ID, { [`z${letter}`]: [filler, at(1)] }]));
  }
  expect(parts.filter(({ no }) => no?.[0]?.[1] === 'size')).toHaveLength(9);
  expect((await pushAs(ports, ANNA, says(BEN, false, 9))).no).toBeUndefined();
  expect(await sync(ports, {}, { accountId: BEN })).toEqual({ code: 'member' });
});
