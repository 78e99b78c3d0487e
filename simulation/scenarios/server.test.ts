/** Section F: a server that goes back, forks, fails and is of another version. */

import { expect, test } from 'vitest';
import { problem } from './answers.fixture.ts';
import { nextId } from './person.fixture.ts';
import type { Person } from './person.fixture.ts';
import { expectSame } from './same.fixture.ts';
import { createScene } from './scene.fixture.ts';
import type { Scene } from './scene.fixture.ts';
import { MINUTE_MS, SECOND_MS } from './time.fixture.ts';

interface Pair {
  readonly scene: Scene;
  readonly ann: Person;
  readonly ben: Person;
}

async function pair(): Promise<Pair> {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  const ben = await scene.person('ben');
  return { scene, ann, ben };
}

const titlesThere = async (scene: Scene): Promise<readonly unknown[]> => {
  const rows = await scene.rows("SELECT registers ->> '$.t[0]' AS title FROM items ORDER BY title");
  return rows.map(({ title }) => title);
};

test('P42 S02 D09 after a restore with new epochs the devices bring back what it lost, once', async () => {
  const { scene, ann, ben } = await pair();
  const backup = await scene.server.backUp();
  const bread = await ann.add('Bread');
  await ann.sync();
  await ben.sync();
  await ben.write(bread, { isDone: true });
  await ben.sync();
  await scene.server.restore(backup);
  await scene.rows("UPDATE lists SET epoch = 'rotated' || substr(epoch, 8)");
  expect(await titlesThere(scene)).toEqual(['Milk']);
  await expectSame(scene, ann, ben);
  expect(await titlesThere(scene)).toEqual(['Bread', 'Milk']);
  expect(ann.todo(bread)?.isDone).toBe(true);
});

test('P43 S02 D09 C15 after a restore without any, the tag tells whoever is ahead of it', async () => {
  for (const isOvertaken of [false, true]) {
    const { scene, ann, ben } = await pair();
    const backup = await scene.server.backUp();
    await ann.add('Bread');
    await ann.sync();
    await scene.server.restore(backup);
    // Ben, who is not ahead of it, has pushed before Ann comes: the revisions are equal again.
    if (isOvertaken) await ben.add('Eggs');
    if (isOvertaken) await ben.sync();
    await ann.sync();
    const answers = scene.wire.sent.filter(({ from, answered }) => from === 'ann' && answered);
    expect(answers.some(({ answered }) => answered?.body.includes('"reset"'))).toBe(true);
    await expectSame(scene, ann, ben);
    const titles = isOvertaken ? ['Bread', 'Eggs', 'Milk'] : ['Bread', 'Milk'];
    expect(await titlesThere(scene)).toEqual(titles);
  }
});

test('P42 what was synced and then written over before its device heard of a restore is in history', async () => {
  const { scene, ann } = await pair();
  const [id = nextId()] = [...ann.registers.keys()];
  const backup = await scene.server.backUp();
  await ann.write(id, { title: 'Oat milk' });
  await ann.sync();
  ann.device.setOnline(false);
  await ann.write(id, { title: 'Soy milk' });
  await ann.write(id, { title: 'Rice milk' });
  await scene.server.restore(backup);
  ann.device.setOnline(true);
  await ann.sync();
  expect((await scene.itemsOf(ann.inbox)).get(id)?.['t']?.[0]).toBe('Rice milk');
  const past = await scene.rows("SELECT value ->> '$' AS title FROM history WHERE key = 't'");
  // What was written over before it was ever sent is nobody's business.
  expect(past.map(({ title }) => String(title)).toSorted()).toEqual(['Milk', 'Oat milk']);
});

test('P42 a to-do that has grown larger than one request comes back whole', async () => {
  const { scene, ann, ben } = await pair();
  const backup = await scene.server.backUp();
  const id = await ann.add('Large');
  for (const key of ['n', 'za', 'zb', 'zc', 'zd', 'ze']) {
    await ann.set(id, { [key]: key.repeat(30_000) });
    await ann.sync();
  }
  await scene.server.restore(backup);
  await ann.sync();
  expect(ann.mirror.refused).toEqual([]);
  const there = (await scene.itemsOf(ann.inbox)).get(id);
  expect(Object.keys(there ?? {}).toSorted()).toEqual([
    'c',
    'n',
    'o',
    't',
    'za',
    'zb',
    'zc',
    'zd',
    'ze',
  ]);
  expect(await titlesThere(scene)).toEqual(['Large', 'Milk']);
  await ben.sync();
  expect(ben.registers.get(id)?.['ze']).toEqual(ann.registers.get(id)?.['ze']);
});

test('D10 two servers that went different ways end as one that has everything', async () => {
  const { scene, ann, ben } = await pair();
  const before = await scene.server.backUp();
  await ann.add('On the first');
  await ann.sync();
  const first = await scene.server.backUp();
  await scene.server.restore(before);
  await ben.add('On the second');
  await ben.sync();
  await scene.server.restore(first);
  await expectSame(scene, ann, ben);
  expect(await titlesThere(scene)).toEqual(['Milk', 'On the first', 'On the second']);
});

test('P68 a backup older than the account: its device makes it again under its ids', async () => {
  const scene = await createScene();
  const backup = await scene.server.backUp();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  const { accountId, inbox } = ann;
  await scene.server.restore(backup);
  await ann.add('Bread');
  await scene.wait(MINUTE_MS);
  await expectSame(scene, ann);
  expect([ann.accountId, ann.inbox]).toEqual([accountId, inbox]);
  expect(await scene.rows('SELECT id FROM accounts')).toEqual([{ id: accountId }]);
  expect(await titlesThere(scene)).toEqual(['Bread', 'Milk']);
});

test('P44 D03 a database that breaks after its commit stores a push once', async () => {
  const { scene, ann, ben } = await pair();
  let isBroken = true;
  scene.fault('server', 'database-fails-after', () => {
    const strikes = isBroken;
    isBroken = false;
    return strikes;
  });
  const asked = scene.wire.pushes.length;
  await ann.add('Bread');
  await scene.wait(SECOND_MS);
  expect(ann.waiting).toBe(0);
  expect(scene.wire.pushes.length - asked).toBe(1);
  expect(await scene.rows('SELECT rev FROM pushes ORDER BY rev')).toEqual([{ rev: 1 }, { rev: 2 }]);
  await expectSame(scene, ann, ben);
});

test('D01 D02 C10 a database that is away is busy: tried later and later, and then all is sent', async () => {
  const { scene, ann, ben } = await pair();
  scene.fault('server', 'database-fails-before', () => true);
  await ann.add('Bread');
  await scene.wait(5 * MINUTE_MS);
  expect(ann.status).toMatchObject({ kind: 'waiting', count: 1 });
  scene.fault('server', 'database-fails-before', () => false);
  await scene.wait(20 * SECOND_MS);
  await expectSame(scene, ann, ben);
});

test('P47 of two pushes at one moment each gets revisions of its own, and a reader misses nothing', async () => {
  const { scene, ann, ben } = await pair();
  const cat = await scene.person('cat');
  await scene.during(
    Promise.all(
      [ann, ben].map((person, at) =>
        person.begin([`both${at}`.padEnd(16, '-') as never], { t: 'At once' }),
      ),
    ),
  );
  await scene.during(
    Promise.all([ann, ben, cat].map(({ replica }) => replica.requestSync('button'))),
  );
  await expectSame(scene, ann, ben, cat);
  const revs = await scene.rows('SELECT rev FROM items ORDER BY rev');
  expect(new Set(revs.map(({ rev }) => rev)).size).toBe(3);
  expect(cat.titles).toHaveLength(3);
});

test('P48 S26 E01 a register of a newer version survives an older one’s edit', async () => {
  const { scene, ann, ben } = await pair();
  const [id] = ann.registers.keys();
  if (!id) throw new Error('there is a to-do');
  await ben.set(id, { zz: { unheard: 'of' } });
  await ben.sync();
  await ann.sync();
  await ann.write(id, { title: 'Oat milk' });
  await expectSame(scene, ann, ben);
  expect(ben.registers.get(id)?.['zz']?.[0]).toEqual({ unheard: 'of' });
});

test('P49 E03 a client that is too old is told, stores what is written, and sends it after the update', async () => {
  const { scene, ann, ben } = await pair();
  scene.wire.fateOf = ({ from }) =>
    from === 'ann' ? { answer: () => problem('upgrade', 426) } : undefined;
  await ann.add('Bread');
  await scene.wait(MINUTE_MS);
  await ann.add('Eggs');
  await scene.wait(MINUTE_MS);
  expect(ann.status).toMatchObject({ kind: 'blocked', need: 'update', count: 2 });
  expect(ann.waiting).toBe(2);
  // The new version.
  scene.wire.heal();
  await ann.reopen();
  await expectSame(scene, ann, ben);
  expect(ben.titles).toEqual(['Milk', 'Bread', 'Eggs']);
});

test('C13 F05 P59 a session that ended in a week without a network is renewed by the key, and all is sent', async () => {
  const { scene, ann, ben } = await pair();
  ann.device.setOnline(false);
  await ann.add('Bread');
  await scene.rows('DELETE FROM sessions');
  ann.device.setOnline(true);
  await scene.wait(5 * SECOND_MS);
  expect(ann.waiting).toBe(0);
  await expectSame(scene, ann, ben);
});

test('P59 F06 with somebody else’s cookie nothing goes to somebody else', async () => {
  const { scene, ann } = await pair();
  const zoe = await scene.stranger('zoe');
  await zoe.add('Of Zoe');
  await zoe.sync();
  ann.device.setOnline(false);
  await ann.add('Bread');
  ann.device.cookies.clear();
  for (const [name, value] of zoe.device.cookies) ann.device.cookies.set(name, value);
  ann.device.setOnline(true);
  await scene.wait(5 * SECOND_MS);
  await ann.reopen();
  await scene.wait(MINUTE_MS);
  await zoe.sync();
  expect(zoe.titles).toEqual(['Of Zoe']);
  expect(ann.titles).toEqual(['Milk', 'Bread']);
  const owners = await scene.rows('SELECT list_id FROM items ORDER BY rev, list_id');
  expect(owners.filter(({ list_id }) => list_id === zoe.inbox)).toHaveLength(1);
});

test('C14 a server that does not know a list makes no device drop it', async () => {
  const { scene, ann, ben } = await pair();
  await scene.rows('DELETE FROM items');
  await scene.rows('DELETE FROM members WHERE list_id = ?1', ann.inbox);
  await ben.sync();
  expect(ben.titles).toEqual(['Milk']);
  await scene.rows('DELETE FROM lists WHERE id = ?1', ann.inbox);
  await ann.add('Bread');
  await scene.wait(MINUTE_MS);
  expect(ann.titles).toEqual(['Milk', 'Bread']);
  await ben.sync();
  expect(ben.titles).toContain('Milk');
});
