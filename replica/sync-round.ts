/**
 * One sync round: one snapshot of the store, one request, one transaction.
 *
 * A context killed anywhere in it leaves a store from which the next round does the same again, harmlessly: stamps make
 * a repeated push a no-op, and the cursor moves in the transaction that stores what it stands for.
 */

import type { ListId } from '../domain/ids.ts';
import { isSyncAnswer } from '../protocol/answer-guards.ts';
import type { SyncAnswer } from '../protocol/sync-answer.ts';
import type { ListRequest, SyncRequest } from '../protocol/sync-request.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import type { Account } from './account.ts';
import { applyPart } from './sync-apply.ts';
import type { Applied } from './sync-apply.ts';
import { countTodos, takeBatches } from './outbox.ts';
import type { Batch, BatchLimits } from './outbox.ts';
import type { Ports } from './ports.ts';
import { call } from './remote.ts';
import type { Reply } from './remote.ts';
import type { ClockSample } from './request.ts';
import { keys, readEdits, readList, readMeta } from './records.ts';
import type { ListRecord, Meta } from './records.ts';

/** What the store held when the round began. */
export interface Snapshot {
  readonly meta: Meta | undefined;
  readonly listById: ReadonlyMap<ListId, ListRecord>;
  readonly batches: readonly Batch[];
  /** To-dos with changes that wait, those beyond this round included. */
  readonly waiting: number;
}

export async function takeSnapshot(account: Account, room?: BatchLimits): Promise<Snapshot> {
  return account.store.read(async (records) => {
    const meta = await readMeta(records);
    const edits = await readEdits(records);
    const lists = new Set([account.inboxId, ...edits.map(([, { list }]) => list)]);
    const listById = new Map<ListId, ListRecord>();
    for (const list of lists) listById.set(list, await readList(records, list));
    const waiting = countTodos(edits.map(([, record]) => record));
    return { meta, listById, batches: takeBatches(edits, listById, room), waiting };
  });
}

export function sendSnapshot(
  ports: Ports,
  snapshot: Snapshot,
  timeoutMs: number,
): Promise<Reply<SyncAnswer>> {
  const offsetMs = snapshot.meta?.offsetMs ?? 0;
  const request: SyncRequest = {
    v: PROTOCOL_VERSION,
    t: Math.max(0, Math.round(ports.nowMs() + offsetMs)),
    ls: Array.from(snapshot.listById, ([list, { cursor }]): ListRequest => {
      const edits = batchOf(snapshot, list)?.edits ?? [];
      return edits.length === 0
        ? { l: list, c: [...cursor] }
        : { l: list, c: [...cursor], e: [...edits] };
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
): Promise<readonly Applied[]> {
  return account.store.write('relaxed', async (records) => {
    const meta = await readMeta(records);
    if (!meta) return [];
    let { clock } = meta;
    const applied: Applied[] = [];
    for (const [at, [list, read]] of [...snapshot.listById].entries()) {
      const part = parts[at];
      if (!part) continue;
      const batch = batchOf(snapshot, list);
      const result = await applyPart(records, {
        list,
        read,
        batch,
        part,
        clock,
        nowMs: ports.nowMs(),
      });
      ({ clock } = result);
      applied.push(result);
    }
    records.put(keys.meta, { ...meta, clock, offsetMs: sample?.offsetMs ?? meta.offsetMs });
    return applied;
  });
}

function batchOf({ batches }: Snapshot, list: ListId): Batch | undefined {
  return batches.find((batch) => batch.list === list);
}
