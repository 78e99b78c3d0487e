/** Section F: a server that has lost an account whose device goes on in the account that its browser's cookie names. */

import { expect, test } from 'vitest';
import { keptDeletion } from '../../replica/kept-deletions.ts';
import { nextId } from './person.fixture.ts';
import { expectSame } from './same.fixture.ts';
import { createScene } from './scene.fixture.ts';
import { MINUTE_MS } from './time.fixture.ts';

test('S02 what a lost account was acknowledged and then wrote over is in history where it moves to', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  const backup = await scene.server.backUp();
  const ben = await scene.stranger('ben');
  const id = await ben.add('Bread');
  await ben.write(id, { notes: 'Rye' });
  await ben.sync();
  ben.device.setOnline(false);
  await ben.write(id, { title: 'Rolls' });
  await ben.write(id, { title: 'Buns' });
  // It knows neither him nor his key any more, and the cookie that his browser holds is Ann's.
  await scene.server.restore(backup);
  await ben.join(ann);
  ben.device.setOnline(true);
  await scene.wait(MINUTE_MS);
  expect(ben.accountId).toBe(ann.accountId);
  await expectSame(scene, ann, ben);
  expect((await scene.itemsOf(ann.inbox)).get(id)).toMatchObject({
    t: ['Buns', expect.anything()],
    n: ['Rye', expect.anything()],
  });
  const past = await scene.rows("SELECT key, value ->> '$' AS value FROM history");
  expect(past).toEqual([{ key: 't', value: 'Bread' }]);
});

test('S02 what was refused a lost account, and what it was to be asked about, is there where it moves to', async () => {
  const scene = await createScene();
  const ann = await scene.person('ann');
  await ann.add('Milk');
  await ann.sync();
  const backup = await scene.server.backUp();
  const ben = await scene.stranger('ben');
  await ben.add('Bread');
  await ben.sync();
  const phone = await scene.another('ben’s phone', ben);
  const ids = Array.from({ length: 30 }, nextId);
  await scene.during(ben.begin(ids, { t: 'Of many' }));
  await ben.set(nextId(), { t: 'Odd', notakey: true });
  await ben.sync();
  await phone.sync();
  await phone.writeAll(ids, { isTrashed: true });
  await phone.sync();
  await ben.sync();
  expect([ben.mirror.refused.length, ben.mirror.kept.size]).toEqual([1, 1]);
  await scene.server.restore(backup);
  await ben.join(ann);
  await ben.sync();
  await scene.wait(MINUTE_MS);
  expect(ben.accountId).toBe(ann.accountId);
  expect(ben.mirror.refused.map(({ list, registers }) => [list, registers['t']?.[0]])).toEqual([
    [ann.inbox, 'Odd'],
  ]);
  expect(keptDeletion(ben.mirror)?.todos).toBe(30);
});
