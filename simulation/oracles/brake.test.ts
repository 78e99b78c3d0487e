import { expect, test } from 'vitest';
import type { ItemId, ListId } from '../../domain/ids.ts';
import { stampFromParts } from '../../domain/stamp-parts.ts';
import { LIST_START, keys } from '../../replica/records.ts';
import { segmentFromItems } from '../../replica/segment.ts';
import type { Item } from '../../domain/register.ts';
import { createScene } from '../scenarios/scene.fixture.ts';
import { brakeOracle } from './brake.ts';
import { written } from './oracle.fixture.ts';

const CREATED = stampFromParts({ ms: 1, counter: 0, node: '00000' });
const LIST = 'LLLLLLLLLLLLLLLL' as ListId;

function todos(count: number, isTrashed: boolean): readonly Item[] {
  const stamp = stampFromParts({ ms: isTrashed ? 2 : 1, counter: 0, node: '00000' });
  return Array.from({ length: count }, (_, at) => ({
    id: `todo${at}`.padEnd(16, '-') as ItemId,
    rev: isTrashed ? 2 : 1,
    registers: { c: ['account', CREATED], x: [isTrashed, stamp] },
  }));
}

/** Of so many to-dos of a list so many are deleted elsewhere, and so many of those are kept. */
async function reportedOf(live: number, deleted: number, kept: number): Promise<readonly string[]> {
  const scene = await createScene();
  const { device } = await scene.stranger('ann');
  const reported: string[] = [];
  const oracle = brakeOracle({
    report: (line) => reported.push(line),
    sometimes: () => undefined,
  });
  const list = { [keys.list(LIST)]: LIST_START };
  const first = { [keys.segment(LIST, 0, live)]: segmentFromItems(todos(live, false)) };
  oracle.wrote?.(await written(device, { ...list, ...first }));
  const items = segmentFromItems(todos(kept, false));
  oracle.wrote?.(
    await written(device, {
      ...list,
      [keys.segment(LIST, 1, deleted)]: segmentFromItems(todos(deleted, true)),
      ...(kept > 0 && { [keys.kept(LIST, 1)]: { list: LIST, atMs: 1, items } }),
    }),
  );
  return reported;
}

test('a great deletion without what was deleted being kept is told of, and so is one of which a part was', async () => {
  expect(await reportedOf(60, 30, 0)).toEqual([`ann: ${LIST} lost 30 of 60 and 30 were not kept`]);
  expect(await reportedOf(60, 30, 29)).toEqual([`ann: ${LIST} lost 30 of 60 and 1 were not kept`]);
});

test('one that was kept, one of twenty and one of a quarter are not', async () => {
  expect(await reportedOf(60, 30, 30)).toEqual([]);
  expect(await reportedOf(20, 20, 0)).toEqual([]);
  expect(await reportedOf(120, 30, 0)).toEqual([]);
});
