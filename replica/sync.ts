/**
 * A sync: rounds until nothing waits and nothing more is to come, or until something stops it.
 *
 * The page and the service worker run this same function. It never throws for what the world does; it answers how it
 * ended, and leaves the store such that anybody can go on.
 */

import type { SyncAnswer } from '../protocol/sync-answer.ts';
import type { Account, AccountIds } from './account.ts';
import type { SyncOutcome } from './journal.ts';
import { FULL_BATCH } from './outbox.ts';
import type { BatchLimits } from './outbox.ts';
import type { Ports } from './ports.ts';
import { quarantine } from './quarantine.ts';
import type { ListRecord } from './records.ts';
import type { Reply } from './remote.ts';
import { restampHopelessEdits } from './restamp.ts';
import { renewSession } from './session.ts';
import type { Applied } from './sync-apply.ts';
import { applyAnswer, sendSnapshot, takeSnapshot } from './sync-round.ts';
import type { Snapshot } from './sync-round.ts';

export interface SyncEnd {
  readonly outcome: SyncOutcome;
  readonly sent: number;
  readonly received: number;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  /** The account that this browser turned out to belong to, when it is another. */
  readonly otherAccount: AccountIds | undefined;
}

/** What a round means for the sync: go on, or end so. */
type Verdict =
  | 'again'
  | 'done'
  | (Partial<Omit<SyncEnd, 'outcome'>> & { readonly outcome: SyncOutcome });

/** What has been tried in this sync already, so that nothing is tried for ever. */
interface Tried {
  hasRenewed: boolean;
  hasSetClock: boolean;
  resets: number;
  room: BatchLimits;
  sent: number;
  received: number;
}

const MAX_RESETS = 3;

/** @param untilMs when to begin no further round, by `ports.monotonicMs()` */
export async function syncAccount(
  ports: Ports,
  account: Account,
  untilMs: number,
): Promise<SyncEnd> {
  const tried: Tried = {
    hasRenewed: false,
    hasSetClock: false,
    resets: 0,
    room: FULL_BATCH,
    sent: 0,
    received: 0,
  };
  for (;;) {
    const verdict = await round(ports, account, tried);
    if (verdict === 'done') return endOf(tried, { outcome: 'synced' });
    if (verdict !== 'again') return endOf(tried, verdict);
    if (ports.monotonicMs() >= untilMs) return endOf(tried, { outcome: 'unfinished' });
  }
}

async function round(ports: Ports, account: Account, tried: Tried): Promise<Verdict> {
  const snapshot = await takeSnapshot(account, tried.room);
  if (!snapshot.meta) return 'done';
  if (snapshot.meta.movedTo) return { outcome: 'synced', otherAccount: snapshot.meta.movedTo };
  ports.channel.post({ kind: 'sending', accountId: account.accountId, count: snapshot.waiting });
  // No list was ever read here, so there is no session yet and asking without one would be in vain.
  if (!tried.hasRenewed && [...snapshot.listById.values()].every(isUnread))
    return renew(ports, account, tried, 401);
  const reply = await sendSnapshot(ports, snapshot);
  switch (reply.kind) {
    case 'offline':
      return { outcome: 'offline', status: reply.status };
    case 'answer':
      return applyParts(ports, account, snapshot, tried, reply.answer.ls, reply);
    case 'problem':
      return reply.problem.ls && reply.problem.code !== 'clock'
        ? applyParts(ports, account, snapshot, tried, reply.problem.ls, reply)
        : afterProblem(ports, account, snapshot, tried, reply);
  }
}

async function applyParts(
  ports: Ports,
  account: Account,
  snapshot: Snapshot,
  tried: Tried,
  parts: SyncAnswer['ls'],
  reply: Exclude<Reply<SyncAnswer>, { kind: 'offline' }>,
): Promise<Verdict> {
  const applied = await applyAnswer(ports, account, snapshot, parts, reply.sample);
  announce(ports, account, applied);
  for (const { sent, received } of applied) {
    tried.sent += sent;
    tried.received += received;
  }
  const failures = new Set(applied.map(({ failure }) => failure));
  if (failures.has('reset')) {
    tried.resets += 1;
    return tried.resets > MAX_RESETS ? { outcome: 'reset', status: reply.status } : 'again';
  }
  if (failures.has('clock')) return setClock(ports, account, tried, reply);
  if (failures.has('unknown')) return renew(ports, account, tried, reply.status);
  if (failures.has('member')) return { outcome: 'refused', status: reply.status };
  const isMoreToCome = applied.some(({ hasMore }) => hasMore);
  return isMoreToCome || (await takeSnapshot(account)).waiting > 0 ? 'again' : 'done';
}

type ProblemReply = Extract<Reply<SyncAnswer>, { kind: 'problem' }>;

async function afterProblem(
  ports: Ports,
  account: Account,
  snapshot: Snapshot,
  tried: Tried,
  reply: ProblemReply,
): Promise<Verdict> {
  const { problem, status } = reply;
  switch (problem.code) {
    case 'auth':
      return renew(ports, account, tried, status);
    case 'clock':
      return setClock(ports, account, tried, reply);
    case 'size':
    case 'type':
      return isolate(ports, account, snapshot, tried, reply);
    case 'upgrade':
      return { outcome: 'too-old', status };
    case 'busy':
      return { outcome: 'busy', status, retryAfterMs: problem.retryAfterMs };
    case 'gone-account':
      return { outcome: 'signed-out', status };
    case 'reset':
    case 'member':
    case 'unknown':
      return { outcome: 'refused', status };
  }
}

/** A session, from the device key; creates on the server what it does not know. */
async function renew(
  ports: Ports,
  account: Account,
  tried: Tried,
  status: number,
): Promise<Verdict> {
  if (tried.hasRenewed) return { outcome: 'signed-out', status };
  tried.hasRenewed = true;
  const session = await renewSession(ports, account);
  switch (session.kind) {
    case 'renewed':
      return 'again';
    case 'other-account':
      return { outcome: 'synced', otherAccount: session.ids };
    case 'refused':
      return { outcome: 'signed-out', status: session.status };
    case 'busy':
      return { outcome: 'busy', status: session.status, retryAfterMs: session.retryAfterMs };
    case 'offline':
      return { outcome: 'offline' };
  }
}

async function setClock(
  ports: Ports,
  account: Account,
  tried: Tried,
  { sample, status }: Exclude<Reply<SyncAnswer>, { kind: 'offline' }>,
): Promise<Verdict> {
  if (tried.hasSetClock || !sample) return { outcome: 'refused', status };
  tried.hasSetClock = true;
  const isRestamped = await restampHopelessEdits(account.store, ports.nowMs(), sample.offsetMs);
  if (isRestamped) ports.channel.post({ kind: 'reread', accountId: account.accountId });
  return 'again';
}

async function isolate(
  ports: Ports,
  account: Account,
  snapshot: Snapshot,
  tried: Tried,
  { problem, status }: ProblemReply,
): Promise<Verdict> {
  const edits = snapshot.batches.reduce((sum, batch) => sum + batch.edits.length, 0);
  const reason = problem.code === 'size' ? 'size' : 'type';
  const result = await quarantine(account.store, edits, reason, ports.nowMs());
  switch (result.kind) {
    case 'blameless':
      return { outcome: 'refused', status };
    case 'smaller':
      tried.room = result.room;
      ports.channel.post({ kind: 'reread', accountId: account.accountId });
      return 'again';
    case 'set-aside':
      ports.channel.post({
        kind: 'changed',
        accountId: account.accountId,
        put: [result.key],
        gone: [result.gone],
      });
      return 'again';
  }
}

function announce(ports: Ports, { accountId }: Account, applied: readonly Applied[]): void {
  if (applied.some(({ failure }) => failure === 'reset')) {
    ports.channel.post({ kind: 'reread', accountId });
    return;
  }
  const put = applied.flatMap((part) => part.put);
  const gone = applied.flatMap((part) => part.gone);
  if (put.length + gone.length > 0) ports.channel.post({ kind: 'changed', accountId, put, gone });
}

function isUnread({ cursor: [epoch] }: ListRecord): boolean {
  return epoch === '';
}

function endOf(tried: Tried, end: Exclude<Verdict, string>): SyncEnd {
  return {
    status: undefined,
    retryAfterMs: undefined,
    otherAccount: undefined,
    ...end,
    sent: tried.sent,
    received: tried.received,
  };
}
