import { expect, test } from 'vitest';
import { SYNC_STATE_START } from './sync-state.ts';
import { statusFrom } from './sync-status.ts';
import type { StatusFacts, SyncStatus } from './sync-status.ts';

const SAVED_AT_MS = 1_790_000_000_000;
const CALM: StatusFacts = {
  state: { ...SYNC_STATE_START, outcome: 'synced', savedAtMs: SAVED_AT_MS },
  waiting: 0,
  refused: 0,
  recovered: 0,
  isDeletion: false,
  firstLoad: undefined,
  breakerEndMs: 0,
  unstored: 0,
  isSending: false,
  isOnline: true,
};
const after = (outcome: StatusFacts['state']['outcome'], failures = 1): StatusFacts['state'] => ({
  ...CALM.state,
  outcome,
  failures,
  failingSinceMs: SAVED_AT_MS,
});

test('"saved" is said when nothing waits and nothing is left to decide on', () => {
  expect(statusFrom(CALM)).toEqual({ kind: 'saved', atMs: SAVED_AT_MS });
});

/** Each alone is enough for the screen not to say that all is saved. */
const reasons: readonly Partial<StatusFacts>[] = [
  { waiting: 1 },
  { refused: 1 },
  { recovered: 1 },
  { isDeletion: true },
  { unstored: 1 },
  { firstLoad: { upTo: 9, received: 1, total: 9 } },
  { state: after('reset') },
  { state: after('offline') },
  { state: after('signed-out') },
  { state: after('too-old') },
  { isOnline: false },
];

test('nothing that is left to do, decide or fetch is ever told as saved', () => {
  for (const one of reasons) {
    expect(statusFrom({ ...CALM, ...one }).kind, JSON.stringify(one)).not.toBe('saved');
    for (const other of reasons) {
      const both = { ...CALM, ...one, ...other };
      expect(statusFrom(both).kind, JSON.stringify(both)).not.toBe('saved');
    }
  }
});

test.each<[Partial<StatusFacts>, SyncStatus]>([
  [
    { refused: 1, recovered: 2, isDeletion: true, waiting: 3, isOnline: false },
    { kind: 'review', refused: 1, recovered: 2, isDeletion: true },
  ],
  // What was deleted elsewhere is less urgent than what is not sent.
  [
    { isDeletion: true, waiting: 3, isOnline: false },
    { kind: 'offline', count: 3 },
  ],
  [{ isDeletion: true }, { kind: 'review', refused: 0, recovered: 0, isDeletion: true }],
  [
    { state: after('reset'), waiting: 3, breakerEndMs: 7 },
    { kind: 'paused', untilMs: 7 },
  ],
  // A tap on Sync now tries all the same.
  [
    { state: after('reset'), waiting: 3, isSending: true },
    { kind: 'sending', count: 3 },
  ],
  [
    { firstLoad: { upTo: 9, received: 500, total: 1200 } },
    { kind: 'receiving', received: 500, total: 1200 },
  ],
  [
    { firstLoad: { upTo: 9, received: 500, total: 1200 }, state: after('offline') },
    { kind: 'offline', count: 0 },
  ],
  [
    { state: { ...after('offline'), isLastChanceLost: true }, waiting: 1 },
    { kind: 'waiting', count: 1, sinceMs: SAVED_AT_MS, isLastChanceLost: true },
  ],
  [
    { state: after('busy'), waiting: 1 },
    { kind: 'waiting', count: 1, sinceMs: SAVED_AT_MS, isLastChanceLost: false },
  ],
])('of %o is told %o', (facts, status) => {
  expect(statusFrom({ ...CALM, ...facts })).toEqual(status);
});
