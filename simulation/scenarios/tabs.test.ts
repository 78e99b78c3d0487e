/** Section G: many contexts on one device, its storage, and whose it is. */

import { expect, test } from 'vitest';
import { storeName } from '../../replica/account.ts';
import { nextId } from './person.fixture.ts';
import type { Person } from './person.fixture.ts';
import { expectSame } from './same.fixture.ts';
import { createScene } from './scene.fixture.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from './time.fixture.ts';

test.each([
  ['locks', true],
  ['no locks', false],
])(
  'P50 A12 E04 G06 BS07 with %s two tabs and workers that write and sync at once store every edit once',
  async (_, hasLocks) => {
    const scene = await createScene();
    const ann = await scene.person('ann', { hasBackgroundSync: true, hasLocks });
    await ann.add('Milk');
    await ann.sync();
    await ann.open();
    const replicas = ann.device.pages.flatMap(({ replica }) => replica ?? []);
    expect(replicas).toHaveLength(2);
    const ids = Array.from({ length: 40 }, nextId);
    const writing = ids.flatMap((id, at) =>
      replicas
        .slice(at % 2, (at % 2) + 1)
        .map((replica) =>
          replica.commit((mirror) => [
            { id, values: { c: mirror.account.accountId, t: `To-do ${at}` }, seen: undefined },
          ]),
        ),
    );
    await scene.during(Promise.all(writing));
    for (const replica of replicas) replica.hidden();
    await scene.wait(MINUTE_MS);
    expect(ann.waiting).toBe(0);
    for (const { view } of replicas) expect(view.mirror?.items.size).toBe(41);
    await expectSame(scene, ann);
    expect(await scene.rows('SELECT count(*) AS count FROM items')).toEqual([{ count: 41 }]);
  },
);

test('A12 BS17 where the lock is held by nobody who lives, the next one goes ahead', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  const lock = `holdfast-sync-${ann.accountId}`;
  const stale = ann.device.locks.forContext({});
  void stale.withLock(lock, 0, () => new Promise(() => undefined));
  await ann.add('Bread');
  await scene.wait(5 * SECOND_MS);
  expect(ann.waiting).toBe(1);
  await scene.wait(10 * SECOND_MS);
  expect(ann.waiting).toBe(0);
});

test('B22 A08 a tab that missed every message reads its store again when it goes on', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  const id = await ann.add('Milk');
  await ann.sync();
  const [frozen] = ann.device.pages;
  const view = frozen?.replica?.view;
  const titleThere = () => view?.mirror?.items.get(id)?.registers['t']?.[0];
  scene.fault('ann', 'lost-message', () => true);
  await ann.open();
  await ann.write(id, { title: 'Oat milk' });
  await scene.wait(SECOND_MS);
  expect(titleThere()).toBe('Milk');
  await scene.during(view?.reread() ?? Promise.resolve());
  expect(titleThere()).toBe('Oat milk');
  // An edit in the tab that knew less beats what it did not know: clocks are on the disk, not in messages.
  await scene.during(
    frozen?.replica?.commit((mirror) => [
      { id, values: { t: 'Rice milk' }, seen: mirror.items.get(id) },
    ]) ?? Promise.resolve(),
  );
  await ann.reopen();
  await expectSame(scene, ann);
  expect(ann.titles).toEqual(['Rice milk']);
});

test('B02 P05 an answer for which there is no room is stored wholly or not at all', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  const ben = await scene.person('ben');
  await ben.writeAll(Array.from({ length: 30 }, nextId), { title: 'One of many' });
  await ben.sync();
  const before = new Map(ann.disk);
  scene.fault('ann', 'quota', () => true);
  await ann.sync();
  const lists = [`list/${ann.inbox}`, `items/${ann.inbox}`];
  const ofLists = (records: ReadonlyMap<string, unknown>) =>
    [...records].filter(([key]) => lists.some((start) => key.startsWith(start)));
  expect(ofLists(ann.disk)).toEqual(ofLists(before));
  expect(ann.titles).toEqual(['Milk']);
  scene.fault('ann', 'quota', () => false);
  await expectSame(scene, ann, ben);
  expect(ann.registers.size).toBe(31);
});

test('B01 an edit for which there is no room counts as not saved, and nothing else is touched', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  scene.fault('ann', 'quota', () => true);
  const id = nextId();
  await expect(ann.set(id, { t: 'Bread' })).rejects.toMatchObject({ kind: 'quota' });
  expect(ann.status).toMatchObject({ kind: 'unstored', count: 1 });
  expect(ann.titles).toEqual(['Milk']);
  scene.fault('ann', 'quota', () => false);
  await ann.set(id, { t: 'Bread' });
  expect(ann.status.kind).not.toBe('unstored');
  await expectSame(scene, ann);
});

/** The browser clears everything but the cookie. */
async function wipe(person: Person): Promise<void> {
  person.kill();
  person.device.disk.wipe();
}

test('P54 S39 B03 B11 G14 F02 a browser that was cleared gets everything back, and hears since when something may be missing', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  ann.kill();
  await scene.wait(DAY_MS / 4);
  await ann.reopen();
  await ann.sync();
  ann.device.setOnline(false);
  for (const title of ['Bread', 'Eggs', 'Salt']) await ann.add(title);
  await wipe(ann);
  ann.device.setOnline(true);
  await scene.wait(DAY_MS);
  await ann.open();
  await ann.sync();
  expect(ann.titles).toEqual(['Milk']);
  const lastDay = new Date(1_790_000_000_000 + DAY_MS / 4).toISOString().slice(0, 10);
  expect(ann.replica.view.restored).toEqual({ isRunning: false, lastSeenDay: lastDay });
  await expectSame(scene, ann);
});

test('P58 F11 S39 what was written before the cookie’s account was found joins it, and nothing merges in silence', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  const { accountId } = ann;
  await wipe(ann);
  ann.device.setOnline(false);
  await ann.open();
  await ann.add('Milk');
  await ann.add('Bread');
  expect(ann.accountId).not.toBe(accountId);
  ann.device.setOnline(true);
  await scene.wait(10 * SECOND_MS);
  expect(ann.accountId).toBe(accountId);
  await expectSame(scene, ann);
  expect(ann.titles.toSorted()).toEqual(['Bread', 'Milk', 'Milk']);
});

test('B17 P57 a move to the cookie’s account that dies at any wait loses nothing', async () => {
  let deaths = 0;
  for (let dyingAt = 1; ; dyingAt += 1) {
    const scene = await createScene();
    const ann = await scene.person('ann');
    await ann.add('Milk');
    await ann.sync();
    const { accountId } = ann;
    await wipe(ann);
    ann.device.setOnline(false);
    await ann.open();
    await ann.add('Bread');
    let waits = 0;
    scene.fault('ann', 'kill', () => (waits += 1) === dyingAt);
    ann.device.setOnline(true);
    await scene.wait(3 * SECOND_MS);
    const hasDied = waits >= dyingAt;
    scene.fault('ann', 'kill', () => false);
    await ann.reopen();
    await scene.wait(20 * SECOND_MS);
    expect(ann.accountId, `dying at ${dyingAt}`).toBe(accountId);
    expect(ann.titles.toSorted(), `dying at ${dyingAt}`).toEqual(['Bread', 'Milk']);
    await expectSame(scene, ann);
    deaths += Number(hasDied);
    if (!hasDied) break;
  }
  expect(deaths).toBeGreaterThan(20);
});

test('P57 an answer that comes after the account changed touches nothing of the new one', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  await wipe(ann);
  ann.device.setOnline(false);
  await ann.open();
  await ann.add('Bread');
  const other = ann.accountId;
  // One tab asks and hears late; the lock's patience over, the other tab moves everything.
  scene.wire.fateOf = () =>
    scene.wire.sent.length % 2 === 1 ? { answerLateMs: 14 * SECOND_MS } : undefined;
  ann.device.setOnline(true);
  await scene.wait(SECOND_MS);
  await ann.open();
  await scene.wait(MINUTE_MS);
  scene.wire.heal();
  await scene.wait(MINUTE_MS);
  expect(ann.accountId).not.toBe(other);
  expect([...ann.device.disk.peek(storeName(other)).keys()]).toEqual(['meta']);
  await expectSame(scene, ann);
  expect(ann.titles.toSorted()).toEqual(['Bread', 'Milk']);
});

test('B16 damaged and foreign records of every kind are left alone, and the app starts', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  const name = storeName(ann.accountId);
  ann.kill();
  const store = ann.device.disk.open(name, { gate: async () => {}, failure: () => undefined });
  const strange = [null, 7, 'text', {}, [], { edits: 'none' }, { list: 1, edits: [] }];
  const kinds = ['edit/', 'refused/', 'attempt/', `items/${ann.inbox}/`, 'unheard-of/'];
  const planted = kinds.flatMap((kind) =>
    strange.map((value, at) => [`${kind}5000000${at}-1`, value] as const),
  );
  await store.write('strict', async (records) => {
    for (const [key, value] of planted) records.put(key, value);
  });
  await ann.open();
  const id = await ann.add('Bread');
  await scene.wait(5 * SECOND_MS);
  expect(ann.titles).toEqual(['Milk', 'Bread']);
  expect((await scene.itemsOf(ann.inbox)).has(id)).toBe(true);
  const kept = planted.filter(([key]) => !key.startsWith('attempt/'));
  for (const [key, value] of kept) expect(ann.disk.get(key), key).toEqual(value);
});
