/** Section B, answers: somebody else's, cut off, refusing, busy, and of another version. */

import { expect, test } from 'vitest';
import { foreign, nonsense, problem } from './answers.fixture.ts';
import { nextId } from './person.fixture.ts';
import type { Person } from './person.fixture.ts';
import { expectSame } from './same.fixture.ts';
import { createScene } from './scene.fixture.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from './time.fixture.ts';

const cursorRev = (person: Person): number =>
  (person.disk.get(`list/${person.inbox}`) as { cursor: readonly [string, number] }).cursor[1];

const strange: readonly (readonly [string, () => Response])[] = [
  ['a portal’s page', () => foreign(200, '<html>Welcome</html>', 'text/html')],
  ['JSON of somebody else', () => foreign(200, '{"now":1,"ls":[{}]}')],
  ['401 of somebody else', () => foreign(401, '{"error":"log in"}')],
  ['500 of somebody else', () => foreign(500, '{"error":"oops"}')],
  ['our header and no JSON', () => nonsense('<html>')],
  ['our header and half an answer', () => nonsense('{"now":1790000000000,"ls":[{"to":9')],
  ['our header and another shape', () => nonsense('{"now":1790000000000,"ls":[{"to":"nine"}]}')],
  ['our header and a verdict nobody knows', () => nonsense('{"now":1,"ls":[{"code":"later"}]}')],
  ['a busy server', () => problem('busy', 503)],
];

test.each(strange)(
  'P14 S03 C06 C08 C09 %s changes nothing and is tried again',
  async (_, answer) => {
    const scene = await createScene();
    const ann = await scene.person('ann');
    const id = await ann.add('Milk');
    await ann.sync();
    const cursor = cursorRev(ann);
    scene.wire.every({ answer });
    await ann.write(id, { title: 'Oat milk' });
    await scene.wait(MINUTE_MS);
    expect(ann.waiting).toBe(1);
    expect(cursorRev(ann)).toBe(cursor);
    expect(ann.status).toMatchObject({ count: 1 });
    expect(['offline', 'waiting']).toContain(ann.status.kind);
    expect(scene.wire.pushes.length).toBeGreaterThan(3);
    scene.wire.heal();
    await scene.wait(20 * SECOND_MS);
    expect(ann.waiting).toBe(0);
    expect(ann.status.kind).toBe('saved');
  },
);

test('P14 C08 S29 an answer that is cut off is no answer, and the screen shows what the store holds', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  const ben = await scene.person('ben');
  await ben.add('Eggs');
  await ben.sync();
  scene.wire.next('answer cut off', { from: 'ann' });
  await ann.add('Bread');
  await scene.wait(SECOND_MS / 2);
  expect(ann.waiting).toBe(1);
  expect(ann.titles).toEqual(['Milk', 'Bread']);
  const onDisk = JSON.stringify([...ann.disk]);
  expect([onDisk.includes('Bread'), onDisk.includes('Eggs')]).toEqual([true, false]);
  await expectSame(scene, ann, ben);
});

test('P15 C11 a server’s wish to be left alone is followed, within reason', async () => {
  for (const [retryAfterMs, quietMs] of [
    [30 * SECOND_MS, 29 * SECOND_MS],
    [1e12, 890 * SECOND_MS],
  ] as const) {
    const scene = await createScene();
    const ann = await scene.person('ann');
    await ann.add('Milk');
    await ann.sync();
    scene.wire.next({ answer: () => problem('busy', 429, { retryAfterMs }) });
    await ann.add('Bread');
    await scene.wait(SECOND_MS);
    const asked = scene.wire.sent.length;
    ann.device.setOnline(false);
    ann.device.setOnline(true);
    await scene.wait(quietMs - SECOND_MS);
    expect(scene.wire.sent.length).toBe(asked);
    await scene.wait(MINUTE_MS);
    expect(ann.waiting).toBe(0);
  }
});

test('P15 C12 C16 D16 a request that is refused whole is parted until the edit to blame is alone', async () => {
  for (const [code, status] of [
    ['size', 413],
    ['type', 400],
  ] as const) {
    const scene = await createScene();
    const ann = await scene.person('ann');
    await ann.add('Milk');
    await ann.sync();
    ann.device.setOnline(false);
    for (const title of ['Bread', 'Eggs', 'Poison', 'Salt', 'Tea']) await ann.add(title);
    scene.wire.fateOf = ({ body }) =>
      body?.includes('Poison') ? { answer: () => problem(code, status) } : undefined;
    ann.device.setOnline(true);
    await scene.wait(MINUTE_MS);
    expect(ann.waiting).toBe(0);
    expect(
      ann.mirror.refused.map(({ registers, reason }) => [registers['t']?.[0], reason]),
    ).toEqual([['Poison', code]]);
    expect(ann.status.kind).toBe('review');
    const titles = await scene.rows(
      "SELECT registers ->> '$.t[0]' AS title FROM items ORDER BY rev",
    );
    expect(titles.map(({ title }) => title)).toEqual(['Milk', 'Bread', 'Eggs', 'Salt', 'Tea']);
  }
});

test('D16 an edit at which the server fails waits by itself, and is tried again later', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  ann.device.setOnline(false);
  for (const title of ['Bread', 'Eggs', 'Poison', 'Salt', 'Tea']) await ann.add(title);
  scene.wire.fateOf = ({ body }) =>
    body?.includes('Poison') ? { answer: () => problem('busy', 500) } : undefined;
  ann.device.setOnline(true);
  await scene.wait(MINUTE_MS);
  expect([ann.waiting, ann.mirror.refused, ann.status.kind]).toEqual([1, [], 'waiting']);
  expect((await scene.itemsOf(ann.inbox)).size).toBe(5);
  const poisoned = scene.wire.sent.filter(({ body }) => body?.includes('Poison')).length;
  expect(poisoned).toBeLessThan(8);
  // Nobody has to do anything for it.
  scene.wire.fateOf = () => undefined;
  await scene.wait(6 * MINUTE_MS);
  expect([ann.waiting, ann.status.kind]).toEqual([0, 'saved']);
});

test('D16 a server that fails at everything is not asked more than before', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  scene.wire.every({ answer: () => problem('busy', 500) });
  const before = scene.wire.sent.length;
  for (const title of ['Bread', 'Eggs', 'Salt', 'Tea']) await ann.add(title);
  await ann.sync();
  expect(ann.waiting).toBe(4);
  // With the edits and without them, for the first edit and for the tap.
  expect(scene.wire.sent.length - before).toBeLessThanOrEqual(6);
});

test('C28 F01 a worker that is woken with no page and no cookie is let in by its key', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann', { hasBackgroundSync: true });
  await ann.add('Milk');
  await ann.sync();
  ann.device.setOnline(false);
  await ann.add('Bread');
  ann.kill();
  ann.device.cookies.clear();
  ann.device.setOnline(true);
  await scene.wait(5 * SECOND_MS);
  expect(ann.waiting).toBe(0);
  expect(ann.device.cookies.size).toBe(1);
});

test('C28 C13 a worker whose key nobody knows ends quietly and keeps what waits', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann', { hasBackgroundSync: true });
  await ann.add('Milk');
  await ann.sync();
  ann.device.setOnline(false);
  await ann.add('Bread');
  ann.kill();
  scene.wire.every({ answer: () => problem('auth', 401) });
  ann.device.setOnline(true);
  await scene.wait(2 * SECOND_MS);
  const asked = scene.wire.sent.length;
  await scene.wait(30 * MINUTE_MS);
  // The browser's tries are not spent on what waiting cannot cure.
  expect(scene.wire.sent.length).toBe(asked);
  expect(ann.waiting).toBe(1);
  await ann.open();
  expect(ann.status).toMatchObject({ kind: 'blocked', need: 'sign-in', count: 1 });
  scene.wire.heal();
  await expectSame(scene, ann);
});

test('E02 a server that knows neither first loads nor digests is synced with all the same', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.writeAll(Array.from({ length: 700 }, nextId), { title: 'One of many' });
  await ann.sync();
  scene.wire.every({ change: (body) => body.replaceAll(/,"(?:n|h)":\d+|,"dg":\[[\d,]*\]/g, '') });
  const ben = await scene.person('ben');
  await ben.sync();
  expect(ben.registers.size).toBe(700);
  await ben.add('From Ben');
  await ben.sync();
  for (const person of [ann, ben]) person.kill();
  await scene.wait(2 * DAY_MS);
  for (const person of [ann, ben]) await person.open();
  await expectSame(scene, ann, ben);
  expect(ben.status.kind).toBe('saved');
});
