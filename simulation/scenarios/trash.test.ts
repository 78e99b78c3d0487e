/** Section E: Trash that is emptied and tombstones that are purged while devices are away. */

import { expect, test } from 'vitest';
import type { ItemId } from '../../domain/ids.ts';
import { bringBackEdits, keptDeletion } from '../../replica/kept-deletions.ts';
import { nextId } from './person.fixture.ts';
import type { Person } from './person.fixture.ts';
import { expectSame } from './same.fixture.ts';
import { createScene } from './scene.fixture.ts';
import type { Scene } from './scene.fixture.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from './time.fixture.ts';

/** When what was put into Trash today is emptied for certain, and when it is purged. */
const EMPTIED = 35;
const PURGED = 440;

/** Nobody has the app open, and the server is tidied every day. */
async function passDays(scene: Scene, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    await scene.wait(DAY_MS);
    await scene.during(scene.server.tidy());
  }
}

interface Pair {
  readonly scene: Scene;
  readonly ann: Person;
  readonly ben: Person;
  readonly clean: ItemId;
  readonly edited: ItemId;
}

/** Two to-dos in Trash; Ann, who has no network, has written in one of them and does not know. */
async function trashedMeanwhile(): Promise<Pair> {
  const scene = await createScene();
  const ann = await scene.person('ann');
  const [clean, edited] = [await ann.add('Clean'), await ann.add('Edited')];
  await ann.write(edited, { notes: 'Her notes' });
  await ann.add('Kept');
  await ann.sync();
  const ben = await scene.person('ben');
  ann.device.setOnline(false);
  await ann.write(edited, { title: 'Edited while away' });
  ann.kill();
  await scene.wait(SECOND_MS);
  await ben.writeAll([clean, edited], { isTrashed: true });
  await ben.sync();
  ben.kill();
  return { scene, ann, ben, clean, edited };
}

/** Both open the app again and hear of each other. */
async function comeBack({ scene, ann, ben }: Pair): Promise<void> {
  ann.device.setOnline(true);
  for (const person of [ann, ben, ann, ben]) {
    await person.open();
    await scene.wait(MINUTE_MS);
    await person.sync();
    person.kill();
  }
  for (const person of [ann, ben]) await person.open();
  await expectSame(scene, ann, ben);
}

test('P71 D17 Trash that was emptied while a device was away stays so, and its unsent edit is recovered', async () => {
  const pair = await trashedMeanwhile();
  const { scene, ann, ben, clean, edited } = pair;
  await passDays(scene, EMPTIED);
  await comeBack(pair);
  for (const person of [ann, ben]) {
    expect(person.titles).toEqual(['Kept']);
    for (const id of [clean, edited]) {
      expect(Object.keys(person.registers.get(id) ?? {}).toSorted()).toEqual(['c', 'e', 'x']);
    }
    expect(person.recovered).toEqual([[[ann.inbox, edited, 'gone'], 'Edited while away']]);
    expect(JSON.stringify([...person.disk])).toContain('Her notes');
  }
  expect(JSON.stringify([...(await scene.itemsOf(ann.inbox))])).not.toContain('Clean');
  const history = await scene.rows('SELECT item_id FROM history WHERE item_id = ?1', clean);
  expect(history).toEqual([]);
});

test('P71 a to-do that was taken out of Trash with no network and emptied meanwhile is recovered', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  const id = await ann.add('Precious');
  await ann.write(id, { notes: 'Her notes' });
  await ann.write(id, { isTrashed: true });
  await ann.sync();
  const ben = await scene.person('ben');
  for (const person of [ann, ben]) person.kill();
  await passDays(scene, 10);
  ann.device.setOnline(false);
  await ann.open();
  await ann.write(id, { isTrashed: false });
  expect(ann.titles).toEqual(['Precious']);
  ann.kill();
  await passDays(scene, EMPTIED - 10);
  await comeBack({ scene, ann, ben, clean: id, edited: id });
  for (const person of [ann, ben]) {
    expect(person.recovered).toEqual([[[ann.inbox, id, 'gone'], 'Precious']]);
    expect(JSON.stringify([...person.disk])).toContain('Her notes');
    expect(person.registers.get(id)?.['x']?.[0]).toBe(true);
  }
});

test('P71 what waits behind a full request is recovered whole although the emptying comes first', async () => {
  const pair = await trashedMeanwhile();
  const { scene, ann, edited } = pair;
  await ann.open();
  for (let number = 0; number < 220; number += 1) await ann.add(`To-do ${number}`);
  await ann.write(edited, { title: 'Edited last' });
  ann.kill();
  await passDays(scene, EMPTIED);
  await comeBack(pair);
  expect(ann.recovered).toEqual([[[ann.inbox, edited, 'gone'], 'Edited last']]);
  expect(JSON.stringify([...ann.disk])).toContain('Her notes');
  expect(ann.titles).toHaveLength(221);
});

test('P38 D17 a device that was away over a purge reads anew: clean to-dos go, unsent edits and old creations are recovered', async () => {
  const pair = await trashedMeanwhile();
  const { scene, ann, ben, clean, edited } = pair;
  await ann.open();
  const old = await ann.add('Created before the purge');
  ann.kill();
  await scene.wait(SECOND_MS);
  await passDays(scene, PURGED);
  expect(await scene.rows('SELECT id FROM items WHERE id IN (?1, ?2)', clean, edited)).toEqual([]);
  await ann.open();
  await ann.add('Created after it');
  ann.kill();
  await comeBack(pair);
  for (const person of [ann, ben]) {
    expect([clean, edited].map((id) => person.registers.has(id))).toEqual([false, false]);
    expect(person.titles).toContain('Created after it');
    const recovered = person.recovered.map(([, title]) => title);
    expect(recovered).toContain('Edited while away');
    // Ambiguous: purged as well, or never sent. Nothing is decided for the person, and nothing is lost.
    const isThere = person.registers.has(old);
    expect(isThere !== recovered.includes('Created before the purge')).toBe(true);
  }
});

test('P40 a creation that comes again 401 days after its to-do was deleted and purged does not bring it back', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Kept');
  await ann.sync();
  const ben = await scene.person('ben');
  scene.wire.next('asker dies', { from: 'ann' });
  const id = nextId();
  void ann.begin([id], { t: 'Created' }).catch(() => undefined);
  await scene.wait(SECOND_MS);
  expect(ann.waiting).toBe(1);
  ann.device.setOnline(false);
  await ben.sync();
  await ben.write(id, { isTrashed: true });
  await ben.sync();
  ben.kill();
  await passDays(scene, PURGED);
  await comeBack({ scene, ann, ben, clean: id, edited: id });
  for (const person of [ann, ben]) {
    expect(person.registers.has(id)).toBe(false);
    expect(person.recovered.map(([, title]) => title)).toEqual(['Created']);
  }
});

test('P12 a first answer that a device slept over until after a purge brings nothing back', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  const [gone] = [await ann.add('Gone'), await ann.add('Kept')];
  await ann.sync();
  scene.wire.next({ after: async ({ device }) => device?.sleep(PURGED * DAY_MS) }, { from: 'cat' });
  const cat = await scene.another('cat', ann);
  await ann.write(gone, { isTrashed: true });
  await ann.sync();
  ann.kill();
  await passDays(scene, PURGED);
  await ann.open();
  await expectSame(scene, ann, cat);
  expect(cat.titles).toEqual(['Kept']);
  expect(cat.registers.has(gone)).toBe(false);
});

test('P39 a purge between two pages of a first load ends in a list without it', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  const trashed = Array.from({ length: 100 }, nextId);
  const kept = Array.from({ length: 520 }, nextId);
  await ann.writeAll(trashed, { title: 'In Trash soon' });
  await ann.sync();
  await ann.writeAll(trashed, { isTrashed: true });
  await ann.writeAll(kept, { title: 'Kept' });
  await ann.sync();
  ann.kill();
  const count = async () => (await scene.itemsOf(ann.inbox)).size;
  await passDays(scene, PURGED - 20);
  expect(await count()).toBe(620);
  // Her session has ended meanwhile.
  await ann.open();
  await ann.sync();
  let pages = 0;
  scene.wire.fateOf = ({ from, path }) => {
    if (from !== 'ben' || path !== '/api/sync') return undefined;
    pages += 1;
    if (pages !== 2) return undefined;
    return {
      before: async () => {
        for (let day = 1; day <= 20; day += 1) {
          scene.server.skewMs = day * DAY_MS;
          await scene.server.tidy();
        }
        scene.server.skewMs = 0;
      },
    };
  };
  const ben = await scene.another('ben', ann);
  expect(await count()).toBe(520);
  await expectSame(scene, ann, ben);
  expect(ben.registers.size).toBe(520);
  expect(pages).toBeLessThan(12);
});

test('P38 P42 a server that went back and purged afterwards says of to-dos that they are gone: they are asked about, and come back', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  const ben = await scene.person('ben');
  const backup = await scene.server.backUp();
  const lost = ['Bread', 'Eggs'];
  for (const title of lost) await ann.add(title);
  await ann.write(await ann.add('In Trash'), { isTrashed: true });
  await ann.sync();
  ann.kill();
  await scene.server.restore(backup);
  const purged = await ben.add('Purged');
  await ben.write(purged, { isTrashed: true });
  await ben.sync();
  ben.kill();
  await passDays(scene, PURGED);
  expect(await scene.rows('SELECT id FROM items WHERE id = ?1', purged)).toEqual([]);

  await ann.open();
  await scene.wait(MINUTE_MS);
  expect(ann.waiting).toBe(0);
  expect(ann.titles).toEqual(['Milk']);
  await ann.reopen();
  expect(keptDeletion(ann.mirror)?.todos).toBe(lost.length);
  await scene.during(
    ann.replica.commit((mirror) => bringBackEdits(mirror, [...mirror.kept.keys()])),
  );
  await ann.sync();
  await ben.open();
  await expectSame(scene, ann, ben);
  expect(ben.titles.toSorted()).toEqual(['Bread', 'Eggs', 'Milk']);
});
