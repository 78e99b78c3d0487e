/**
 * One list's part of a sync: push and pull as one batch, so that nothing happens between its statements.
 *
 * The batch may run twice: a connection that breaks after the commit looks like one that broke before it. Every attempt
 * draws its own tag, and a push that is already stored is no news.
 */

import { base64urlFromBytes } from '../domain/base64url.ts';
import { accountListId } from '../domain/ids.ts';
import type { AccountId, ListId } from '../domain/ids.ts';
import type { ListRequest } from '../protocol/sync-request.ts';
import { runBatch } from './run-batch.ts';
import { readPush } from './incoming-push.ts';
import type { IncomingPush } from './incoming-push.ts';
import { answerPart } from './list-answer.ts';
import type { ListPart } from './list-answer.ts';
import { digestJsonFromRows, listStateFromRows, priorItemsFromRows } from './list-state.ts';
import { noteAuthors } from './queries/authors.ts';
import { readDigest } from './queries/digest.ts';
import { keepEndedHistory, keepHistory } from './queries/history.ts';
import { mergePush, readPriorItems } from './queries/items.ts';
import { acceptPush, createList, readList } from './queries/lists.ts';
import { addOwner, projectMembers } from './queries/members.ts';
import type { ServerPorts } from './server-ports.ts';
import type { SqlStatement } from './sql-database.ts';

/** Whose request it is, and when it was sent and came. */
export interface SyncContext {
  readonly accountId: AccountId;
  readonly deviceId: string;
  /** The device's estimate of the server's time. */
  readonly sentMs: number;
  readonly nowMs: number;
}

export async function syncList(
  ports: ServerPorts,
  context: SyncContext,
  request: ListRequest,
): Promise<ListPart> {
  const push = readPush(request.l, request.e ?? []);
  const isPush = push.items.length > 0;
  const results = await runBatch(ports, () => {
    const tag = isPush ? randomToken(ports) : null;
    return [
      ...(isPush ? [readPriorItems(ports.db, request.l, push.items)] : []),
      ...(mayCreate(request, context) ? creation(ports, context, request.l) : []),
      ...(tag === null ? [] : storing(ports, context, request, push, tag)),
      readList(ports.db, {
        listId: request.l,
        accountId: context.accountId,
        cursor: request.c,
        skipTo: request.h,
        tag,
      }),
      ...(request.dg ? [readDigest(ports.db, request.l, context.accountId)] : []),
    ];
  });
  const digest = request.dg ? results.pop() : undefined;
  return answerPart(request, push, context.sentMs, {
    list: listStateFromRows(results.at(-1)?.results ?? []),
    priorById: priorItemsFromRows(isPush ? (results[0]?.results ?? []) : []),
    digestJson: digest && digestJsonFromRows(digest.results),
  });
}

/** 48 random bits, as an epoch or a tag. */
function randomToken(ports: ServerPorts): string {
  return base64urlFromBytes(ports.randomBytes(6));
}

/** An account's list of settings is nobody else's to make. */
function mayCreate({ l: listId, new: isNew }: ListRequest, { accountId }: SyncContext): boolean {
  return isNew === 1 && (!listId.startsWith('u:') || listId === accountListId(accountId));
}

/** A list that exists keeps its epoch, and so whoever asked for it does not become its owner. */
function creation(
  ports: ServerPorts,
  { accountId, nowMs }: SyncContext,
  listId: ListId,
): readonly SqlStatement[] {
  const freshEpoch = randomToken(ports);
  return [
    createList(ports.db, { listId, accountId, epoch: freshEpoch }),
    addOwner(ports.db, { listId, freshEpoch, accountId, nowMs }),
  ];
}

/**
 * The first statement decides; the others do nothing unless its tag is the list's. What only few pushes need, only
 * those have.
 */
function storing(
  { db }: ServerPorts,
  { accountId, deviceId, sentMs, nowMs }: SyncContext,
  { l: listId, c: cursor, h: skipTo }: ListRequest,
  { items, highestMs, nodes, setsMembers }: IncomingPush,
  tag: string,
): readonly SqlStatement[] {
  const push = { listId, accountId, tag, items };
  const tellsOfEmptying = items.some(({ emptiedAt }) => emptiedAt !== '');
  return [
    acceptPush(db, { ...push, highestMs, sentMs, nowMs, cursor, skipTo }),
    keepHistory(db, push, nowMs),
    ...(tellsOfEmptying ? [keepEndedHistory(db, push, nowMs)] : []),
    mergePush(db, push),
    ...(setsMembers ? [projectMembers(db, { listId, accountId, tag, nowMs })] : []),
    noteAuthors(db, { listId, tag, nodes, accountId, deviceId }),
  ];
}
