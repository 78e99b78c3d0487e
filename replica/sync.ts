/**
 * A sync: rounds until nothing waits and nothing more is to come, or until something stops it.
 *
 * The page and the service worker run this same function. It never throws for what the world does; it answers how it
 * ended, and leaves the store such that anybody can go on.
 */

import { limits } from '../domain/limits.ts';
import type { SyncAnswer } from '../protocol/sync-answer.ts';
import type { Account, AccountIds } from './account.ts';
import type { SyncOutcome } from './journal.ts';
import { FULL_BATCH, NOTHING } from './outbox.ts';
import type { BatchLimits } from './outbox.ts';
import type { Ports } from './ports.ts';
import { setAside, splitRecord } from './quarantine.ts';
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
type Verdict = 'again' | 'done' | End;
type End = Partial<Omit<SyncEnd, 'outcome'>> & { readonly outcome: SyncOutcome };

type Heard = Exclude<Reply<SyncAnswer>, { kind: 'offline' }>;
type ProblemReply = Extract<Reply<SyncAnswer>, { kind: 'problem' }>;

const MAX_RESETS = 3;
/** A request begun just before the time is up still gets this long. */
const SHORTEST_TIMEOUT_MS = 3000;

/** @param untilMs when to begin no further round, by `ports.monotonicMs()` */
export async function syncAccount(
  ports: Ports,
  account: Account,
  untilMs: number,
): Promise<SyncEnd> {
  const run = new SyncRun(ports, account, untilMs);
  for (;;) {
    const verdict = await run.round();
    if (verdict === 'done') return run.endOf({ outcome: 'synced' });
    if (verdict !== 'again') return run.endOf(verdict);
    if (ports.monotonicMs() >= untilMs) return run.endOf({ outcome: 'unfinished' });
  }
}

/** One sync, and what was tried in it already, so that nothing is tried for ever. */
class SyncRun {
  readonly #ports: Ports;
  readonly #account: Account;
  readonly #untilMs: number;
  #hasRenewed = false;
  #hasSetClock = false;
  #resets = 0;
  #room: BatchLimits = FULL_BATCH;
  /** The server has answered a request in this run, so it is an edit and not the server that a later refusal is about. */
  #isServerWell = false;
  /** Ask without pushing, to learn whether the server is well. */
  #isPullOnly = false;
  #sent = 0;
  #received = 0;

  constructor(ports: Ports, account: Account, untilMs: number) {
    this.#ports = ports;
    this.#account = account;
    this.#untilMs = untilMs;
  }

  async round(): Promise<Verdict> {
    const { accountId } = this.#account;
    const snapshot = await takeSnapshot(this.#account, this.#isPullOnly ? NOTHING : this.#room);
    if (!snapshot.meta) return 'done';
    if (snapshot.meta.movedTo) return { outcome: 'synced', otherAccount: snapshot.meta.movedTo };
    this.#ports.channel.post({ kind: 'sending', accountId, count: snapshot.waiting });
    // No list was ever read here, so there is no session yet and asking without one would be in vain.
    const isStranger = [...snapshot.listById.values()].every(isUnread);
    if (isStranger && !this.#hasRenewed) return this.#renew(401);
    const reply = await sendSnapshot(this.#ports, snapshot, this.#timeoutMs());
    switch (reply.kind) {
      case 'offline':
        return { outcome: 'offline', status: reply.status };
      case 'answer':
        return this.#apply(snapshot, reply.answer.ls, reply);
      case 'problem':
        return reply.problem.ls && reply.problem.code !== 'clock'
          ? this.#apply(snapshot, reply.problem.ls, reply)
          : this.#afterProblem(snapshot, reply);
    }
  }

  endOf(end: End): SyncEnd {
    return {
      status: undefined,
      retryAfterMs: undefined,
      otherAccount: undefined,
      ...end,
      sent: this.#sent,
      received: this.#received,
    };
  }

  async #apply(snapshot: Snapshot, parts: SyncAnswer['ls'], reply: Heard): Promise<Verdict> {
    const applied = await applyAnswer(this.#ports, this.#account, snapshot, parts, reply.sample);
    this.#announce(applied);
    for (const { sent, received } of applied) {
      this.#sent += sent;
      this.#received += received;
    }
    const failures = new Set(applied.map(({ failure }) => failure));
    if (failures.has('reset')) {
      this.#resets += 1;
      return this.#resets > MAX_RESETS ? { outcome: 'reset', status: reply.status } : 'again';
    }
    if (failures.has('clock')) return this.#setClock(reply);
    if (failures.has('unknown')) return this.#renew(reply.status);
    if (failures.has('member')) return { outcome: 'refused', status: reply.status };
    this.#isServerWell = true;
    this.#isPullOnly = false;
    const isMoreToCome = applied.some(({ hasMore }) => hasMore);
    return isMoreToCome || (await takeSnapshot(this.#account)).waiting > 0 ? 'again' : 'done';
  }

  async #afterProblem(snapshot: Snapshot, reply: ProblemReply): Promise<Verdict> {
    const { problem, status } = reply;
    switch (problem.code) {
      case 'auth':
        return this.#renew(status);
      case 'clock':
        return this.#setClock(reply);
      case 'size':
      case 'type':
        return this.#isolate(snapshot, problem.code, status);
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
  async #renew(status: number): Promise<Verdict> {
    if (this.#hasRenewed) return { outcome: 'signed-out', status };
    this.#hasRenewed = true;
    const session = await renewSession(this.#ports, this.#account, this.#timeoutMs());
    switch (session.kind) {
      case 'renewed':
        return 'again';
      case 'other-account':
        return { outcome: 'synced', otherAccount: session.ids };
      case 'refused':
        return { outcome: 'signed-out', status: session.status };
      case 'too-old':
        return { outcome: 'too-old', status: session.status };
      case 'busy':
        return { outcome: 'busy', status: session.status, retryAfterMs: session.retryAfterMs };
      case 'offline':
        return { outcome: 'offline' };
    }
  }

  /** A clock that cannot be set this time, or a stamp that is only a little ahead, is cured by waiting. */
  async #setClock({ sample, status }: Heard): Promise<Verdict> {
    if (this.#hasSetClock || !sample) return { outcome: 'busy', status };
    this.#hasSetClock = true;
    const { store, accountId } = this.#account;
    const isRestamped = await restampHopelessEdits(store, this.#ports.nowMs(), sample.offsetMs);
    if (isRestamped) this.#ports.channel.post({ kind: 'reread', accountId });
    return 'again';
  }

  /**
   * The request was refused whole. An edit is to blame only if the server takes a request without it; then it is looked
   * for in ever smaller groups.
   */
  async #isolate(snapshot: Snapshot, reason: 'size' | 'type', status: number): Promise<Verdict> {
    const { store, accountId } = this.#account;
    const sentKeys = snapshot.batches.flatMap((batch) => batch.keys);
    const [key] = sentKeys;
    if (this.#isPullOnly || key === undefined || (status !== 400 && status !== 413)) {
      return { outcome: 'refused', status };
    }
    if (sentKeys.length > 1) {
      this.#room = { ...FULL_BATCH, edits: Math.max(1, Math.floor(sentKeys.length / 2)) };
      return 'again';
    }
    if (snapshot.batches.some(({ edits }) => edits.length > 1)) {
      await splitRecord(store, key);
      this.#room = { ...FULL_BATCH, edits: 1 };
      this.#ports.channel.post({ kind: 'reread', accountId });
      return 'again';
    }
    if (!this.#isServerWell) {
      this.#isPullOnly = true;
      return 'again';
    }
    const put = await setAside(store, key, reason, this.#ports.nowMs());
    this.#ports.channel.post({ kind: 'changed', accountId, put, gone: [key] });
    return 'again';
  }

  #announce(applied: readonly Applied[]): void {
    const { accountId } = this.#account;
    if (applied.some(({ failure }) => failure === 'reset')) {
      this.#ports.channel.post({ kind: 'reread', accountId });
      return;
    }
    const put = applied.flatMap((part) => part.put);
    const gone = applied.flatMap((part) => part.gone);
    if (put.length + gone.length === 0) return;
    this.#ports.channel.post({ kind: 'changed', accountId, put, gone });
  }

  #timeoutMs(): number {
    const leftMs = this.#untilMs - this.#ports.monotonicMs();
    return Math.min(limits.requestTimeoutMs, Math.max(SHORTEST_TIMEOUT_MS, leftMs));
  }
}

function isUnread({ cursor: [epoch] }: ListRecord): boolean {
  return epoch === '';
}
