import { test } from 'vitest';
import { expectTwentyGoodRounds } from './twenty-rounds.ts';

test('A01 A02 A03 A04 a worker that is stopped at any moment of its sync loses nothing and stores nothing twice', () =>
  expectTwentyGoodRounds('worker'));
