/** Syncs as devices send them, with what those have learned, and syncs that are slightly wrong. */

import { accountListId } from '../../../domain/ids.ts';
import type { AccountId, ItemId, ListId } from '../../../domain/ids.ts';
import type { Registers } from '../../../domain/register.ts';
import { CURSOR_START } from '../../../protocol/sync-request.ts';
import type { Cursor } from '../../../protocol/sync-request.ts';
import { healingEdits, nextEdits } from './generated-edits.ts';
import type { SentEdit } from './generated-edits.ts';
import { newId, replicaOf } from './household.ts';
import type { Device, Household, Replica } from './household.ts';
import { cookieOf, post } from './planned-request.ts';
import type { PlannedRequest } from './planned-request.ts';
import type { WireAnswer } from './wire.ts';

export interface ListBody {
  readonly l: string;
  readonly c: readonly unknown[];
  readonly h?: number;
  readonly e?: readonly unknown[];
  readonly new?: 1;
  readonly dg?: 1;
}

/** A sync of one list or a few, such as a replica would send. */
export function ordinarySync(household: Household, device: Device): PlannedRequest {
  const { random } = household;
  const count = random.chance(0.75) ? 1 : 1 + random.below(4);
  const lists = Array.from({ length: count }, () => pickList(household, device));
  return syncOf(
    household,
    device,
    lists.map((listId) => ordinaryBody(household, device, listId)),
  );
}

/** Sends the bodies, and lets the device learn from their answers. */
export function syncOf(
  household: Household,
  device: Device,
  ls: readonly ListBody[],
  offMs = sentOffMs(household),
): PlannedRequest {
  const a = claimedAccount(household, device);
  const body = JSON.stringify({ v: 1, t: household.nowMs + offMs, ...(a && { a }), ls });
  return syncOfText(household, device, ls, body);
}

export function syncOfText(
  household: Household,
  device: Device,
  ls: readonly ListBody[],
  body: string,
): PlannedRequest {
  const request = post(household, '/api/sync', body, { cookie: cookieOf(household, device) });
  return { request, learn: (answer) => learnParts(device, ls, answer) };
}

/** As a replica says it; seldom nothing, or somebody else. */
function claimedAccount({ random, accounts }: Household, device: Device): AccountId | undefined {
  if (random.chance(0.97)) return device.account.accountId;
  return random.pick([undefined, random.pick(accounts).accountId]);
}

function sentOffMs({ random }: Household): number {
  return random.chance(0.985)
    ? -random.below(5000)
    : random.pick([-120_000, -120_001, 120_000, 120_001, -90_000, 100_000]);
}

export function ordinaryBody(household: Household, device: Device, listId: ListId): ListBody {
  const { random } = household;
  const { size = 0 } = device.replicas.get(listId)?.items ?? {};
  if (random.chance(size > 300 ? 0.06 : 0.015)) device.replicas.delete(listId);
  const replica = replicaOf(device, listId);
  const count =
    replica.hasMore || random.chance(0.3) ? 0 : 1 + random.below(random.pick([1, 1, 2, 8]));
  const fresh = nextEdits(household, device, replica, count);
  const isHealing = replica.mustHeal && replica.items.size > 0;
  const edits: readonly SentEdit[] = isHealing ? healingEdits(replica, 60) : fresh;
  replica.mustHeal = false;
  return {
    l: listId,
    c: replica.cursor,
    ...(replica.skipTo !== undefined && { h: replica.skipTo }),
    ...(edits.length > 0 && { e: edits }),
    ...((isUnread(replica) || random.chance(0.02)) && random.chance(0.6) && { new: 1 as const }),
    ...(random.chance(0.08) && { dg: 1 as const }),
  };
}

function isUnread({ cursor }: Replica): boolean {
  return cursor[0] === '';
}

/** Mostly lists that the device knows or its account owns, at times a new one, seldom any that anybody has. */
export function pickList(household: Household, device: Device): ListId {
  const { random, lists, shared } = household;
  const { inboxId, accountId } = device.account;
  const unfinished = [...device.replicas.values()].find(({ hasMore }) => hasMore);
  if (unfinished && random.chance(0.6)) return unfinished.listId;
  const kind = random.fraction();
  if (kind < 0.25) return inboxId;
  if (kind < 0.32) return accountListId(accountId);
  if (kind < 0.33) return newId<ListId>(household);
  if (kind < 0.37) return random.pick(lists);
  const known = [...device.replicas.values()].filter((replica) => !isUnread(replica));
  if (known.length > 0 && kind < 0.8) return random.pick(known).listId;
  if (kind < 0.82 || shared.length < SHARED_LISTS) {
    const listId = newId<ListId>(household);
    if (shared.length < SHARED_LISTS) shared.push(listId);
    lists.push(listId);
    return listId;
  }
  return random.pick(shared);
}

const SHARED_LISTS = 3;

/** A cursor that no server gave for this list, or that one gave long ago. */
export function oddCursorSync(household: Household, device: Device): PlannedRequest {
  const { random, devices } = household;
  const listId = pickList(household, device);
  const replica = replicaOf(device, listId);
  const others = devices.flatMap((each) => [...each.replicas.values()]).map(({ cursor }) => cursor);
  const cursor: unknown[] = [...random.pick([replica.cursor, ...replica.olderCursors, ...others])];
  const odd = [
    ...[0, 1, 2, 3, cursor[1], cursor[3], Number(cursor[1]) + 1, Number.MAX_SAFE_INTEGER],
    ...['', 'AAAAAAAA', cursor[0], cursor[4]],
  ];
  if (random.chance(0.7)) cursor[random.below(5)] = random.pick(odd);
  const edits = random.chance(0.5) ? nextEdits(household, device, replica, 1) : undefined;
  const skipTo = random.pick([undefined, 0, 1, Number(cursor[1]), Number.MAX_SAFE_INTEGER]);
  const body = {
    l: listId,
    c: cursor,
    ...(edits && { e: edits }),
    ...(skipTo !== undefined && Number.isSafeInteger(skipTo) && { h: skipTo }),
    ...(random.chance(0.2) && { dg: 1 as const }),
  };
  return syncOf(household, device, [body]);
}

interface Part {
  readonly code?: string;
  readonly ep?: string;
  readonly to?: number;
  readonly gc?: number;
  readonly hd?: readonly [number, string];
  readonly h?: number;
  readonly m?: 1;
  readonly ch?: readonly (readonly [ItemId, number, Registers?])[];
}

function learnParts(device: Device, ls: readonly ListBody[], { text }: WireAnswer): void {
  const { ls: parts } = JSON.parse(text || '{}') as { readonly ls?: readonly Part[] };
  for (const [at, part] of (parts ?? []).entries()) {
    const body = ls[at];
    const replica = body && device.replicas.get(body.l as ListId);
    if (replica) learnPart(replica, part);
  }
}

function learnPart(replica: Replica, part: Part): void {
  if (part.code !== undefined) {
    if (part.code !== 'reset') return;
    Object.assign(replica, {
      cursor: CURSOR_START,
      skipTo: undefined,
      mustHeal: true,
      hasMore: false,
    });
    return;
  }
  const [epoch, rev, gcRev, headRev, tag] = replica.cursor;
  const [newHeadRev, newTag] = part.hd ?? [headRev, tag];
  const next: Cursor = [part.ep ?? epoch, part.to ?? rev, part.gc ?? gcRev, newHeadRev, newTag];
  replica.olderCursors.push(replica.cursor);
  if (replica.olderCursors.length > 12) replica.olderCursors.shift();
  replica.cursor = [...next];
  replica.hasMore = part.m === 1;
  replica.skipTo = part.h ?? (part.m === 1 ? replica.skipTo : undefined);
  for (const [id, itemRev, registers] of part.ch ?? []) {
    const held = replica.items.get(id);
    const kept = registers ?? held?.registers;
    if (kept) replica.items.set(id, { id, rev: itemRev, registers: kept });
  }
}
