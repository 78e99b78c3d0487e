/** Section A: contexts that die wherever they can. */

import { expect, test } from 'vitest';
import { nextId } from './person.fixture.ts';
import { expectSame } from './same.fixture.ts';
import { createScene } from './scene.fixture.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from './time.fixture.ts';

test('A01 A05 P01 P04 P05 a page that dies at any wait of an edit and its sync loses nothing', async () => {
  let deaths = 0;
  for (let dyingAt = 1; ; dyingAt += 1) {
    const scene = await createScene();
    const ann = await scene.person('ann');
    await ann.add('Milk');
    await ann.sync();
    const ben = await scene.person('ben');
    await ben.add('Eggs');
    await ben.sync();

    let waits = 0;
    scene.fault('ann', 'kill', () => (waits += 1) === dyingAt);
    const id = nextId();
    let isSaved = false;
    const isOnDisk = () =>
      [...ann.disk.values()].some((record) => JSON.stringify(record).includes(id));
    ann.begin([id], { t: 'Bread' }).then(
      () => (isSaved = true),
      () => undefined,
    );
    await scene.wait(3 * SECOND_MS);
    scene.fault('ann', 'kill', () => false);
    const wasSaved = isOnDisk();
    expect(!isSaved || wasSaved, `dying at ${dyingAt}`).toBe(true);
    const hasDied = ann.device.kills > 0;
    deaths += Number(hasDied);
    await ann.reopen();
    await expectSame(scene, ann, ben);
    const titles = wasSaved ? ['Milk', 'Eggs', 'Bread'] : ['Milk', 'Eggs'];
    expect(ben.titles.toSorted(), `dying at ${dyingAt}`).toEqual(titles.toSorted());
    if (!hasDied) break;
  }
  expect(deaths).toBeGreaterThan(10);
});

test('P02 an edit whose page died before any request is sent once by the next start', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  ann.device.setOnline(false);
  const id = await ann.add('Bread');
  ann.kill();
  ann.device.setOnline(true);
  const before = scene.wire.pushes.length;
  await ann.open();
  expect(scene.wire.pushes.slice(before).map(({ body }) => body?.split(id).length)).toEqual([2]);
  await expectSame(scene, ann);
});

test('P03 A02 A03 C03 a push whose asker dies, or whose answer is lost, is stored once', async () => {
  for (const fate of ['asker dies', 'answer lost'] as const) {
    const scene = await createScene();
    const ann = await scene.person('ann');
    await ann.add('Milk');
    await ann.sync();
    scene.wire.next(fate);
    await ann.add('Bread');
    await scene.wait(SECOND_MS / 2);
    expect(ann.waiting).toBe(1);
    const stored = await scene.rows('SELECT rev, tag FROM lists WHERE rev > 0');
    expect(stored).toEqual([expect.objectContaining({ rev: 2 })]);
    await ann.reopen();
    await expectSame(scene, ann);
    expect(await scene.rows('SELECT rev, tag FROM lists WHERE rev > 0')).toEqual(stored);
    expect(ann.titles).toEqual(['Milk', 'Bread']);
  }
});

test('P06 A01 a worker that dies in a sync event is woken again, and a page would do as well', async () => {
  for (const isOpenedAgain of [false, true]) {
    const scene = await createScene();
    const ann = await scene.person('ann', { hasBackgroundSync: true });
    await ann.add('Milk');
    await ann.sync();
    ann.device.setOnline(false);
    await ann.add('Bread');
    await ann.add('Eggs');
    ann.kill();
    scene.wire.next('asker dies');
    ann.device.setOnline(true);
    await scene.wait(2 * SECOND_MS);
    expect(ann.waiting).toBe(2);
    if (isOpenedAgain) await ann.open();
    else await scene.wait(6 * MINUTE_MS);
    expect(ann.waiting).toBe(0);
    await ann.reopen();
    await expectSame(scene, ann);
    expect(ann.titles).toEqual(['Milk', 'Bread', 'Eggs']);
  }
});

test('P07 A07 what was saved outlives a power loss', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  ann.device.setOnline(false);
  await ann.add('Bread');
  ann.kill();
  ann.device.disk.losePower?.(1);
  ann.device.setOnline(true);
  await ann.open();
  await expectSame(scene, ann);
  expect(ann.titles).toEqual(['Milk', 'Bread']);
});

test('P08 a first load that is cut off on its second page goes on there', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.writeAll(Array.from({ length: 1100 }, nextId), { title: 'One of many' });
  await ann.sync();
  expect(ann.waiting).toBe(0);
  let pages = 0;
  scene.wire.fateOf = ({ from, path }) => {
    if (from !== 'ben' || path !== '/api/sync') return undefined;
    pages += 1;
    return pages === 2 ? 'asker dies' : undefined;
  };
  const ben = await scene.person('ben');
  const cursorRevs = (): readonly unknown[] =>
    scene.wire.sent
      .filter(({ from, path }) => from === 'ben' && path === '/api/sync')
      .map(({ body }) => JSON.parse(body ?? '').ls[0].c[1] as unknown);
  await ben.reopen();
  expect(cursorRevs().slice(0, 4)).toEqual([0, 500, 500, 1000]);
  await expectSame(scene, ann, ben);
  expect(ben.registers.size).toBe(1100);
});

test('A04 BS11 a worker that runs out of time leaves what it has done, and the browser wakes it again', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann', { hasBackgroundSync: true });
  await ann.add('Milk');
  await ann.sync();
  ann.device.setOnline(false);
  await ann.writeAll(Array.from({ length: 1000 }, nextId), { title: 'One of many' });
  ann.kill();
  scene.wire.every({ answerLateMs: 9 * SECOND_MS });
  ann.device.setOnline(true);
  await scene.wait(MINUTE_MS);
  const left = ann.waiting;
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(5);
  await scene.wait(HOUR_MS);
  expect(ann.waiting).toBe(0);
});
