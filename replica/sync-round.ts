/**
 * One sync round: one snapshot of the store, one request, one transaction.
 *
 * A context killed anywhere in it leaves a store from which the next round does the same again, harmlessly: stamps make
 * a repeated push a no-op, and the cursor moves in the transaction that stores what it stands for.
 */

import { observe } from '../domain/clock.ts';
import { accountListId } from '../domain/ids.ts';
import type { ListId } from '../domain/ids.ts';
import { isSyncAnswer } from '../protocol/answer-guards.ts';
import type { SyncAnswer } from '../protocol/sync-answer.ts';
import type { ListRequest, SyncRequest } from '../protocol/sync-request.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import type { Account } from './account.ts';
import { applyPart } from './sync-apply.ts';
import type { Applied, PartToApply } from './sync-apply.ts';
import { countTodos, takeBatches } from './outbox.ts';
import type { Batch, BatchLimits } from './outbox.ts';
import { latestWaiting } from './meta.ts';
import type { Ports } from './ports.ts';
import { call } from './remote.ts';
import type { Reply } from './remote.ts';
import type { ClockSample } from './request.ts';
import { keys, readEdits, readMeta } from './records.ts';
import type { Meta } from './records.ts';
import { listsForRound } from './round-lists.ts';
import type { RoundLists, RunSoFar } from './round-lists.ts';

/** What the store held when the round began. */
export interface Snapshot extends RoundLists {
  readonly meta: Meta | undefined;
  readonly batches: readonly Batch[];
  /** To-dos with changes that wait in the lists that are asked for, those beyond this round included. */
  readonly waiting: number;
  /** Anything waits, in whatever list. */
  readonly hasOutbox: boolean;
}

export async function takeSnapshot(
  account: Account,
  run: RunSoFar,
  nowMs: number,
  room?: BatchLimits,
): Promise<Snapshot> {
  return account.store.read(async (records) => {
    const meta = await readMeta(records);
    const all = await readEdits(records);
    const edits = all.filter(([key]) => !run.heldBack.has(key));
    const outbox = edits.map(([, record]) => record);
    const round = await listsForRound(records, account, outbox, run, nowMs);
    const recordById = new Map(round.lists.map(({ list, record }) => [list, record]));
    const asked = edits.filter(([, { list }]) => recordById.has(list));
    const batches = takeBatches(asked, recordById, room);
    const waiting = countTodos(asked.map(([, record]) => record));
    return { ...round, meta, batches, waiting, hasOutbox: all.length > 0 };
  });
}

export function sendSnapshot(
  ports: Ports,
  { accountId }: Account,
  snapshot: Snapshot,
  timeoutMs: number,
): Promise<Reply<SyncAnswer>> {
  const offsetMs = snapshot.meta?.offsetMs ?? 0;
  const request: SyncRequest = {
    v: PROTOCOL_VERSION,
    t: Math.max(0, Math.round(ports.nowMs() + offsetMs)),
    // The account's own list names it already.
    ...(!snapshot.lists.some(({ list }) => list === accountListId(accountId)) && { a: accountId }),
    ls: snapshot.lists.map((asked): ListRequest => {
      const edits = batchOf(snapshot, asked.list)?.edits ?? [];
      return {
        l: asked.list,
        c: [...asked.record.cursor],
        ...(asked.upTo !== undefined && { h: asked.upTo }),
        ...(edits.length > 0 && { e: [...edits] }),
        ...(asked.isNew && { new: 1 }),
        ...(asked.isCheck && { dg: 1 }),
      };
    }),
  };
  return call(ports, '/api/sync', isSyncAnswer, request, timeoutMs);
}

/** Stores what the answer brought: every list's part and the time, in one transaction. */
export async function applyAnswer(
  ports: Ports,
  account: Account,
  snapshot: Snapshot,
  parts: SyncAnswer['ls'],
  sample: ClockSample,
  run: Pick<PartToApply, 'node' | 'repairs'>,
): Promise<readonly Applied[]> {
  const nowMs = ports.nowMs();
  return account.store.write('relaxed', async (records) => {
    const [meta, latest] = await Promise.all([readMeta(records), latestWaiting(records)]);
    if (!meta) return [];
    const offsetMs = sample?.offsetMs ?? meta.offsetMs;
    const serverMs = nowMs + offsetMs;
    // What is recovered is stamped after what waits, or the device would show the earlier of the two.
    let clock = latest ? observe(meta.clock, latest) : meta.clock;
    const applied: Applied[] = [];
    for (const [at, asked] of snapshot.lists.entries()) {
      const part = parts[at];
      if (!part) continue;
      const batch = batchOf(snapshot, asked.list);
      const given = { account, asked, batch, part, clock, nowMs, serverMs, ...run };
      const result = await applyPart(records, given);
      ({ clock } = result);
      applied.push(result);
    }
    records.put(keys.meta, { ...meta, clock, offsetMs });
    return applied;
  });
}

function batchOf({ batches }: Snapshot, list: ListId): Batch | undefined {
  return batches.find((batch) => batch.list === list);
}
