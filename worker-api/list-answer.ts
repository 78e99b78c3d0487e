/**
 * One list's part of an answer, as JSON text: the items' registers are stored as the text that is sent.
 *
 * Which verdict it is depends only on the request and on what the batch read, so a repeated request gets the same one.
 */

import type { ListFailure } from '../protocol/sync-answer.ts';
import type { ListRequest } from '../protocol/sync-request.ts';
import type { IncomingPush, Rejection } from './incoming-push.ts';
import type { ListState, PriorItem } from './list-state.ts';
import { failureOf, refusalOf } from './list-verdict.ts';

export interface ListPart {
  /** Set when the list was not synced. */
  readonly code?: ListFailure['code'];
  readonly json: string;
}

export interface BatchOutcome {
  readonly list: ListState | undefined;
  readonly priorById: ReadonlyMap<string, PriorItem>;
  /** Of the whole list; undefined unless it was asked for. */
  readonly digestJson: string | undefined;
}

export function answerPart(
  request: ListRequest,
  push: IncomingPush,
  sentMs: number,
  { list, priorById, digestJson }: BatchOutcome,
): ListPart {
  const code = failureOf(list, push, sentMs);
  if (!list || code) {
    const epoch = code === 'reset' ? { ep: list?.epoch } : {};
    return { code: code ?? 'unknown', json: JSON.stringify({ code: code ?? 'unknown', ...epoch }) };
  }
  const refused = refusalsOf(list, push, priorById);
  const fields = {
    ...progressOf(list, request),
    ch: changesOf(list, push, priorById, refused),
    no: rejectionsOf(push, refused, list),
    m: list.pageEnd === undefined ? undefined : '1',
    n: list.total?.toString(),
    h: request.h === 0 && list.pageEnd !== undefined ? list.rev.toString() : undefined,
    dg: list.pageEnd === undefined ? digestJson : undefined,
  };
  return { json: jsonObject(fields) };
}

type JsonFields = Readonly<Record<string, string | undefined>>;

/** How far the page goes, and what of the cursor is no longer so. Nothing when nothing moved. */
function progressOf(list: ListState, { c }: ListRequest): JsonFields {
  const [epoch, rev, gcRev, headRev, tag] = c;
  const to = list.pageEnd ?? list.rev;
  const isOtherHead = list.headJson !== JSON.stringify([headRev, tag]);
  const isOtherEpoch = list.epoch !== epoch;
  const isOtherGc = list.gcRev !== gcRev;
  if (to === rev && !isOtherEpoch && !isOtherGc) return {};
  return {
    to: String(to),
    hd: isOtherHead ? list.headJson : undefined,
    ep: isOtherEpoch ? JSON.stringify(list.epoch) : undefined,
    gc: isOtherGc ? String(list.gcRev) : undefined,
    gm: isOtherGc ? String(list.gcMs) : undefined,
  };
}

/** Items of the push that the list cannot take. */
type Refusals = ReadonlyMap<string, Rejection[1]>;

function refusalsOf(
  list: ListState,
  push: IncomingPush,
  priorById: ReadonlyMap<string, PriorItem>,
): Refusals {
  const refused = new Map<string, Rejection[1]>();
  for (const item of push.items) {
    const reason = refusalOf(item, priorById.get(item.id), list);
    if (reason) refused.set(item.id, reason);
  }
  return refused;
}

/** Items that the replica holds exactly as they are now, its own edits merged in, go without their registers. */
function changesOf(
  list: ListState,
  push: IncomingPush,
  priorById: ReadonlyMap<string, PriorItem>,
  refused: Refusals,
): string | undefined {
  const heldRevById = new Map<string, number | undefined>(
    push.items.map(({ id, heldRev }) => [id, refused.has(id) ? undefined : heldRev]),
  );
  const changes = list.items.map(({ id, rev, registers }) => {
    const heldRev = heldRevById.get(id);
    const isHeld = heldRev !== undefined && heldRev === (priorById.get(id)?.rev ?? 0);
    return isHeld ? `["${id}",${rev}]` : `["${id}",${rev},${registers}]`;
  });
  return changes.length > 0 ? `[${changes.join()}]` : undefined;
}

/** A viewer need not hear what is wrong with an edit that could not be stored anyway. */
function rejectionsOf(
  push: IncomingPush,
  refused: Refusals,
  { role }: ListState,
): string | undefined {
  const refusals = push.items.flatMap(({ id, edits }): readonly Rejection[] => {
    const reason = refused.get(id);
    return reason ? edits.map((index) => [index, reason]) : [];
  });
  const isViewer = role === 'viewer';
  const rejections = push.rejections.map(([at, reason]): Rejection => [
    at,
    isViewer ? 'role' : reason,
  ]);
  const all = [...rejections, ...refusals].toSorted(([a], [b]) => a - b);
  return all.length > 0 ? JSON.stringify(all) : undefined;
}

function jsonObject(fields: JsonFields): string {
  const present = Object.entries(fields).flatMap(([name, json]) =>
    json === undefined ? [] : [`"${name}":${json}`],
  );
  return `{${present.join()}}`;
}
