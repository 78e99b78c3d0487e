import { expect, test } from 'vitest';
import type { JournalEntry } from '../replica/journal.ts';
import { mirrorOf, oneRefused, pageWith } from './reviewing.fixture.ts';
import { journalExport, journalFileName } from './journal-export.ts';
import type { SyncReport } from './sync-report.ts';

const NOW = Date.UTC(2026, 10, 22, 12, 4);
const sent: JournalEntry = {
  atMs: NOW - 60_000,
  durationMs: 210,
  reason: 'background-sync',
  where: 'worker',
  sent: 3,
  received: 0,
  outcome: 'synced',
  status: 200,
  attempt: 2,
  lastChance: false,
  isAppClosed: true,
};
/** As if another version had kept more than it should. */
const careless = {
  ...sent,
  title: 'Secret plan',
  token: 'c2VjcmV0LXRva2Vu',
  reason: 'after Secret plan',
  outcome: 'Secret plan',
} as unknown as JournalEntry;

const report: SyncReport = {
  journal: [sent, careless],
  storage: { usedBytes: 1200, quotaBytes: 4000, isPersisted: false },
  browser: {
    name: 'Chrome',
    isApples: false,
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0.0.0',
    isInstalled: false,
    backgroundSync: 'granted',
    notifications: 'default',
    isOnline: true,
    build: 'app-ABCDEFGH.js',
  },
  support: 'yes',
  offsetMs: -40,
};

test('the journal goes into a file with all that a bug report needs', async () => {
  const mirror = mirrorOf(await pageWith(oneRefused));
  const status = { kind: 'offline', count: 1 } as const;
  const text = journalExport({ report, mirror, status, waiting: 1 }, NOW);
  expect(JSON.parse(text)).toMatchObject({
    exportedAt: '2026-11-22T12:04:00.000Z',
    build: 'app-ABCDEFGH.js',
    backgroundSync: 'yes',
    storage: { usedBytes: 1200, quotaBytes: 4000, isPersisted: false },
    clockOffsetMs: -40,
    status: 'offline',
    waiting: 1,
    refused: [{ reason: 'role' }],
    lastAttempt: { failures: 0, isLastChanceLost: false },
    attempts: [
      {
        at: '2026-11-22T12:03:00.000Z',
        durationMs: 210,
        reason: 'background-sync',
        where: 'worker',
        outcome: 'synced',
        status: 200,
        sent: 3,
        received: 0,
        attempt: 2,
        lastChance: false,
        isAppClosed: true,
      },
      {},
    ],
  });
  expect(journalFileName(NOW)).toBe('holdfast-journal-2026-11-22.json');
});

test('no title, no token and no name of an account or a list gets into the file', async () => {
  const mirror = mirrorOf(await pageWith(oneRefused));
  const status = { kind: 'offline', count: 1 } as const;
  const text = journalExport({ report, mirror, status, waiting: 1 }, NOW);
  const { account, refused, items } = mirror;
  const secrets = [
    ...['Secret plan', 'c2VjcmV0LXRva2Vu', 'Oat milk', 'Bread', 'title', 'token'],
    ...[account.accountId, account.inboxId, ...refused.map(({ list }) => list), ...items.keys()],
  ];
  for (const secret of secrets) expect(text.replace('no titles', ''), secret).not.toContain(secret);
});
