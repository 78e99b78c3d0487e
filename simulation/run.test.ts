import { expect, test } from 'vitest';
import { run } from './run.ts';

test(
  'nothing is lost and everything converges, in a few small worlds',
  { timeout: 120_000 },
  async () => {
    for (let seed = 1; seed <= 8; seed += 1) {
      const result = await run({ seed, hours: 0.3 });
      expect(result.violations, `seed ${seed}`).toEqual([]);
      expect([result.isDiverged, result.isStuck], `seed ${seed}`).toEqual([false, false]);
    }
  },
);

test('a seed tells the same story every time', { timeout: 120_000 }, async () => {
  const [first, second] = [
    await run({ seed: 10, hours: 0.2 }),
    await run({ seed: 10, hours: 0.2 }),
  ];
  expect(first.traceHash).toBe(second.traceHash);
  expect(first.edits).toBeGreaterThan(0);
});

test(
  'the production store on an imitated IndexedDB does as well',
  { timeout: 120_000 },
  async () => {
    for (const seed of [3, 9, 11]) {
      const options = { seed, hours: 0.2, isOnIndexedDB: true };
      const [result, again] = [await run(options), await run(options)];
      expect(result.violations, `seed ${seed}`).toEqual([]);
      expect([result.isDiverged, result.isStuck], `seed ${seed}`).toEqual([false, false]);
      expect(result.edits, `seed ${seed}`).toBeGreaterThan(0);
      expect(again.traceHash, `seed ${seed}`).toBe(result.traceHash);
    }
  },
);
