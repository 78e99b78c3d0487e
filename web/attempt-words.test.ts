import { expect, test } from 'vitest';
import type { JournalEntry, SyncReason } from '../replica/journal.ts';
import { wordsFromAttempt, wordsFromAttempts } from './attempt-words.ts';

const entry: JournalEntry = {
  atMs: 0,
  durationMs: 100,
  reason: 'edit',
  where: 'page',
  sent: 0,
  received: 0,
  outcome: 'synced',
  attempt: 1,
  lastChance: false,
};
const told = (fields: Partial<JournalEntry>): string => {
  const { what, how } = wordsFromAttempt({ ...entry, ...fields });
  return [what, how].filter(Boolean).join(', ');
};
const closed = { reason: 'background-sync', where: 'worker', isAppClosed: true } as const;

test.each<[Partial<JournalEntry>, string]>([
  [{}, 'nothing new, right after a change'],
  [{ sent: 3, ...closed }, 'sent 3, in the background after you closed the app'],
  [{ sent: 3, reason: 'background-sync', where: 'worker' }, 'sent 3, in the background'],
  [
    { sent: 1500, received: 2, reason: 'online' },
    'sent 1,500, received 2, as the network came back',
  ],
  [{ outcome: 'offline', reason: 'timer', attempt: 2 }, 'no connection, by itself, attempt 2'],
  [
    { outcome: 'busy', status: 503, ...closed, attempt: 3, lastChance: true },
    'server busy (503), in the background after you closed the app, attempt 3, the browser’s last try',
  ],
  [{ outcome: 'signed-out', status: 401, reason: 'button' }, 'signed out (401), as you asked'],
  [
    { outcome: 'unfinished', sent: 200, reason: 'start' },
    'sent 200, then ran out of time, as Holdfast opened',
  ],
  [{ outcome: 'unfinished', reason: 'start' }, 'ran out of time, as Holdfast opened'],
])('an attempt %o reads "%s"', (fields, words) => {
  expect(told(fields)).toBe(words);
});

test('every reason and every outcome has words of its own', () => {
  const reasons: readonly SyncReason[] = [
    ...(['start', 'edit', 'button', 'online', 'visible', 'focus', 'pageshow', 'hidden'] as const),
    ...(['timer', 'background-sync', 'periodic-sync', 'message'] as const),
  ];
  for (const reason of reasons) {
    expect(told({ reason }), reason).toMatch(/^nothing new, [a-z]/);
    expect(told({ reason, where: 'worker', isAppClosed: true }), reason).toMatch(/, [a-z]/);
  }
  const outcomes = [
    ...(['synced', 'offline', 'busy', 'signed-out', 'too-old', 'reset', 'other-account'] as const),
    ...(['refused', 'storage', 'unfinished'] as const),
  ];
  const words = outcomes.map((outcome) => wordsFromAttempt({ ...entry, outcome }).what);
  expect(new Set(words).size).toBe(outcomes.length);
  expect(words.every(Boolean)).toBe(true);
});

test('several failures alike are told at once', () => {
  expect(wordsFromAttempts({ ...entry, outcome: 'offline' }, 14, '11:20')).toEqual({
    what: 'no connection',
    how: '14 tries since 11:20',
  });
});
