/**
 * The sync journal as a file for a bug report.
 *
 * It is made field by field of what it is meant to hold, so that nothing a person wrote, nothing that signs in and no
 * name of an account, a list or a to-do can get in, whatever lies in the store.
 */

import type { JournalEntry } from '../replica/journal.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import type { Mirror } from '../replica/mirror.ts';
import type { SyncStatus } from '../replica/sync-status.ts';
import type { SyncReport } from './sync-report.ts';

export interface JournalExport {
  readonly report: SyncReport;
  readonly mirror: Mirror | undefined;
  readonly status: SyncStatus;
  /** To-dos with changes that wait. */
  readonly waiting: number;
}

export function journalExport(source: JournalExport, nowMs: number): string {
  const { report, mirror, status, waiting } = source;
  const { browser, storage, support, offsetMs, journal } = report;
  const content = {
    about: 'Holdfast sync journal. It holds no titles, no ids and nothing that signs in.',
    exportedAt: iso(nowMs),
    build: browser.build,
    protocol: PROTOCOL_VERSION,
    browser: browser.userAgent,
    isInstalled: browser.isInstalled,
    isOnline: browser.isOnline,
    backgroundSync: support,
    notifications: browser.notifications,
    storage: {
      usedBytes: storage.usedBytes,
      quotaBytes: storage.quotaBytes,
      isPersisted: storage.isPersisted,
    },
    clockOffsetMs: offsetMs,
    status: status.kind,
    waiting,
    lists: mirror?.lists.length ?? 0,
    refused: mirror?.refused.map(({ reason, atMs }) => ({ reason: word(reason), at: iso(atMs) })),
    lastAttempt: mirror && stateOf(mirror),
    attempts: journal.map(attemptOf),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** "holdfast-journal-2026-11-22.json". */
export function journalFileName(nowMs: number): string {
  return `holdfast-journal-${iso(nowMs).slice(0, 10)}.json`;
}

function stateOf({ state }: Mirror) {
  return {
    outcome: word(state.outcome),
    failures: number(state.failures),
    savedAt: iso(state.savedAtMs),
    failingSince: iso(state.failingSinceMs),
    notBefore: iso(state.notBeforeMs),
    isLastChanceLost: flag(state.isLastChanceLost),
  };
}

function attemptOf(entry: JournalEntry) {
  return {
    at: iso(entry.atMs),
    durationMs: number(entry.durationMs),
    reason: word(entry.reason),
    where: word(entry.where),
    outcome: word(entry.outcome),
    status: number(entry.status),
    sent: number(entry.sent),
    received: number(entry.received),
    attempt: number(entry.attempt),
    lastChance: flag(entry.lastChance),
    isAppClosed: flag(entry.isAppClosed),
  };
}

/** Our own words are short and plain; anything else was not written by this app. */
function word(value: unknown): string | undefined {
  return typeof value === 'string' && /^[a-z-]{1,20}$/.test(value) ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function flag(value: unknown): boolean {
  return value === true;
}

/** Empty for never, and for what is no time. */
function iso(ms: unknown): string {
  const isTime = typeof ms === 'number' && ms > 0 && ms < 8.64e15;
  return isTime ? new Date(ms).toISOString() : '';
}
