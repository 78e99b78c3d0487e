import { expect, test } from 'vitest';
import { LIST_START } from '../../replica/records.ts';
import type { Device } from '../device.ts';
import { createScene } from '../scenarios/scene.fixture.ts';
import { breakerOracle } from './breaker.ts';
import { answeredOf, requestOf, writeOf } from './oracle.fixture.ts';

const LIST = 'LLLLLLLLLLLLLLLL';
/** How long storing an answer takes. */
const STORING_MS = 5;

async function afterResets(count: number, betweenMs = 0) {
  const scene = await createScene();
  const { device } = await scene.stranger('ann');
  const reported: string[] = [];
  const oracle = breakerOracle({ report: (line) => reported.push(line) });
  const put = (generation: number, resetsMs?: readonly number[]): void =>
    oracle.wrote?.(
      writeOf(device, [
        [`list/${LIST}`, { ...LIST_START, generation, ...(resetsMs && { resetsMs }) }],
      ]),
    );
  put(1);
  for (let reset = 1; reset <= count; reset += 1) {
    if (reset > 1) device.skewMs += betweenMs;
    oracle.answered?.(answeredOf(device, LIST, { code: 'reset' }));
    device.skewMs += STORING_MS;
    put(1 + reset, [reset]);
  }
  const ask = (asker: Device = device): readonly string[] => {
    oracle.asked?.(requestOf(asker, { ls: [{ l: LIST }] }));
    return reported;
  };
  return { scene, device, ask, put };
}

test('a list that was reset twice may be asked for, and one that was reset three times may not', async () => {
  expect((await afterResets(2)).ask()).toEqual([]);
  expect((await afterResets(3)).ask()).toEqual([
    `ann asked for ${LIST} after 3 resets in ten minutes`,
  ]);
});

test('it may be asked for when the window has room again, or after a tap', async () => {
  const waited = await afterResets(3);
  waited.device.skewMs += 600_001;
  expect(waited.ask()).toEqual([]);
  const tapped = await afterResets(3);
  tapped.put(4);
  expect(tapped.ask()).toEqual([]);
});

test('a reset counts from when it was said, and not from when that was stored', async () => {
  const { device, ask } = await afterResets(3, 299_990);
  expect(ask()).toHaveLength(1);
  device.skewMs += 6;
  expect(ask()).toHaveLength(1);
});

test('a reset that another has found out of the window does not come back with the clock', async () => {
  const { device, ask } = await afterResets(3, 301_000);
  device.skewMs -= 200_000;
  expect(ask()).toEqual([]);
});
