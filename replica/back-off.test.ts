import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idleDelayMs, retryDelayMs } from './back-off.ts';
import { stateAfter } from './sync-state-after.ts';
import { SYNC_STATE_START } from './sync-state.ts';
import type { SyncState } from './sync-state.ts';

const fraction = fc.double({ min: 0, max: 0.999_999, noNaN: true });

test('a watched page never waits longer than a quarter of a minute', () => {
  fc.assert(
    fc.property(fc.nat(), fraction, (failures, chance) => {
      const delay = retryDelayMs({ ...SYNC_STATE_START, failures }, 0, chance, true);
      expect(delay).toBeLessThanOrEqual(15_000);
      expect(delay).toBeGreaterThan(0);
    }),
  );
});

test('C10 an unwatched one waits longer after each failure, up to five minutes', () => {
  const longest = (failures: number): number =>
    retryDelayMs({ ...SYNC_STATE_START, failures }, 0, 0.999_999, false);
  expect(Math.round(longest(1))).toBe(2000);
  expect(Math.round(longest(3))).toBe(8000);
  expect(Math.round(longest(50))).toBe(300_000);
});

test("C11 the server's wish is kept, within reason", () => {
  const after = (retryAfterMs: number): SyncState =>
    stateAfter(SYNC_STATE_START, {
      outcome: 'busy',
      nowMs: 1000,
      retryAfterMs,
      isLastChance: false,
    });
  expect(retryDelayMs(after(60_000), 1000, 0, true)).toBe(60_000);
  expect(after(1e12).notBeforeMs).toBe(1000 + 900_000);
  expect(after(0).notBeforeMs).toBe(2000);
});

test('a wish from a clock that was set back is forgotten', () => {
  const state: SyncState = { ...SYNC_STATE_START, failures: 1, notBeforeMs: 1e12 };
  expect(retryDelayMs(state, 0, 0, true)).toBeLessThanOrEqual(15_000);
});

test('success forgets failures, and a lost last chance is remembered until then', () => {
  const failed = stateAfter(SYNC_STATE_START, {
    outcome: 'offline',
    nowMs: 5,
    retryAfterMs: undefined,
    isLastChance: true,
  });
  expect(failed).toMatchObject({ failures: 1, failingSinceMs: 5, isLastChanceLost: true });
  const again = stateAfter(failed, {
    outcome: 'offline',
    nowMs: 9,
    retryAfterMs: undefined,
    isLastChance: false,
  });
  expect(again).toMatchObject({ failures: 2, failingSinceMs: 5, isLastChanceLost: true });
  const synced = stateAfter(again, {
    outcome: 'synced',
    nowMs: 10,
    retryAfterMs: undefined,
    isLastChance: false,
  });
  expect(synced).toMatchObject({
    failures: 0,
    failingSinceMs: 0,
    savedAtMs: 10,
    isLastChanceLost: false,
  });
});

test('an idle page looks every 15 to 45 seconds', () => {
  fc.assert(
    fc.property(fraction, (chance) => {
      expect(idleDelayMs(chance)).toBeGreaterThanOrEqual(15_000);
      expect(idleDelayMs(chance)).toBeLessThan(45_000);
    }),
  );
});
