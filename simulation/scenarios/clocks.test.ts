/** Section C: clocks that are wrong, and clocks that are put right. */

import { expect, test } from 'vitest';
import { nodeOfStamp, millisecondsOfStamp } from '../../domain/stamp.ts';
import type { Stamp } from '../../domain/stamp.ts';
import type { Person } from './person.fixture.ts';
import { expectSame } from './same.fixture.ts';
import { createScene } from './scene.fixture.ts';
import { DAY_MS, EPOCH_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './time.fixture.ts';

const YEAR_MS = 365 * DAY_MS;

const stampsOf = (person: Person): readonly Stamp[] =>
  [...person.registers.values()].flatMap((registers) =>
    Object.values(registers).map(([, stamp]) => stamp),
  );

/** The first person is there before the second, so that the second finds an account. */
async function begin(skewMs = 0) {
  const scene = await createScene();
  const ann = await scene.person('ann');
  const id = await ann.add('Milk');
  await ann.sync();
  const ben = await scene.person('ben', { skewMs });
  return { scene, ann, ben, id };
}

test('P19 G01 an edit on a device five years behind wins over what its author saw', async () => {
  const { scene, ann, ben, id } = await begin(-5 * YEAR_MS);
  ben.device.setOnline(false);
  await ben.write(id, { title: 'Oat milk' });
  ben.device.setOnline(true);
  await expectSame(scene, ann, ben);
  expect(ann.titles).toEqual(['Oat milk']);
});

test('P20 G02 S10 S24 a device two years ahead stamps again in order, and wins only over what it saw', async () => {
  const { scene, ann, ben, id } = await begin();
  const other = await ann.add('Eggs');
  await expectSame(scene, ann, ben);
  ben.device.setOnline(false);
  ben.kill();
  ben.device.skewMs = 2 * YEAR_MS;
  await ben.open();
  await ben.write(id, { title: 'Oat milk' });
  await ben.write(id, { title: 'Rice milk' });
  await ben.write(other, { title: 'Six eggs' });
  await scene.wait(MINUTE_MS);
  ben.device.setOnline(true);
  await ben.sync();
  const nowMs = EPOCH_MS + scene.scheduler.nowMs();
  expect(Math.max(...stampsOf(ben).map(millisecondsOfStamp))).toBeLessThanOrEqual(
    nowMs + SECOND_MS,
  );
  await ann.sync();
  expect(ann.titles).toEqual(['Rice milk', 'Six eggs']);
  // Nobody is locked out by it.
  await ann.write(id, { title: 'Soy milk' });
  await expectSame(scene, ann, ben);
  expect(ben.titles).toEqual(['Soy milk', 'Six eggs']);
});

test('S10 a clock that is an hour ahead is put right by its first contact, and a later edit elsewhere wins', async () => {
  const { scene, ann, ben, id } = await begin(HOUR_MS);
  await ben.write(id, { title: 'Oat milk' });
  await ben.sync();
  await scene.wait(SECOND_MS);
  await ann.sync();
  expect(ann.titles).toEqual(['Oat milk']);
  await ann.write(id, { title: 'Rice milk' });
  await expectSame(scene, ann, ben);
  expect(ben.titles).toEqual(['Rice milk']);
});

test('S09 one device a minute slow edits twice, and the later edit stays', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann', { skewMs: -MINUTE_MS });
  const id = await ann.add('Milk');
  await ann.sync();
  await ann.write(id, { title: 'Oat milk' });
  await expectSame(scene, ann);
  expect(ann.titles).toEqual(['Oat milk']);
});

test('P21 a device three minutes ahead is taken as it is, and who answers it wins', async () => {
  const { scene, ann, ben, id } = await begin();
  ben.device.setOnline(false);
  ben.device.skewMs = 3 * MINUTE_MS;
  await ben.write(id, { title: 'Oat milk' });
  const ahead = Math.max(...stampsOf(ben).map(millisecondsOfStamp));
  ben.device.setOnline(true);
  await ben.sync();
  await ann.sync();
  // The stamp is as it was made, and not stamped again.
  expect(Math.max(...stampsOf(ann).map(millisecondsOfStamp))).toBe(ahead);
  await ann.write(id, { title: 'Rice milk' });
  await expectSame(scene, ann, ben);
  expect(ben.titles).toEqual(['Rice milk']);
});

test('P22 G01 of two edits with no network the second wins though the clock was put back between them', async () => {
  const { scene, ann, ben, id } = await begin(2 * YEAR_MS);
  ben.device.setOnline(false);
  await ben.write(id, { title: 'Oat milk' });
  ben.device.skewMs = 0;
  await ben.write(id, { title: 'Rice milk' });
  expect(ben.titles).toEqual(['Rice milk']);
  ben.device.setOnline(true);
  await expectSame(scene, ann, ben);
  expect(ann.titles).toEqual(['Rice milk']);
});

test('P23 S11 G07 two edits of one field in one millisecond end in one value, and the other can be had back', async () => {
  const { scene, ann, ben, id } = await begin();
  for (const { device } of [ann, ben]) {
    device.setOnline(false);
    device.nowMs = () => EPOCH_MS + MINUTE_MS;
  }
  await ann.write(id, { title: 'Oat milk' });
  await ben.write(id, { title: 'Rice milk' });
  await scene.wait(MINUTE_MS);
  for (const { device } of [ann, ben]) {
    device.nowMs = () => EPOCH_MS + Math.floor(scene.scheduler.nowMs());
    device.setOnline(true);
  }
  await expectSame(scene, ann, ben);
  const [title] = ann.titles;
  const lost = title === 'Oat milk' ? 'Rice milk' : 'Oat milk';
  const history = await scene.rows("SELECT value FROM history WHERE key = 't' AND is_conflict = 1");
  expect(history).toEqual([{ value: JSON.stringify(lost) }]);
  await ann.write(id, { title: lost });
  await expectSame(scene, ann, ben);
  expect(ben.titles).toEqual([lost]);
});

test('P24 G01 with a server whose clock goes back an hour syncing goes on, and a later edit still wins', async () => {
  const { scene, ann, ben, id } = await begin();
  await scene.wait(MINUTE_MS);
  await ann.write(id, { title: 'Oat milk' });
  await ann.sync();
  scene.server.skewMs = -HOUR_MS;
  for (let edit = 0; edit < 5; edit += 1) {
    await ann.add(`To-do ${edit}`);
    await ann.write(id, { title: `Milk ${edit}` });
    expect(ann.todo(id)?.title).toBe(`Milk ${edit}`);
    await scene.wait(MINUTE_MS);
    expect(ann.waiting).toBe(0);
    expect(ann.todo(id)?.title).toBe(`Milk ${edit}`);
  }
  await expectSame(scene, ann, ben);
  expect(ben.todo(id)?.title).toBe('Milk 4');
});

test('P26 G05 a copied profile draws nodes of its own, and both machines sync', async () => {
  const { scene, ann, ben: twin, id } = await begin();
  await ann.write(id, { notes: 'Two litres' });
  await ann.sync();
  twin.kill();
  twin.device.disk.wipe();
  for (const name of ann.device.disk.storeNames) {
    const store = twin.device.disk.open(name, { gate: async () => {}, failure: () => undefined });
    const records = [...ann.device.disk.peek(name)];
    await store.write('strict', async (writer) => {
      for (const [key, value] of records) writer.put(key, value);
    });
  }
  await twin.open();
  expect(twin.accountId).toBe(ann.accountId);
  for (const person of [ann, twin]) {
    person.device.setOnline(false);
    person.device.nowMs = () => EPOCH_MS + HOUR_MS;
  }
  await ann.write(id, { title: 'Oat milk' });
  await twin.write(id, { title: 'Rice milk' });
  const nodes = [ann, twin].map((person) =>
    nodeOfStamp(person.registers.get(id)?.['t']?.[1] ?? ('' as Stamp)),
  );
  expect(new Set(nodes).size).toBe(2);
  await scene.wait(HOUR_MS);
  for (const person of [ann, twin]) {
    person.device.nowMs = () => EPOCH_MS + Math.floor(scene.scheduler.nowMs());
    person.device.setOnline(true);
  }
  await expectSame(scene, ann, twin);
});

test('G15 a page whose timers never come still sends what is written', async () => {
  const { scene, ann } = await begin();
  const [page] = ann.device.pages;
  if (page) page.isVisible = false;
  await ann.add('Bread');
  await scene.wait(2 * SECOND_MS);
  expect(ann.waiting).toBe(0);
  expect(await scene.rows('SELECT id FROM items')).toHaveLength(2);
});
