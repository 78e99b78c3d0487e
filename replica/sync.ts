/**
 * A sync: rounds until nothing waits and nothing more is to come, or until something stops it.
 *
 * The page and the service worker run this same function. It never throws for what the world does; it answers how it
 * ended, and leaves the store such that anybody can go on.
 */

import type { ListId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import { nodeFromBytes } from '../domain/stamp-parts.ts';
import { NODE_LENGTH } from '../domain/stamp.ts';
import type { SyncAnswer } from '../protocol/sync-answer.ts';
import type { Account } from './account.ts';
import { isAccounts } from './known-lists.ts';
import { FULL_BATCH, NOTHING } from './outbox.ts';
import type { BatchLimits } from './outbox.ts';
import type { Ports } from './ports.ts';
import type { Reply } from './remote.ts';
import type { Refusal } from './quarantine.ts';
import type { Repairs } from './repairs.ts';
import type { ListInRound, RunSoFar } from './round-lists.ts';
import { renewSession } from './session.ts';
import type { Applied } from './sync-apply.ts';
import type { SyncEnd } from './sync-end.ts';
import { applyAnswer, sendSnapshot, takeSnapshot } from './sync-round.ts';
import type { Snapshot } from './sync-round.ts';

/** What a round means for the sync: go on, or end so. */
type Verdict = 'again' | 'done' | SyncEnd;

export interface SyncEndCounted extends SyncEnd {
  /** To-dos acknowledged and to-dos that came. */
  readonly sent: number;
  readonly received: number;
}

type Heard = Exclude<Reply<SyncAnswer>, { kind: 'offline' }>;
type ProblemReply = Extract<Reply<SyncAnswer>, { kind: 'problem' }>;

/** A stamp that is a little ahead is taken when that time has come, and not a second before. */
const CLOCK_WAIT_MS = 30_000;

/** A request begun just before the time is up still gets this long. */
const SHORTEST_TIMEOUT_MS = 3000;

export interface SyncPlan extends Pick<RunSoFar, 'isWhole'> {
  /** Added to by the run. */
  readonly heldBack: Set<string>;
  /** What only a page does. */
  readonly repairs: Repairs | undefined;
  /** When to begin no further round, by `ports.monotonicMs()`. */
  readonly untilMs: number;
}

export async function syncAccount(
  ports: Ports,
  account: Account,
  plan: SyncPlan,
): Promise<SyncEndCounted> {
  const run = new SyncRun(ports, account, plan);
  for (;;) {
    const verdict = await run.round();
    if (verdict === 'done') return run.endOf(run.end());
    if (verdict !== 'again') return run.endOf(verdict);
    if (ports.monotonicMs() >= plan.untilMs) return run.endOf({ outcome: 'unfinished' });
  }
}

/** One sync, and what was tried in it already, so that nothing is tried for ever. */
class SyncRun {
  readonly #ports: Ports;
  readonly #account: Account;
  readonly #plan: SyncPlan;
  /** This run's part of a stamp. */
  readonly #node: string;
  readonly #done = new Set<ListId>();
  /** Lists that the server does not let this account into, for now. */
  readonly #barred = new Set<ListId>();
  #hasBrokenList = false;
  #hasListForPage = false;
  #hasOutbox = false;
  #hasRenewed = false;
  #hasSetClock = false;
  #room: BatchLimits = FULL_BATCH;
  /** The server has answered a request in this run, so it is an edit and not the server that a later refusal is about. */
  #isServerWell = false;
  /** Ask without pushing, to learn whether the server is well. */
  #isPullOnly = false;
  #sent = 0;
  #received = 0;

  constructor(ports: Ports, account: Account, plan: SyncPlan) {
    this.#ports = ports;
    this.#account = account;
    this.#plan = plan;
    this.#node = nodeFromBytes(ports.randomBytes(NODE_LENGTH));
  }

  async round(): Promise<Verdict> {
    const { accountId } = this.#account;
    const snapshot = await this.#takeSnapshot();
    if (!snapshot.meta) return 'done';
    if (snapshot.meta.movedTo) return { outcome: 'synced', otherAccount: snapshot.meta.movedTo };
    this.#hasBrokenList = snapshot.broken.length > 0;
    this.#hasOutbox = snapshot.hasOutbox;
    if (snapshot.lists.length === 0) return 'done';
    this.#ports.channel.post({ kind: 'sending', accountId, count: snapshot.waiting });
    // No list was ever read here, so there is no session yet and asking without one would be in vain.
    if (snapshot.lists.every(isUnread) && this.#done.size === 0 && !this.#hasRenewed)
      return this.#renew(401);
    const reply = await sendSnapshot(this.#ports, this.#account, snapshot, this.#timeoutMs());
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

  /** How a run ends in which there is nothing more to ask. */
  end(): SyncEnd {
    if (this.#hasBrokenList) return { outcome: 'reset' };
    if (!this.#hasOutbox) return { outcome: 'synced' };
    if (this.#plan.heldBack.size > 0) return { outcome: 'busy', status: 500 };
    if (this.#hasListForPage) return { outcome: 'unfinished' };
    return { outcome: this.#barred.size > 0 ? 'refused' : 'synced' };
  }

  endOf(end: SyncEnd): SyncEndCounted {
    return { ...end, sent: this.#sent, received: this.#received };
  }

  #takeSnapshot(): Promise<Snapshot> {
    const run: RunSoFar = {
      ...this.#plan,
      isChecking: this.#plan.repairs !== undefined,
      done: this.#done,
      barred: this.#barred,
    };
    const room = this.#isPullOnly ? NOTHING : this.#room;
    return takeSnapshot(this.#account, run, this.#ports.nowMs(), room);
  }

  async #apply(snapshot: Snapshot, parts: SyncAnswer['ls'], reply: Heard): Promise<Verdict> {
    const { sample, status } = reply;
    const applied = await applyAnswer(this.#ports, this.#account, snapshot, parts, sample, {
      node: this.#node,
      repairs: this.#plan.repairs,
    });
    this.#announce(applied);
    const needs = new Set(applied.map((part) => this.#afterPart(part)));
    if (needs.has('clock')) return this.#setClock(reply);
    if (needs.has('session')) return this.#renew(status);
    return applied.length < snapshot.lists.length ? { outcome: 'refused', status } : 'again';
  }

  /** What has to be put right before the list can be asked for again, if anything. */
  #afterPart(part: Applied): 'clock' | 'session' | undefined {
    const { list, failure, isMuchChanged } = part;
    this.#sent += part.sent;
    this.#received += part.received;
    switch (failure) {
      case undefined:
        this.#isServerWell = true;
        this.#isPullOnly = false;
        if (part.isForPage) {
          // Asked again, the server would only say it all again.
          this.#barred.add(list);
          this.#hasListForPage = true;
        } else if (part.hasMore || part.isOther) this.#done.delete(list);
        else this.#done.add(list);
        return undefined;
      case 'reset':
        this.#done.delete(list);
        return undefined;
      case 'clock':
        return 'clock';
      case 'unknown':
        if (isAccounts(list, this.#account)) return 'session';
        if (!isMuchChanged) this.#barred.add(list);
        return undefined;
      case 'member':
        if (!isMuchChanged) this.#barred.add(list);
        return undefined;
    }
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
        return this.#isolate(snapshot, problem.code, reply);
      case 'upgrade':
        return { outcome: 'too-old', status };
      case 'busy':
        return this.#isolate(snapshot, 'failure', reply);
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
    const end = await renewSession(this.#ports, this.#account, this.#timeoutMs());
    return end ?? 'again';
  }

  /** A clock that cannot be set this time, or a stamp that is only a little ahead, is cured by waiting. */
  async #setClock({ sample, status }: Heard): Promise<Verdict> {
    const { repairs } = this.#plan;
    if (this.#hasSetClock || !sample || !repairs)
      return { outcome: 'busy', status, retryAfterMs: CLOCK_WAIT_MS };
    this.#hasSetClock = true;
    const { store, accountId } = this.#account;
    const isRestamped = await repairs.restamp(store, this.#ports.nowMs(), sample.offsetMs);
    if (isRestamped) this.#ports.channel.post({ kind: 'reread', accountId });
    return 'again';
  }

  /** The request was refused whole, or failed: the edit that is to blame is looked for, where this context can. */
  async #isolate(
    snapshot: Snapshot,
    reason: Refusal['reason'],
    { status, problem: { retryAfterMs } }: ProblemReply,
  ): Promise<Verdict> {
    const { repairs, heldBack } = this.#plan;
    const mayBeAnEdit = !this.#isPullOnly && (status === 400 || status === 413 || status === 500);
    const refusal = { reason, isServerWell: this.#isServerWell };
    const step = mayBeAnEdit
      ? await repairs?.isolate(this.#ports, this.#account, snapshot.batches, refusal)
      : undefined;
    switch (step?.kind) {
      case 'ask':
        this.#isPullOnly = true;
        return 'again';
      case 'send':
        this.#room = step.room;
        return 'again';
      case 'hold-back':
        heldBack.add(step.key);
        this.#room = FULL_BATCH;
        return 'again';
      case 'give-up':
      case undefined:
        return { outcome: reason === 'failure' ? 'busy' : 'refused', status, retryAfterMs };
    }
  }

  #announce(applied: readonly Applied[]): void {
    const { accountId } = this.#account;
    if (applied.some(({ isMuchChanged }) => isMuchChanged)) {
      this.#ports.channel.post({ kind: 'reread', accountId });
      return;
    }
    const put = applied.flatMap((part) => part.put);
    const gone = applied.flatMap((part) => part.gone);
    if (put.length + gone.length === 0) return;
    this.#ports.channel.post({ kind: 'changed', accountId, put, gone });
  }

  #timeoutMs(): number {
    const leftMs = this.#plan.untilMs - this.#ports.monotonicMs();
    return Math.min(limits.requestTimeoutMs, Math.max(SHORTEST_TIMEOUT_MS, leftMs));
  }
}

function isUnread({ record }: ListInRound): boolean {
  return record.cursor[0] === '';
}
