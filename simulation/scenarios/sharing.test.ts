/** Section H: several people in one list, and members who are taken off it. */

import { expect, test } from 'vitest';
import { accountListId } from '../../domain/ids.ts';
import type { ItemId, ListId } from '../../domain/ids.ts';
import { nextId } from './person.fixture.ts';
import type { Person } from './person.fixture.ts';
import { expectSameIn } from './same.fixture.ts';
import { createScene } from './scene.fixture.ts';
import type { Scene } from './scene.fixture.ts';
import { MINUTE_MS, SECOND_MS } from './time.fixture.ts';

interface Shared {
  readonly scene: Scene;
  readonly ann: Person;
  readonly ben: Person;
  readonly list: ListId;
}

/** Ann's list, in which Ben, who has an account of his own, writes too. */
async function shared(role: 'editor' | 'viewer' = 'editor'): Promise<Shared> {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Of Ann alone');
  await ann.sync();
  const list = await ann.makeList('Groceries');
  await ann.set(nextId(), { t: 'Milk' }, list);
  const ben = await scene.stranger('ben');
  await ben.add('Of Ben alone');
  await ben.sync();
  await ann.setRole(list, ben, role);
  await ben.useList(list);
  await ben.sync();
  return { scene, ann, ben, list };
}

test('a list that one shares with another is the same for both, and nothing else is', async () => {
  const { scene, ann, ben, list } = await shared();
  await ben.set(nextId(), { t: 'Bread' }, list);
  await expectSameIn(scene, list, ben, ann);
  expect(ann.titlesIn(list).toSorted()).toEqual(['Bread', 'Milk']);
  for (const [person, other] of [
    [ann, ben],
    [ben, ann],
  ] as const) {
    expect(JSON.stringify([...person.disk])).not.toContain(
      `Of ${other === ann ? 'Ann' : 'Ben'} alone`,
    );
  }
});

test('P60 C14 F12 a member who was removed keeps what was unsent as to-dos of their own, on every device', async () => {
  const { scene, ann, ben, list } = await shared();
  const phone = await scene.another('ben’s phone', ben);
  ben.device.setOnline(false);
  for (let edit = 1; edit <= 5; edit += 1) await ben.set(nextId(), { t: `Unsent ${edit}` }, list);
  await ann.setRole(list, ben, false);
  const there = await scene.itemsOf(list);
  ben.device.setOnline(true);
  await scene.wait(10 * SECOND_MS);
  await ben.sync();
  expect(ben.titlesIn(list)).toEqual([]);
  expect(ben.waiting).toBe(0);
  expect(await scene.itemsOf(list)).toEqual(there);
  await phone.sync();
  await phone.sync();
  for (const device of [ben, phone]) {
    expect(new Set(device.recovered.map(([, title]) => title))).toEqual(
      new Set([1, 2, 3, 4, 5].map((edit) => `Unsent ${edit}`)),
    );
    expect(device.recovered).toHaveLength(5);
    expect(device.titlesIn(list)).toEqual([]);
  }
  // Nothing of theirs goes there any more, and nothing of the list comes.
  await ann.set(nextId(), { t: 'Secret' }, list);
  await ann.sync();
  await ben.reopen();
  await scene.wait(MINUTE_MS);
  expect(JSON.stringify([...ben.disk])).not.toContain('Secret');
});

test('P60 a member who was removed has nothing of the list left, nor of what was kept to be asked about', async () => {
  const { scene, ann, ben, list } = await shared();
  const ids = Array.from({ length: 30 }, nextId);
  await scene.during(ann.begin(ids, { t: 'Secret' }, list));
  await ann.sync();
  await ben.sync();
  await scene.during(ann.begin(ids, { x: true }, list));
  await ann.sync();
  await ben.sync();
  expect(ben.mirror.kept.size).toBe(1);
  await ann.setRole(list, ben, false);
  await ben.sync();
  expect(ben.status.kind).toBe('saved');
  expect(JSON.stringify([...ben.disk])).not.toContain('Secret');
  await scene.wait(MINUTE_MS);
  expect(ben.titlesIn(list)).toEqual([]);
});

test('P60 what is written on a page that has not heard of a removal yet becomes a to-do of its own', async () => {
  const { scene, ann, ben, list } = await shared();
  const [first] = ben.device.pages;
  await ben.open();
  await ann.setRole(list, ben, false);
  scene.fault('ben', 'lost-message', () => true);
  await scene.during(first?.replica?.requestSync('button') ?? Promise.reject(new Error('closed')));
  expect(ben.titlesIn(list)).toEqual(['Milk']);
  const [milk = nextId()] = [...ben.registersIn(list)].flatMap(([id, { t }]) =>
    t?.[0] === 'Milk' ? [id] : [],
  );
  await ben.set(milk, { t: 'Oat milk' }, list);
  scene.fault('ben', 'lost-message', () => false);
  await ben.sync();
  await ben.sync();
  expect([ben.titlesIn(list), ben.waiting]).toEqual([[], 0]);
  expect(ben.recovered).toEqual([[[list, milk, 'member'], 'Oat milk']]);
  expect((await scene.itemsOf(list)).get(milk)).toMatchObject({ t: ['Milk', expect.anything()] });
});

test('P60 what follows from a removal is stamped after what was written while it was on its way', async () => {
  const { scene, ann, ben, list } = await shared();
  ben.device.setOnline(false);
  await ann.setRole(list, ben, false);
  // So slow an answer lets the server's clock seem seconds behind.
  scene.wire.next({ answerLateMs: 9000 }, { from: 'ben' });
  ben.device.setOnline(true);
  await scene.wait(8500);
  await ben.set(list as string as ItemId, { x: false }, accountListId(ben.accountId));
  await scene.wait(10 * SECOND_MS);
  // Else the entry for the list is current still, and the list is asked for again.
  const told = scene.wire.sent.filter(({ answered }) => answered?.body.includes('"member"'));
  expect(told).toHaveLength(1);
  expect((await scene.itemsOf(`u:${ben.accountId}`)).get(list as string as ItemId)).toMatchObject({
    x: [true, expect.anything()],
  });
});

test('P60 a to-do that has grown larger than one request is recovered whole', async () => {
  const { scene, ann, ben, list } = await shared();
  const id = nextId();
  for (const key of ['t', 'n', 'za', 'zb', 'zc', 'zd']) {
    await ben.set(id, { [key]: key.repeat(30_000) }, list);
    await ben.sync();
  }
  ben.device.setOnline(false);
  await ben.set(id, { t: 'Unsent' }, list);
  await ann.setRole(list, ben, false);
  ben.device.setOnline(true);
  await scene.wait(10 * SECOND_MS);
  await ben.sync();
  expect([ben.waiting, ben.mirror.refused]).toEqual([0, []]);
  const own = await scene.itemsOf(`u:${ben.accountId}`);
  const [recovered] = [...own.values()].filter(({ f }) => f);
  expect(recovered).toMatchObject({ t: ['Unsent', expect.anything()] });
  expect(Object.keys(recovered ?? {}).toSorted()).toEqual([
    'c',
    'f',
    'n',
    't',
    'x',
    'za',
    'zb',
    'zc',
    'zd',
  ]);
});

test('P61 a member who becomes a reader goes on reading, and what was unsent is kept for review', async () => {
  const { scene, ann, ben, list } = await shared();
  ben.device.setOnline(false);
  await ben.set(nextId(), { t: 'Unsent' }, list);
  await ann.setRole(list, ben, 'viewer');
  await ann.set(nextId(), { t: 'Eggs' }, list);
  await ann.sync();
  ben.device.setOnline(true);
  await scene.wait(10 * SECOND_MS);
  await ben.sync();
  expect(ben.waiting).toBe(0);
  expect(ben.mirror.refused.map(({ reason, registers }) => [reason, registers['t']?.[0]])).toEqual([
    ['role', 'Unsent'],
  ]);
  expect(ben.titlesIn(list)).toContain('Eggs');
  await ann.sync();
  expect(ann.titlesIn(list).toSorted()).toEqual(['Eggs', 'Milk']);
});

test('P66 a backup older than the list: its owner makes it again and every edit returns', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Inbox');
  await ann.sync();
  const backup = await scene.server.backUp();
  const list = await ann.makeList('Groceries');
  const id = nextId();
  await ann.set(id, { t: 'Milk' }, list);
  await ann.sync();
  await ann.set(id, { t: 'Oat milk', d: true }, list);
  await ann.sync();
  await scene.server.restore(backup);
  await scene.wait(MINUTE_MS);
  await expectSameIn(scene, list, ann);
  expect((await scene.itemsOf(list)).get(id)).toMatchObject({ t: ['Oat milk', expect.anything()] });
});

test('P67 a backup older than a membership: the copy stays, and the owner’s healing lets the member in again', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Inbox');
  await ann.sync();
  const list = await ann.makeList('Groceries');
  await ann.set(nextId(), { t: 'Milk' }, list);
  await ann.sync();
  const ben = await scene.stranger('ben');
  await ben.add('Of Ben alone');
  await ben.sync();
  const backup = await scene.server.backUp();
  await ann.setRole(list, ben, 'editor');
  await ben.useList(list);
  await ben.sync();
  await ben.set(nextId(), { t: 'Bread' }, list);
  await ben.sync();
  await scene.server.restore(backup);

  await ben.set(nextId(), { t: 'Written meanwhile' }, list);
  await ben.sync();
  expect(ben.titlesIn(list).toSorted()).toEqual(['Bread', 'Milk', 'Written meanwhile']);
  await ann.sync();
  await scene.wait(10 * MINUTE_MS);
  await ben.sync();
  await expectSameIn(scene, list, ann, ben);
  expect(ann.titlesIn(list).toSorted()).toEqual(['Bread', 'Milk', 'Written meanwhile']);
});

test('P65 P62 what a removed member has kept of a request opens nothing', async () => {
  const { scene, ann, ben, list } = await shared();
  await ben.set(nextId(), { t: 'Bread' }, list);
  await ben.sync();
  const request = scene.wire.pushes.findLast(({ from }) => from === 'ben');
  await ann.setRole(list, ben, false);
  const before = await scene.rows(
    'SELECT list_id, id, rev, registers FROM items ORDER BY list_id, id',
  );
  const answer = request && (await scene.wire.replay(request));
  expect(answer?.body).not.toContain('Milk');
  expect(
    await scene.rows('SELECT list_id, id, rev, registers FROM items ORDER BY list_id, id'),
  ).toEqual(before);
});

test('F06 with the cookie of another who writes in the same list too, no edit is stored under their name', async () => {
  const { scene, ann, ben, list } = await shared();
  ann.device.setOnline(false);
  await ann.set(nextId(), { t: 'Bread' }, list);
  ann.device.cookies.clear();
  for (const [name, value] of ben.device.cookies) ann.device.cookies.set(name, value);
  const asked = scene.wire.pushes.length;
  scene.wire.fateOf = ({ path }) => (path === '/api/session' ? 'lost' : undefined);
  ann.device.setOnline(true);
  await scene.wait(MINUTE_MS);
  const answers = scene.wire.pushes.slice(asked).map(({ answered }) => answered?.status);
  expect(new Set(answers)).toEqual(new Set([401]));
  const titles = [...(await scene.itemsOf(list)).values()].map(({ t }) => t?.[0]);
  expect(titles).not.toContain('Bread');
  expect(ann.titlesIn(list)).toContain('Bread');
  // Told whose browser it is now, the device hands its edits to that account and they are sent under its name.
  scene.wire.heal();
  await scene.wait(10 * MINUTE_MS);
  await expectSameIn(scene, list, ben, ann);
  expect(ben.titlesIn(list)).toContain('Bread');
});
