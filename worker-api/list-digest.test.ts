import { expect, test } from 'vitest';
import { assertSumsAlike } from './list-digest.fixture.ts';
import { listOfAnna } from './list-dump.fixture.ts';
import { memoryDatabase } from './memory-database.fixture.ts';
import { readDigest } from './queries/digest.ts';
import { at, BEN, itemId, LIST, push, sync } from './sync.fixture.ts';

test('SQLite sums a list as every replica does', async () => {
  await assertSumsAlike(await memoryDatabase(), 100);
});

test('the digest comes when it is asked for, and covers the push that came with it', async () => {
  const ports = await listOfAnna();
  const e = [[itemId('x'), { c: ['a', at(0)] }]];
  const { dg } = await sync(ports, { e, dg: 1 });
  expect(dg).toEqual([1, expect.any(Number)]);
  expect((await sync(ports)).dg).toBeUndefined();
  expect((await sync(ports, { dg: 1 })).dg).toEqual(dg);
});

test('a page that is not the last has no digest: it would be of another state', async () => {
  const ports = await listOfAnna();
  for (let from = 0; from < 600; from += 200) {
    const ids = Array.from({ length: 200 }, (_, index) => itemId(`i${from + index}`));
    await push(ports, ...ids.map((id) => [id, { c: ['a', at(0)] }] as const));
  }
  const page = await sync(ports, { dg: 1 });
  expect(page.m).toBe(1);
  expect(page.dg).toBeUndefined();
});

test('who is no member gets no digest, and none is summed for them', async () => {
  const ports = await listOfAnna();
  await push(ports, [itemId('x'), { c: ['a', at(0)] }]);
  expect(await sync(ports, { dg: 1 }, { accountId: BEN })).toEqual({ code: 'unknown' });
  const { results } = await readDigest(ports.db, LIST, BEN).all();
  expect(results).toEqual([{ items: 0, stamps: 0 }]);
});
