import { expect, test } from 'vitest';
import { isBreakerOpen, withReset } from './circuit-breaker.ts';
import { LIST_START } from './records.ts';
import type { ListRecord } from './records.ts';

const MINUTE_MS = 60_000;
const NOW_MS = 1_790_000_000_000;

const after = (...resetsMs: readonly number[]): ListRecord =>
  resetsMs.reduce<ListRecord>(
    (record, atMs) => ({ ...record, resetsMs: withReset(record, atMs) }),
    LIST_START,
  );

test('P17 the third reset in ten minutes opens the breaker', () => {
  expect(isBreakerOpen(after(NOW_MS, NOW_MS + 1), NOW_MS + 2)).toBe(false);
  expect(isBreakerOpen(after(NOW_MS, NOW_MS + 1, NOW_MS + 2), NOW_MS + 3)).toBe(true);
});

test('the breaker closes when the resets are ten minutes old', () => {
  const record = after(NOW_MS, NOW_MS + MINUTE_MS, NOW_MS + 2 * MINUTE_MS);
  expect(isBreakerOpen(record, NOW_MS + 9 * MINUTE_MS)).toBe(true);
  expect(isBreakerOpen(record, NOW_MS + 10 * MINUTE_MS)).toBe(false);
});

test('resets that are further apart never open it', () => {
  expect(isBreakerOpen(after(0, 6 * MINUTE_MS, 12 * MINUTE_MS), 12 * MINUTE_MS)).toBe(false);
});

test('a clock that was set back by years does not keep it open for years', () => {
  const record = after(NOW_MS, NOW_MS, NOW_MS);
  expect(isBreakerOpen(record, NOW_MS - 3 * 365 * 24 * 60 * MINUTE_MS)).toBe(false);
});
