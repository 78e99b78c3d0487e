/** Section D: several people, one to-do. */

import { expect, test } from 'vitest';
import type { ItemId } from '../../domain/ids.ts';
import { nextId } from './person.fixture.ts';
import type { Person } from './person.fixture.ts';
import { expectSame } from './same.fixture.ts';
import { createScene } from './scene.fixture.ts';
import type { Scene } from './scene.fixture.ts';
import { SECOND_MS } from './time.fixture.ts';

interface Trio {
  readonly scene: Scene;
  readonly ann: Person;
  readonly ben: Person;
  readonly cat: Person;
  readonly id: ItemId;
}

/** Three devices that hold one to-do, all of them without a network. */
async function apart(): Promise<Trio> {
  const scene = await createScene();
  const ann = await scene.person('ann');
  const id = await ann.add('Milk');
  await ann.sync();
  const ben = await scene.person('ben');
  const cat = await scene.person('cat');
  for (const { device } of [ann, ben, cat]) device.setOnline(false);
  return { scene, ann, ben, cat, id };
}

async function together({ scene, ann, ben, cat }: Trio, order = [ann, ben, cat]): Promise<void> {
  for (const { device } of order) {
    device.setOnline(true);
    await scene.wait(2 * SECOND_MS);
  }
  await expectSame(scene, ann, ben, cat);
}

test('P27 S12 a new title, a tick and a move of one to-do are all kept', async () => {
  const trio = await apart();
  const { ann, ben, cat, id } = trio;
  await ann.write(id, { title: 'Oat milk' });
  await ben.write(id, { isDone: true });
  await cat.write(id, { place: { parentId: undefined, orderKey: 'V00' } });
  await together(trio, [cat, ann, ben]);
  expect(ann.todo(id)).toMatchObject({ title: 'Oat milk', isDone: true, orderKey: 'V00' });
});

test('P28 G07 of two titles the later is shown, the other is in history with its author, and can be had back', async () => {
  const trio = await apart();
  const { scene, ann, ben, id } = trio;
  await ann.write(id, { title: 'Oat milk' });
  await scene.wait(SECOND_MS);
  await ben.write(id, { title: 'Rice milk' });
  await together(trio, [ben, ann, trio.cat]);
  expect(ann.titles).toEqual(['Rice milk']);
  const [lost] = await scene.rows(
    `SELECT value, account_id FROM history JOIN authors
      ON authors.list_id = history.list_id AND authors.node = substr(history.stamp, 12)
      WHERE key = 't' AND is_conflict = 1`,
  );
  expect(lost).toEqual({ value: '"Oat milk"', account_id: ann.accountId });
  await ann.write(id, { title: JSON.parse(String(lost?.['value'])) });
  await expectSame(scene, ann, ben);
  expect(ben.titles).toEqual(['Oat milk']);
});

test('P29 G08 S13 S14 S20 a to-do that one deletes and another writes notes in rests in Trash with the notes', async () => {
  for (const isDeletedLast of [false, true]) {
    const trio = await apart();
    const { scene, ann, ben, id } = trio;
    if (!isDeletedLast) await ann.write(id, { isTrashed: true });
    await scene.wait(SECOND_MS);
    await ben.write(id, { notes: 'Two litres' });
    await scene.wait(SECOND_MS);
    if (isDeletedLast) await ann.write(id, { isTrashed: true });
    await together(trio);
    for (const person of [ann, ben]) {
      expect(person.titles).toEqual([]);
      expect(person.todo(id)).toMatchObject({ isTrashed: true, notes: 'Two litres' });
    }
    await ben.write(id, { isTrashed: false });
    await expectSame(scene, ann, ben);
    expect(ann.todo(id)).toMatchObject({ title: 'Milk', notes: 'Two litres', isTrashed: false });
  }
});

test('P30 of a deletion, a restoring and another deletion the latest decides for all', async () => {
  for (const isRestoredLast of [false, true]) {
    const trio = await apart();
    const { scene, ann, ben, id } = trio;
    await ann.write(id, { isTrashed: true });
    if (isRestoredLast) await ben.write(id, { isTrashed: true });
    await scene.wait(SECOND_MS);
    await ann.write(id, { isTrashed: false });
    await scene.wait(SECOND_MS);
    if (!isRestoredLast) await ben.write(id, { isTrashed: true });
    await together(trio, [ben, ann, trio.cat]);
    expect(ann.titles).toEqual(isRestoredLast ? ['Milk'] : []);
  }
});

test('P31 of two moves below two others one wins whole, with its position', async () => {
  const trio = await apart();
  const { scene, ann, ben, id } = trio;
  const [left, right] = [nextId(), nextId()];
  await ann.write(id, { place: { parentId: left, orderKey: 'V01' } });
  await scene.wait(SECOND_MS);
  await ben.write(id, { place: { parentId: right, orderKey: 'V09' } });
  await together(trio, [ben, ann, trio.cat]);
  expect(ann.todo(id)).toMatchObject({ parentId: right, orderKey: 'V09' });
});

test('P34 a hostile order key that is stored already disturbs nobody', async () => {
  const trio = await apart();
  const { ann, ben, id } = trio;
  await ann.set(id, { o: ['', '\u{1F600}'.repeat(5000)] });
  const other = await ben.add('Eggs');
  await together(trio);
  expect(ben.titles.toSorted()).toEqual(['Eggs', 'Milk']);
  await ben.write(id, { place: { parentId: undefined, orderKey: 'V00' } });
  await expectSame(trio.scene, ann, ben);
  expect(ann.todo(other)?.title).toBe('Eggs');
});

test('S15 S06 a batch that holds an edit of a to-do that is deleted meanwhile lands whole', async () => {
  const trio = await apart();
  const { ann, ben, id } = trio;
  const [eggs, salt] = [await ann.add('Eggs'), await ann.add('Salt')];
  await ann.writeAll([id, eggs, salt], { isDone: true });
  await ben.write(id, { isTrashed: true });
  await together(trio, [ben, ann, trio.cat]);
  expect([id, eggs, salt].map((each) => trio.cat.todo(each)?.isDone)).toEqual([true, true, true]);
  expect(trio.cat.trash).toEqual(['Milk']);
});

test('S19 a form that writes only the field it touched leaves what came meanwhile', async () => {
  const trio = await apart();
  const { scene, ann, ben, id } = trio;
  ann.device.setOnline(true);
  ben.device.setOnline(true);
  await ben.write(id, { notes: 'Two litres' });
  await ben.sync();
  // The form of before; it names the title and nothing else.
  await ann.write(id, { title: 'Oat milk' });
  await expectSame(scene, ann, ben);
  expect(ben.todo(id)).toMatchObject({ title: 'Oat milk', notes: 'Two litres' });
});

test('S33 sixteen writers at once lose nothing', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('First');
  await ann.sync();
  const people = [ann];
  for (let number = 2; number <= 16; number += 1)
    people.push(await scene.person(`writer${number}`));
  for (let round = 0; round < 25; round += 1) {
    const writing = people.map((person) => person.begin([nextId()], { t: `In round ${round}` }));
    await scene.during(Promise.all(writing));
    await scene.wait(200);
  }
  await expectSame(scene, ...people);
  expect(await scene.rows('SELECT count(*) AS count FROM items')).toEqual([{ count: 401 }]);
});

test('S07 an edit made while an older one of another device is being fetched wins everywhere', async () => {
  const trio = await apart();
  const { scene, ann, ben, id } = trio;
  ben.device.setOnline(true);
  await ben.write(id, { title: 'Oat milk' });
  await ben.sync();
  scene.wire.next({ answerLateMs: 5 * SECOND_MS }, { from: 'ann' });
  ann.device.setOnline(true);
  await scene.wait(SECOND_MS);
  await ann.write(id, { title: 'Rice milk' });
  await together(trio);
  expect(ben.titles).toEqual(['Rice milk']);
});
