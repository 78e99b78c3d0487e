import { test } from 'vitest';
import { expectTwentyGoodRounds } from './twenty-rounds.ts';

test('A11 C03 Deno has what it acknowledged when it was killed among many devices, and each push once', () =>
  expectTwentyGoodRounds('deno'));
