/** Several lists on one device. */

import { expect, test } from 'vitest';
import { nextId } from './person.fixture.ts';
import { createScene } from './scene.fixture.ts';
import { MINUTE_MS } from './time.fixture.ts';

test('a list of somebody else that the server has lost stays, and holds up nothing', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Of Ann alone');
  await ann.sync();
  const ben = await scene.stranger('ben');
  await ben.add('Of Ben alone');
  await ben.sync();
  const backup = await scene.server.backUp();
  const list = await ann.makeList('Groceries');
  await ann.set(nextId(), { t: 'Milk' }, list);
  await ann.setRole(list, ben, 'editor');
  await ben.useList(list);
  await ben.sync();
  ann.device.setOnline(false);
  await scene.server.restore(backup);
  await ben.add('Written since');
  await ben.sync();
  await scene.wait(MINUTE_MS);
  expect(ben.titlesIn(list)).toEqual(['Milk']);
  expect(ben.status.kind).toBe('saved');
  expect((await scene.itemsOf(ben.inbox)).size).toBe(2);

  // What is written in it waits, and that is said.
  await ben.set(nextId(), { t: 'Bread' }, list);
  await ben.sync();
  expect([ben.waiting, ben.status.kind]).toEqual([1, 'waiting']);
  ann.device.setOnline(true);
  await scene.wait(MINUTE_MS);
  await ann.sync();
  await ben.sync();
  expect([ben.waiting, ben.status.kind]).toEqual([0, 'saved']);
  await ann.sync();
  expect(ann.titlesIn(list).toSorted()).toEqual(['Bread', 'Milk']);
});

test('an edit of one list does not ask for the others, and coming back asks for all', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  const list = await ann.makeList('Groceries');
  const listsAsked = (): readonly string[] =>
    scene.wire.sent
      .filter(({ path }) => path === '/api/sync')
      .flatMap(({ body }) => {
        const { ls } = JSON.parse(body ?? '') as { readonly ls: readonly { readonly l: string }[] };
        return ls.map(({ l }) => l);
      });
  const before = listsAsked().length;
  await ann.add('Bread');
  await scene.wait(1000);
  expect(new Set(listsAsked().slice(before))).toEqual(new Set([ann.inbox]));
  const after = listsAsked().length;
  await ann.sync();
  expect(new Set(listsAsked().slice(after))).toEqual(
    new Set([ann.inbox, `u:${ann.accountId}`, list]),
  );
});
