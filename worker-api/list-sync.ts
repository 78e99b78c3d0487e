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
import { listStateFromRows, priorItemsFromRows } from './list-state.ts';
import { noteAuthors } from './queries/authors.ts';
import { keepHistory } from './queries/history.ts';
import { mergePush, readPriorItems } from './queries/items.ts';
import { acceptPush, createList, readList } from './queries/lists.ts';
import { addOwner } from './queries/members.ts';
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
  const push = readPush(request.e ?? []);
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
        skipTo: request.h ?? 0,
        tag,
      }),
    ];
  });
  return answerPart(request, push, context.sentMs, {
    list: listStateFromRows(results.at(-1)?.results ?? []),
    priorById: priorItemsFromRows(isPush ? (results[0]?.results ?? []) : []),
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
    createList(ports.db, listId, freshEpoch),
    addOwner(ports.db, { listId, freshEpoch, accountId, nowMs }),
  ];
}

/** The first statement decides; the others do nothing unless its tag is the list's. */
function storing(
  { db }: ServerPorts,
  { accountId, deviceId, sentMs, nowMs }: SyncContext,
  { l: listId, c: cursor }: ListRequest,
  { items, highestMs, nodes }: IncomingPush,
  tag: string,
): readonly SqlStatement[] {
  const push = { listId, tag, items };
  return [
    acceptPush(db, { ...push, accountId, highestMs, sentMs, nowMs, cursor }),
    keepHistory(db, push, nowMs),
    mergePush(db, push),
    noteAuthors(db, { listId, tag, nodes, accountId, deviceId }),
  ];
}
