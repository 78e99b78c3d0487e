import { expect, test } from 'vitest';
import type { StorageErrorKind } from '../replica/storage-error.ts';
import type { StorageTrouble } from '../replica/storage-recovery.ts';
import { troubleWords } from './trouble-words.ts';

const kinds: readonly StorageErrorKind[] = [
  'quota',
  'blocked',
  'lost',
  'corrupt',
  'denied',
  'wiped',
];
const states: readonly StorageTrouble['state'][] = ['unopened', 'in-memory', 'held', 'behind'];

test('every trouble is told in whole sentences that say what is safe or what goes on', () => {
  for (const why of kinds) {
    for (const state of states) {
      const words = troubleWords({ state, why }, 2);
      expect(words).toMatch(/^[A-Z].*\.$/);
      expect(words).toMatch(/Nothing|saved|sent|sends|last until/);
    }
  }
});

test('what is held is counted, with its cause and what to do', () => {
  expect(troubleWords({ state: 'held', why: 'quota' }, 1)).toBe(
    'This device has no room left: 1 change is in this tab only. Keep it open and make room. Holdfast keeps trying, and sends to the server meanwhile.',
  );
  expect(troubleWords({ state: 'held', why: 'blocked' }, 1234)).toMatch(
    /Another tab holds the storage: 1,234 changes are in this tab only. Keep it open and close the other one./,
  );
});
