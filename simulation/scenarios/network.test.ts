/** Section B, requests: lost, doubled, late, and never answered. */

import { expect, test } from 'vitest';
import { nextId } from './person.fixture.ts';
import type { Person } from './person.fixture.ts';
import { expectSame } from './same.fixture.ts';
import { createScene } from './scene.fixture.ts';
import type { Scene } from './scene.fixture.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from './time.fixture.ts';

const WHOLE = [
  'SELECT id, rev, registers FROM items ORDER BY list_id, id',
  'SELECT item_id, key, stamp, value FROM history ORDER BY item_id, key, stamp',
  'SELECT rev FROM lists ORDER BY id',
  'SELECT rev FROM pushes ORDER BY list_id, rev',
] as const;

const dump = (scene: Scene) => Promise.all(WHOLE.map((sql) => scene.rows(sql)));
const cursorRev = (person: Person): number =>
  (person.disk.get(`list/${person.inbox}`) as { cursor: readonly [string, number] }).cursor[1];

test('P09 C04 a server that gets every request twice holds the same rows as if each came once', async () => {
  const story = async (isDoubled: boolean) => {
    const scene = await createScene();
    if (isDoubled) scene.wire.every('twice');
    const ann = await scene.person('ann');
    const ids = ['a', 'b', 'c'].map((letter) => letter.repeat(16));
    for (const id of ids) await ann.set(id as never, { t: `title of ${id}` });
    await ann.sync();
    const ben = await scene.person('ben');
    await ben.set(ids[0] as never, { t: 'Renamed', d: true });
    await ann.set(ids[1] as never, { x: true });
    await expectSame(scene, ann, ben);
    return dump(scene);
  };
  expect(await story(true)).toEqual(await story(false));
});

test('P10 requests of two tabs that change places come to the same end', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  const id = await ann.add('Milk');
  await ann.sync();
  scene.wire.next({ lateMs: 12 * SECOND_MS });
  await ann.write(id, { title: 'Oat milk' });
  await scene.wait(SECOND_MS);
  await ann.open();
  await ann.write(id, { title: 'Rice milk' });
  await scene.wait(20 * SECOND_MS);
  const bodies = scene.wire.pushes.map(({ answered, body }) => [
    answered?.status,
    body?.includes('Rice'),
  ]);
  expect(bodies.filter(([, isLater]) => isLater).length).toBeGreaterThan(0);
  await expectSame(scene, ann);
  expect(ann.titles).toEqual(['Rice milk']);
});

test('P11 C05 an answer that is overtaken by a newer one acknowledges and moves nothing', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  const ben = await scene.person('ben');
  scene.wire.next({ answerLateMs: 14 * SECOND_MS }, { from: 'ann' });
  await ann.add('Bread');
  await scene.wait(SECOND_MS);
  await ben.add('Eggs');
  await ben.sync();
  // The second tab waits ten seconds for the first, and then goes ahead of it.
  await ann.open();
  const isAhead = (): boolean => cursorRev(ann) === 3;
  const now = scene.scheduler.nowMs();
  expect(await scene.scheduler.runUntilTrue(isAhead, now + 10 * SECOND_MS)).toBe(true);
  expect(scene.scheduler.nowMs() - (scene.wire.pushes[1]?.atMs ?? 0)).toBeLessThan(13 * SECOND_MS);
  const ahead = ann.disk.get(`list/${ann.inbox}`);
  await scene.wait(3 * SECOND_MS);
  expect(ann.disk.get(`list/${ann.inbox}`)).toEqual(ahead);
  expect(ann.waiting).toBe(0);
  await expectSame(scene, ann, ben);
  expect(ann.titles).toHaveLength(3);
});

test('P13 C02 C03 with half of the answers lost for a long time everything arrives once', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  let asked = 0;
  scene.wire.fateOf = () =>
    (asked += 1) % 2 === 0 ? 'answer lost' : asked % 5 === 0 ? 'lost' : undefined;
  for (let edit = 0; edit < 50; edit += 1) {
    await ann.add(`To-do ${edit}`);
    await scene.wait(20 * SECOND_MS);
  }
  const minutes = scene.scheduler.nowMs() / MINUTE_MS;
  expect(scene.wire.sent.length / minutes).toBeLessThan(20);
  scene.wire.heal();
  await expectSame(scene, ann);
  expect(await scene.rows('SELECT count(*) AS count FROM items')).toEqual([{ count: 50 }]);
});

test('P16 a request from before a month of sleep is refused, and all is sent afterwards', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  const asked = scene.wire.sent.length;
  await ann.add('Bread');
  await scene.wait(30);
  expect(scene.wire.sent.length).toBe(asked + 1);
  ann.device.sleep(30 * DAY_MS);
  await scene.wait(30 * DAY_MS + 500);
  expect(JSON.parse(scene.wire.sent[asked]?.answered?.body ?? '{}')).toMatchObject({
    code: 'clock',
  });
  await expectSame(scene, ann);
  expect(ann.titles).toEqual(['Milk', 'Bread']);
});

test('P16 an answer that a device slept over acknowledges, and does not set the clock', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  const offset = (): unknown => (ann.disk.get('meta') as { offsetMs: number }).offsetMs;
  const before = offset();
  scene.wire.next({ after: async () => ann.device.sleep(30 * DAY_MS) });
  await ann.add('Bread');
  await scene.wait(SECOND_MS);
  expect(ann.device.isAsleep).toBe(true);
  scene.wire.every('lost');
  await scene.wait(30 * DAY_MS);
  expect(ann.waiting).toBe(0);
  expect(offset()).toBe(before);
  scene.wire.heal();
  await expectSame(scene, ann);
});

test('C01 three weeks without a network are made up for at once', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  ann.device.setOnline(false);
  for (let day = 1; day <= 21; day += 1) {
    await ann.add(`On day ${day}`);
    ann.kill();
    await scene.wait(DAY_MS);
    await ann.open();
  }
  expect(ann.titles).toHaveLength(22);
  const asked = scene.wire.pushes.length;
  ann.device.setOnline(true);
  await scene.wait(2 * SECOND_MS);
  expect(ann.waiting).toBe(0);
  expect(scene.wire.pushes.length - asked).toBe(1);
  await expectSame(scene, ann);
});

test('S28 C18 P45 an answer that takes a minute is given up, holds nobody up, and is stored once', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  scene.wire.next({ answerLateMs: MINUTE_MS });
  await ann.add('Bread');
  await scene.wait(SECOND_MS);
  await ann.add('Eggs');
  await scene.wait(40 * SECOND_MS);
  expect(ann.waiting).toBe(0);
  await scene.wait(2 * MINUTE_MS);
  await expectSame(scene, ann);
  expect(await scene.rows('SELECT id FROM items')).toHaveLength(3);
  expect(await scene.rows('SELECT * FROM history')).toEqual([]);
});

test('C19 a network that comes and goes every second makes no storm of requests', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann', { hasBackgroundSync: true });
  await ann.add('Milk');
  await ann.sync();
  scene.wire.every('lost');
  await ann.add('Bread');
  const from = scene.wire.sent.length;
  for (let second = 0; second < 600; second += 1) {
    ann.device.setOnline(second % 2 === 0);
    await scene.wait(SECOND_MS);
  }
  const aMinute = (scene.wire.sent.length - from) / 10;
  expect(aMinute).toBeGreaterThan(1);
  expect(aMinute).toBeLessThan(60);
});

test('C20 BS16 a network that is back without a word is found by trying', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  scene.wire.every('lost');
  await ann.add('Bread');
  await scene.wait(5 * MINUTE_MS);
  expect(ann.status).toEqual({ kind: 'offline', count: 1 });
  expect(ann.device.isOnline).toBe(true);
  scene.wire.heal();
  await scene.wait(16 * SECOND_MS);
  expect(ann.status.kind).toBe('saved');
  expect((await ann.journal())[0]).toMatchObject({ reason: 'timer', outcome: 'synced', sent: 1 });
});

test(
  'P36 G11 ten thousand edits at once go in requests that fit',
  { timeout: 60_000 },
  async () => {
    const scene = await createScene();
    const ann = await scene.person('ann');
    const ids = Array.from({ length: 10_000 }, nextId);
    await ann.writeAll(ids, { title: 'One of many' });
    await ann.sync();
    const ben = await scene.person('ben');
    await ben.sync();
    const asked = scene.wire.pushes.length;
    let pushes = 0;
    scene.wire.fateOf = ({ from, body }) => {
      if (from !== 'ann' || !body?.includes('"d":[true')) return undefined;
      pushes += 1;
      return pushes === 4 ? 'asker dies' : undefined;
    };
    await ann.writeAll(ids, { isDone: true });
    await ben.add('In between');
    await scene.wait(5 * SECOND_MS);
    await ann.reopen();
    await scene.wait(5 * SECOND_MS);
    await expectSame(scene, ann, ben);
    const bulk = scene.wire.pushes.slice(asked).filter(({ body }) => body?.includes('"d":[true'));
    expect(bulk).toHaveLength(51);
    expect(Math.max(...bulk.map(({ body }) => body?.length ?? 0))).toBeLessThanOrEqual(256 * 1024);
  },
);

test('S04 S05 S06 S08 what is written while something is being sent is sent next', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  const milk = await ann.add('Milk');
  await ann.sync();
  scene.wire.next({ answerLateMs: 5 * SECOND_MS });
  await ann.write(milk, { title: 'Oat milk' });
  const bread = await ann.add('Bread');
  const eggs = await ann.add('Eggs');
  await scene.wait(SECOND_MS);
  await ann.write(milk, { title: 'Rice milk' });
  await ann.write(bread, { title: 'Rye bread' });
  await ann.write(eggs, { isTrashed: true });
  await ann.add('Salt');
  await scene.wait(6 * SECOND_MS);
  // Nobody has asked for it a second time.
  expect(ann.waiting).toBe(0);
  await expectSame(scene, ann);
  expect(ann.titles).toEqual(['Rice milk', 'Rye bread', 'Salt']);
  expect(ann.trash).toEqual(['Eggs']);
});

test('C19 a laptop that wakes up with thirty tags asks at most twice for all of them', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann', { hasBackgroundSync: true, hasLocks: false });
  await ann.add('Milk');
  await ann.sync();
  ann.device.setOnline(false);
  const edits = 30;
  for (let edit = 0; edit < edits; edit += 1) {
    await ann.add(`To-do ${edit}`);
    ann.kill();
    await ann.open();
  }
  ann.kill();
  const asked = scene.wire.sent.length;
  scene.wire.every('lost');
  ann.device.setOnline(true);
  await scene.wait(MINUTE_MS);
  expect(scene.wire.sent.length - asked).toBe(2);
  scene.wire.heal();
  await scene.wait(10 * MINUTE_MS);
  expect(ann.waiting).toBe(0);
  await ann.open();
  await expectSame(scene, ann);
});
