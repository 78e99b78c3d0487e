/** Section E: devices that were long away, and deletions that go far. */

import { expect, test } from 'vitest';
import { foreign, ours } from './answers.fixture.ts';
import { nextId } from './person.fixture.ts';
import { expectSame } from './same.fixture.ts';
import { createScene } from './scene.fixture.ts';
import { DAY_MS, EPOCH_MS, MINUTE_MS, SECOND_MS } from './time.fixture.ts';

test('P37 of forty edits that come a year late each wins or is in history, and what was deleted stays so', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  const ids = Array.from({ length: 40 }, nextId);
  await ann.writeAll(ids, { title: 'Before' });
  await ann.sync();
  const ben = await scene.person('ben');
  ann.device.setOnline(false);
  for (const [at, id] of ids.entries()) await ann.write(id, { title: `A year old ${at}` });
  ann.kill();
  await scene.wait(SECOND_MS);
  const [newer, trashed] = [ids.slice(0, 20), ids.slice(20, 25)];
  await ben.writeAll(newer, { title: 'Newer' });
  await ben.writeAll(trashed, { isTrashed: true });
  await ben.sync();
  ben.kill();
  await scene.wait(365 * DAY_MS);
  ann.device.setOnline(true);
  for (const person of [ann, ben]) await person.open();
  await expectSame(scene, ann, ben);
  expect(newer.map((id) => ben.todo(id)?.title)).toEqual(newer.map(() => 'Newer'));
  expect(ids.slice(20).map((id) => ben.todo(id)?.title)).toEqual(
    ids.slice(20).map((_, at) => `A year old ${at + 20}`),
  );
  expect(trashed.map((id) => ann.todo(id)?.isTrashed)).toEqual(trashed.map(() => true));
  const lost = await scene.rows("SELECT value FROM history WHERE value LIKE '\"A year old%'");
  expect(lost).toHaveLength(20);
});

test('P41 when somebody deletes most of a list, a copy of it is kept first', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  const ids = Array.from({ length: 100 }, nextId);
  await ann.writeAll(ids, { title: 'One of many' });
  await ann.sync();
  const ben = await scene.person('ben');
  await ben.writeAll(ids.slice(0, 90), { isTrashed: true });
  await ben.sync();
  await ann.sync();
  expect(ann.trash).toHaveLength(90);
  const [kept, ...more] = ann.mirror.kept.values();
  expect(more).toEqual([]);
  expect(ids.slice(0, 90).every((id) => JSON.stringify(kept).includes(id))).toBe(true);
  // Whoever did it knows.
  expect(ben.mirror.kept.size).toBe(0);
});

test('P41 a worker that hears of it asks once, leaves the list as it is, and the page goes on', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann', { hasBackgroundSync: true });
  const ids = Array.from({ length: 60 }, nextId);
  const [first = nextId()] = ids;
  await ann.writeAll(ids, { title: 'One of many' });
  await ann.sync();
  const ben = await scene.person('ben');
  ann.device.setOnline(false);
  await ann.write(first, { title: 'Written on the train' });
  ann.kill();
  await ben.writeAll(ids.slice(0, 50), { isTrashed: true });
  await ben.sync();
  ben.kill();
  const asked = scene.wire.sent.length;
  ann.device.setOnline(true);
  await scene.wait(MINUTE_MS);
  expect(scene.wire.sent.slice(asked).map(({ from }) => from)).toEqual(['ann']);
  await ann.open();
  await scene.wait(MINUTE_MS);
  expect(ann.mirror.kept.size).toBe(1);
  expect(ann.todo(first)).toMatchObject({ title: 'Written on the train', isTrashed: true });
});

test('P43 D09 what a server lost without a word is found within a day, and brought back', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  const id = await ann.add('Milk');
  await ann.add('Bread');
  await ann.sync();
  const before = await scene.itemsOf(ann.inbox);
  await scene.rows('DELETE FROM items WHERE id = ?1', id);
  await ann.sync();
  expect((await scene.itemsOf(ann.inbox)).has(id)).toBe(false);
  ann.kill();
  await scene.wait(DAY_MS + MINUTE_MS);
  await ann.open();
  await scene.wait(MINUTE_MS);
  expect(await scene.itemsOf(ann.inbox)).toEqual(before);
  await expectSame(scene, ann);
});

test('P17 C15 a server that is another one three times is left alone, visibly, and every edit is kept', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  const isReset = ({ body }: { body: string | undefined }) => body?.includes(ann.inbox) ?? false;
  let resets = 0;
  scene.wire.every({
    answer: (request) => {
      if (request.path !== '/api/sync') return foreign(500, '{}');
      if (isReset(request)) resets += 1;
      const { ls } = JSON.parse(request.body ?? '') as { ls: readonly unknown[] };
      const parts = ls.map(() => ({
        code: 'reset',
        ep: `epoch${resets}`.padEnd(8, '-').slice(0, 8),
      }));
      return ours({ now: EPOCH_MS + Math.floor(scene.scheduler.nowMs()), ls: parts });
    },
  });
  await ann.add('Bread');
  await scene.wait(5 * MINUTE_MS);
  expect(resets).toBe(3);
  expect(ann.status.kind).toBe('paused');
  expect(ann.titles).toEqual(['Milk', 'Bread']);
  scene.wire.heal();
  await scene.wait(MINUTE_MS);
  expect(ann.status.kind).toBe('paused');
  // A tap tries all the same.
  await ann.sync();
  await expectSame(scene, ann);
  expect(ann.titles).toEqual(['Milk', 'Bread']);
});

test('P70 a to-do that is deleted between two pages of a first load is in Trash on the new device', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  const ids = Array.from({ length: 1200 }, nextId);
  await ann.writeAll(ids, { title: 'One of many' });
  await ann.write(ids[7] ?? nextId(), { isTrashed: true });
  await ann.sync();
  const [first = nextId(), last = nextId()] = [ids[3], ids.at(-1)];
  let pages = 0;
  scene.wire.fateOf = ({ from, path }) => {
    if (from !== 'ben' || path !== '/api/sync') return undefined;
    pages += 1;
    if (pages !== 2) return undefined;
    return {
      before: async () => {
        const edits = ann.begin([first, last], { x: true });
        await edits.catch(() => undefined);
      },
    };
  };
  const ben = await scene.person('ben');
  await expectSame(scene, ann, ben);
  expect(pages).toBeGreaterThan(2);
  expect([first, last, ids[7]].map((id) => id && ben.todo(id)?.isTrashed)).toEqual([
    true,
    true,
    true,
  ]);
  expect(ben.registers.size).toBe(1200);
});
