import { expect, test } from 'vitest';
import { LIST_START } from '../../replica/records.ts';
import { createScene } from '../scenarios/scene.fixture.ts';
import { written } from './oracle.fixture.ts';
import { removedOracle } from './removed.ts';

const LIST = 'LLLLLLLLLLLLLLLL';
const edit = { list: LIST, generation: 2, edits: [] };
const kept = { list: LIST, atMs: 1, items: undefined };

async function watched() {
  const scene = await createScene();
  const { device } = await scene.stranger('ben');
  const reported: string[] = [];
  const report = (line: string): void => void reported.push(line);
  const { wrote } = removedOracle({ report, server: scene.server, devices: [device] });
  const write = async (...change: readonly [put: object, gone?: readonly string[]]) => {
    const [put, gone] = change;
    wrote?.(await written(device, { ...put }, gone));
  };
  return { reported, write };
}

const left = { [`list/${LIST}`]: { ...LIST_START, generation: 2, isLeft: true } };

test('whatever is left of a list that was left is told of, and whatever comes after that', async () => {
  const { reported, write } = await watched();
  const all = { [`items/${LIST}/00000000-1`]: {}, 'edit/1': edit, [`kept/${LIST}/1`]: kept };
  await write({ ...all, [`list/${LIST}`]: LIST_START });
  expect(reported).toEqual([]);
  await write(left, [`items/${LIST}/00000000-1`]);
  expect(reported).toEqual(
    ['edit/1', `kept/${LIST}/1`].map(
      (key) => `ben: ${LIST} was left and ${key} holds something of it`,
    ),
  );
  await write(left, ['edit/1', `kept/${LIST}/1`]);
  expect(reported).toHaveLength(2);
  await write({ 'edit/2': edit });
  expect(reported).toHaveLength(3);
});

test('what was written on a page that had not heard may wait, but what is offered may not, nor may it outlast being told again', async () => {
  const { reported, write } = await watched();
  await write(left);
  const unaware = { ...edit, generation: 1 };
  await write({ 'edit/1': unaware });
  expect(reported).toEqual([]);
  await write({ 'edit/2': { ...unaware, isOffer: true } });
  expect(reported).toEqual([`ben: ${LIST} was left and edit/2 holds something of it`]);
  await write({ [`list/${LIST}`]: { ...LIST_START, generation: 3, isLeft: true } }, ['edit/2']);
  expect(reported).toHaveLength(2);
});
