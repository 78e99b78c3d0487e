import { expect, test } from 'vitest';
import { readCorpus } from './corpus.ts';
import { hasFailed } from './job.ts';
import { countSame } from './repeat.ts';
import { run } from './run.ts';
import { shrink } from './shrink.ts';

const SLOW = { timeout: 120_000 };

test('nothing is lost and everything converges, in a few small worlds', SLOW, async () => {
  for (let seed = 1; seed <= 8; seed += 1) {
    const result = await run({ seed, hours: 0.5, isDigestOff: seed % 2 === 0 });
    expect(result.violations, `seed ${seed}`).toEqual([]);
    expect([result.isDiverged, result.isStuck], `seed ${seed}`).toEqual([false, false]);
  }
});

test('what failed once fails no more', SLOW, async () => {
  for (const job of readCorpus())
    expect(hasFailed(await run(job)), JSON.stringify(job)).toBe(false);
});

test('a seed tells the same story every time, in every process', SLOW, async () => {
  expect(await countSame({ seed: 10, hours: 0.5 }, 4)).toBe(4);
});

test('other seeds tell other stories', SLOW, async () => {
  const [first, second] = [
    await run({ seed: 10, hours: 0.2 }),
    await run({ seed: 11, hours: 0.2 }),
  ];
  expect(first.traceHash).not.toBe(second.traceHash);
});

test('a failure shrinks to the faults, devices and hours that it needs', SLOW, async () => {
  const job = { seed: 7, hours: 4 };
  const result = { ...(await run({ seed: 7, hours: 0.1 })), isStuck: true };
  const faultCounts = new Map([['kill', 1] as const, ['slow', 1] as const]);
  const smallest = await shrink(job, { ...result, faultCounts }, async ({ without = [] }) =>
    without.includes('kill') ? { ...result, isStuck: false, violations: [] } : result,
  );
  expect(smallest).toEqual({ seed: 7, hours: 0.0625, devices: 1, without: ['slow'] });
});

test('the production store on an imitated IndexedDB does as well', SLOW, async () => {
  for (const seed of [3, 9, 11]) {
    const options = { seed, hours: 0.2, isOnIndexedDB: true };
    const [result, again] = [await run(options), await run(options)];
    expect(result.violations, `seed ${seed}`).toEqual([]);
    expect([result.isDiverged, result.isStuck], `seed ${seed}`).toEqual([false, false]);
    expect(result.edits, `seed ${seed}`).toBeGreaterThan(0);
    expect(again.traceHash, `seed ${seed}`).toBe(result.traceHash);
  }
});
