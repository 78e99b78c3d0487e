import { expect, test } from 'vitest';
import type { SyncStatus } from '../replica/sync-status.ts';
import { statusSentence, statusWords } from './sync-words.ts';

const now = new Date('2026-11-22T12:04').getTime();
const sinceMs = now - 3 * 3_600_000;

test.each<[SyncStatus, string, string]>([
  [{ kind: 'saved', atMs: now }, 'done', 'saved 12:04'],
  [{ kind: 'offline', count: 3 }, 'quiet', 'offline, 3 changes kept here'],
  [{ kind: 'offline', count: 1 }, 'quiet', 'offline, 1 change kept here'],
  [{ kind: 'offline', count: 0 }, 'quiet', 'offline'],
  [{ kind: 'sending', count: 3 }, 'now', 'sending 3'],
  [
    { kind: 'review', refused: 1, recovered: 1, isDeletion: true },
    'needs-you',
    '2 edits to review',
  ],
  [
    { kind: 'review', refused: 0, recovered: 1, isDeletion: false },
    'needs-you',
    '1 edit to review',
  ],
  [
    { kind: 'review', refused: 0, recovered: 0, isDeletion: true },
    'needs-you',
    'a deletion to review',
  ],
  [{ kind: 'paused', untilMs: now + 540_000 }, 'needs-you', 'paused, kept here'],
  [{ kind: 'receiving', received: 1500, total: 10_000 }, 'now', 'bringing back 1,500 of 10,000'],
  [
    { kind: 'blocked', count: 3, sinceMs, need: 'sign-in' },
    'needs-you',
    'not sent for 3 h, sign in again',
  ],
  [
    { kind: 'blocked', count: 3, sinceMs, need: 'update' },
    'needs-you',
    'not sent for 3 h, update Holdfast',
  ],
  [
    { kind: 'waiting', count: 1, sinceMs: now, isLastChanceLost: false },
    'quiet',
    'not sent yet, 1 change kept here',
  ],
  [
    { kind: 'waiting', count: 2, sinceMs, isLastChanceLost: false },
    'quiet',
    'not sent for 3 h, 2 changes kept here',
  ],
  [
    { kind: 'waiting', count: 1, sinceMs: now, isLastChanceLost: true },
    'needs-you',
    'not sent yet, keep Holdfast open',
  ],
  [
    { kind: 'waiting', count: 2, sinceMs, isLastChanceLost: true },
    'needs-you',
    'not sent for 3 h, keep Holdfast open',
  ],
  [{ kind: 'unstored', count: 1 }, 'needs-you', '1 change not stored'],
  [{ kind: 'empty' }, 'quiet', 'nothing to send'],
])('%o is told as %s: %s', (status, tone, words) => {
  expect(statusWords(status, now)).toEqual([tone, words]);
  expect(statusSentence(status, now)).toMatch(/\.$/);
});

test('what is to be reviewed is told in full, and that it is kept', () => {
  const status = { kind: 'review', refused: 2, recovered: 1, isDeletion: true } as const;
  expect(statusSentence(status, now)).toBe(
    'Kept for you to decide: 2 refused edits, 1 recovered to-do and a great deletion. Everything else goes on.',
  );
});

test('P17 a break is told with what happened, what is safe and what to do', () => {
  const told = (untilMs: number): string => statusSentence({ kind: 'paused', untilMs }, now);
  expect(told(now + 540_000)).toBe(
    'The server answered as a different one three times. Your changes are kept here. ' +
      'It is tried again in about 9 min, or tap Sync now.',
  );
  // The clock was set back.
  expect(told(now + 86_400_000)).toContain('in about 10 min');
  expect(told(now - 5000)).toContain('in about 1 min');
});
