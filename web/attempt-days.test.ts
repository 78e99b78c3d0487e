import { expect, test } from 'vitest';
import type { JournalEntry } from '../replica/journal.ts';
import { attemptDays, firstLines } from './attempt-days.ts';
import type { AttemptDay } from './attempt-days.ts';

const NOON = new Date('2026-11-22T12:00').getTime();
const at = (time: string, fields: Partial<JournalEntry>): JournalEntry => ({
  atMs: new Date(`2026-11-${time}`).getTime(),
  durationMs: 100,
  reason: 'timer',
  where: 'page',
  sent: 0,
  received: 0,
  outcome: 'synced',
  attempt: 1,
  lastChance: false,
  ...fields,
});
const offline = { outcome: 'offline' } as const;
const told = (days: readonly AttemptDay[]): readonly string[] =>
  days.flatMap(({ heading, lines }) => [
    heading,
    ...lines.map(({ time, what, how }) => `${time} ${what}, ${how}`),
  ]);

test('the journal is told by day, and failures in a row that are alike in one line', () => {
  const days = attemptDays(
    [
      at('22T11:40', { sent: 1 }),
      at('22T11:30', { ...offline, attempt: 3 }),
      at('22T11:29', { ...offline, attempt: 2 }),
      at('22T00:05', offline),
      at('21T23:55', offline),
      at('21T23:50', { outcome: 'busy', status: 503 }),
      at('21T23:49', { outcome: 'busy', status: 500 }),
      at('20T08:00', { ...offline, lastChance: true, attempt: 2 }),
      at('20T07:59', offline),
    ],
    NOON,
  );
  expect(told(days)).toEqual([
    'Today',
    '11:40 sent 1, by itself',
    '11:30 no connection, 3 tries since 00:05',
    'Yesterday',
    '23:55 no connection, by itself',
    '23:50 server busy (503), by itself',
    '23:49 server busy (500), by itself',
    'Fri 20 Nov',
    '08:00 no connection, by itself, attempt 2, the browser’s last try',
    '07:59 no connection, by itself',
  ]);
  expect(days[0]?.lines.map(({ hasFailed }) => hasFailed)).toEqual([false, true]);
});

test('the first lines are those of the latest days', () => {
  const days = attemptDays(
    ['22T11:00', '22T10:00', '21T10:00', '20T10:00'].map((time) => at(time, { sent: 1 })),
    NOON,
  );
  const headings = (most: number): readonly string[] =>
    firstLines(days, most).map(({ heading, lines }) => `${heading} ${lines.length}`);
  expect(headings(3)).toEqual(['Today 2', 'Yesterday 1']);
  expect(headings(1)).toEqual(['Today 1']);
  expect(headings(9)).toEqual(['Today 2', 'Yesterday 1', 'Fri 20 Nov 1']);
});
