/**
 * One attempt to sync: alone in this browser, written down, and its end kept for whoever tries next.
 */

import type { JournalEntry, SyncOutcome, SyncReason } from './journal.ts';
import type { Account, AccountIds } from './account.ts';
import { countTodos } from './outbox.ts';
import type { Ports } from './ports.ts';
import type { Writer } from './record-store.ts';
import { keys, readEdits, readMeta } from './records.ts';
import type { Repairs } from './repairs.ts';
import { StorageError } from './storage-error.ts';
import { syncAccount } from './sync.ts';
import type { SyncEndCounted } from './sync.ts';
import { stateAfter } from './sync-state-after.ts';
import { SYNC_STATE_START, readSyncState } from './sync-state.ts';
import type { SyncState } from './sync-state.ts';

export interface AttemptRequest {
  readonly reason: SyncReason;
  readonly where: JournalEntry['where'];
  /** The browser's word that it will not wake us again for this. */
  readonly isLastChance: boolean;
  /** After so many milliseconds no further round is begun. */
  readonly budgetMs: number;
  /** Do without a request when nothing waits to be sent. */
  readonly isPushOnly: boolean;
  /** Ask for all lists, not only for the Inbox and those with something waiting. */
  readonly isWhole: boolean;
  /** In a worker: whether a page of the app is open. */
  readonly hasPage?: (() => Promise<boolean>) | undefined;
  readonly repairs?: Repairs;
  /** Records of the outbox at which the server was seen to fail; the attempt adds to them. */
  readonly heldBack?: Set<string>;
}

export interface AttemptResult {
  readonly outcome: SyncOutcome;
  /** To-dos with changes that still wait. */
  readonly waiting: number;
  readonly state: SyncState;
  /** How the device's storage failed, if it did. */
  readonly failure?: StorageError;
}

/** How long an attempt waits for another context's. After that it goes ahead: Safari has been seen to leave locks behind. */
const LOCK_PATIENCE_MS = 10_000;
const JOURNAL_LENGTH = 200;

export function attemptSync(
  ports: Ports,
  account: Account,
  request: AttemptRequest,
): Promise<AttemptResult> {
  const untilMs = ports.monotonicMs() + request.budgetMs;
  return ports.locks.withLock(`holdfast-sync-${account.accountId}`, LOCK_PATIENCE_MS, () =>
    attemptAlone(ports, account, request, untilMs),
  );
}

async function attemptAlone(
  ports: Ports,
  account: Account,
  request: AttemptRequest,
  untilMs: number,
): Promise<AttemptResult> {
  try {
    const before = await account.store.read(async (records) => ({
      state: await readSyncState(records),
      waiting: countTodos((await readEdits(records)).map(([, record]) => record)),
    }));
    if (request.isPushOnly && before.waiting === 0) {
      return { outcome: 'synced', waiting: 0, state: before.state };
    }
    const startedMs = ports.nowMs();
    const started = ports.monotonicMs();
    const end = await syncAccount(ports, account, {
      untilMs,
      isWhole: request.isWhole,
      repairs: request.repairs,
      heldBack: request.heldBack ?? new Set(),
    });
    const { otherAccount } = end;
    const { repairs } = request;
    if (otherAccount && repairs) {
      return await attemptThere(ports, account, otherAccount, { ...request, repairs }, untilMs);
    }
    const durationMs = Math.round(ports.monotonicMs() - started);
    const told = otherAccount ? { ...end, outcome: 'other-account' as const } : end;
    return await writeDown(ports, account, request, told, { startedMs, durationMs });
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    ports.log('sync: the device’s storage failed', error);
    return { outcome: 'storage', waiting: 0, state: SYNC_STATE_START, failure: error };
  }
}

/** Everything was moved to another account: what waits, waits there now. */
async function attemptThere(
  ports: Ports,
  account: Account,
  other: AccountIds,
  request: AttemptRequest & { readonly repairs: Repairs },
  untilMs: number,
): Promise<AttemptResult> {
  const moved = await request.repairs.moveAccount(ports, account, other);
  try {
    return await attemptAlone(ports, moved, request, untilMs);
  } finally {
    moved.store.close();
  }
}

async function writeDown(
  ports: Ports,
  account: Account,
  request: AttemptRequest,
  end: SyncEndCounted,
  when: { readonly startedMs: number; readonly durationMs: number },
): Promise<AttemptResult> {
  const key = keys.attempt(when.startedMs, String(ports.randomBytes(1)[0] ?? 0));
  const isAppClosed = (await request.hasPage?.()) === false;
  const result = await account.store.write('relaxed', async (records) => {
    await readMeta(records);
    const before = await readSyncState(records);
    const waiting = countTodos((await readEdits(records)).map(([, record]) => record));
    const state = stateAfter(before, {
      outcome: end.outcome,
      nowMs: ports.nowMs(),
      retryAfterMs: end.retryAfterMs,
      isLastChance: request.isLastChance && waiting > 0,
    });
    records.put(keys.sync, state);
    const entry: JournalEntry = {
      atMs: when.startedMs,
      durationMs: when.durationMs,
      reason: request.reason,
      where: request.where,
      sent: end.sent,
      received: end.received,
      outcome: end.outcome,
      ...(end.status === undefined ? {} : { status: end.status }),
      attempt: before.failures + 1,
      lastChance: request.isLastChance,
      ...(isAppClosed ? { isAppClosed } : {}),
    };
    const isNews =
      end.outcome !== 'synced' || end.sent + end.received > 0 || before.outcome !== 'synced';
    if (isNews) await keepEntry(records, key, entry);
    return { outcome: end.outcome, waiting, state };
  });
  ports.channel.post({ kind: 'attempted', accountId: account.accountId, where: request.where });
  return result;
}

async function keepEntry(records: Writer, key: string, entry: JournalEntry): Promise<void> {
  const held = await records.keys(keys.attempts);
  for (const old of held.slice(0, Math.max(0, held.length + 1 - JOURNAL_LENGTH)))
    records.delete(old);
  records.put(key, entry);
}
