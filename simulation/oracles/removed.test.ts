import { expect, test } from 'vitest';
import { LIST_START } from '../../replica/records.ts';
import { createScene } from '../scenarios/scene.fixture.ts';
import { written } from './oracle.fixture.ts';
import { removedOracle } from './removed.ts';

const LIST = 'LLLLLLLLLLLLLLLL';
const edit = { list: LIST, generation: 1, edits: [] };
const kept = { list: LIST, atMs: 1, items: undefined };

test('whatever is left of a list that was left is told of, and whatever comes after that', async () => {
  const scene = await createScene();
  const { device } = await scene.stranger('ben');
  const reported: string[] = [];
  const report = (line: string): void => void reported.push(line);
  const { wrote } = removedOracle({ report, server: scene.server, devices: [device] });
  const all = { [`items/${LIST}/00000000-1`]: {}, 'edit/1': edit, [`kept/${LIST}/1`]: kept };
  wrote?.(await written(device, { ...all, [`list/${LIST}`]: LIST_START }));
  expect(reported).toEqual([]);
  const left = { [`list/${LIST}`]: { ...LIST_START, isLeft: true } };
  wrote?.(await written(device, left, [`items/${LIST}/00000000-1`]));
  expect(reported).toEqual(
    ['edit/1', `kept/${LIST}/1`].map(
      (key) => `ben: ${LIST} was left and ${key} holds something of it`,
    ),
  );
  wrote?.(await written(device, left, ['edit/1', `kept/${LIST}/1`]));
  expect(reported).toHaveLength(2);
  wrote?.(await written(device, { 'edit/2': edit }));
  expect(reported).toHaveLength(3);
});
