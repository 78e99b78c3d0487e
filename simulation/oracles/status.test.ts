import { expect, test } from 'vitest';
import { itemsShown } from '../items-shown.ts';
import { createScene } from '../scenarios/scene.fixture.ts';
import { Ledger } from './ledger.ts';
import { answeredOf } from './oracle.fixture.ts';
import { statusOracle } from './status.ts';

/** What is reported while the screen says "saved" again and again. */
async function reportedAfter(sql: string | undefined, isRestored: boolean) {
  const scene = await createScene();
  const ann = await scene.person('ann');
  const page = await ann.open();
  await ann.add('Milk');
  const reported = new Set<string>();
  const world = { seed: 1, server: scene.server, devices: [ann.device], ledger: new Ledger() };
  const report = (line: string): void => void reported.add(line);
  const oracle = statusOracle({ ...world, report, sometimes: () => undefined });
  await ann.sync();
  if (sql !== undefined) await scene.rows(sql);
  oracle.answered?.(answeredOf(ann.device, ann.inbox, {}));
  if (isRestored) oracle.restored?.();
  for (let look = 0; look < 40; look += 1) {
    await ann.sync();
    expect(ann.status.kind).toBe('saved');
    const seen = { account: ann.accountId, changed: [], vanished: [], isFirst: false };
    oracle.shown?.({ ...seen, page, items: itemsShown(ann.mirror) });
  }
  await scene.wait(1);
  return [...reported].filter((line) => line.includes('the server has no'));
}

const FORGET = "DELETE FROM items WHERE registers -> 't' IS NOT NULL";

test('"saved" over what the server has not is told of', async () => {
  expect(await reportedAfter(undefined, false)).toEqual([]);
  expect(await reportedAfter(FORGET, false)).toEqual([
    expect.stringMatching(/^ann: the screen says "saved", and the server has no .* [cto]$/),
  ]);
});

test('of a server that has just gone back nobody can know it yet', async () => {
  expect(await reportedAfter(FORGET, true)).toEqual([]);
});
