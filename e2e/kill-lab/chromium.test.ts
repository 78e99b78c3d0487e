import { test } from 'vitest';
import { expectTwentyGoodRounds } from './twenty-rounds.ts';

test('A06 a browser that is killed while people write and sync has kept what it showed', () =>
  expectTwentyGoodRounds('chromium'));
