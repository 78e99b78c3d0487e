/** Sync requests as a replica makes them. */

import type { ItemId, ListId } from '../../domain/ids.ts';
import type { Json } from '../../domain/register.ts';
import { stampFromParts } from '../../domain/stamp-parts.ts';
import type { Stamp } from '../../domain/stamp.ts';
import { CURSOR_START } from '../../protocol/sync-request.ts';
import type { Cursor } from '../../protocol/sync-request.ts';
import type { Answer, ContractServer } from './both-servers.ts';

/** One moment for the whole run, so that both servers are sent the same. */
const STARTED_MS = Date.now();

/** A stamp so many milliseconds after the tests began. */
export function at(ms: number, node = 'AAAAA'): Stamp {
  return stampFromParts({ ms: STARTED_MS + ms, counter: 0, node });
}

export function itemId(name: string): ItemId {
  return name.padEnd(16, '-') as ItemId;
}

/** Answers a part loosely: tests look at what they expect to be there. */
export interface Part {
  readonly code?: string;
  readonly to?: number;
  readonly hd?: readonly [number, string];
  readonly ep?: string;
  readonly ch?: readonly (readonly [string, number, Record<string, readonly [Json, Stamp]>?])[];
  readonly no?: readonly (readonly [number, string])[];
  readonly m?: 1;
  readonly n?: number;
}

export interface ListBody {
  readonly l: ListId;
  readonly c?: Cursor;
  readonly e?: readonly unknown[];
  readonly h?: number;
  readonly new?: 1;
}

/** Syncs lists; `t` is when the request claims to have been sent. */
export function syncLists(
  { post }: ContractServer,
  cookie: string | undefined,
  lists: readonly ListBody[],
  t = Date.now(),
): Promise<Answer> {
  const ls = lists.map((list) => ({ c: CURSOR_START, ...list }));
  return post('/api/sync', { v: 1, t, ls }, cookie);
}

/** Syncs one list and answers its part. */
export async function syncList(
  server: ContractServer,
  cookie: string,
  list: ListBody,
): Promise<Part> {
  return partOf(await syncLists(server, cookie, [list]));
}

/** The only part of an answer or of a problem. */
export function partOf(answer: Answer): Part {
  const [part] = answer.json<{ ls?: readonly Part[] }>().ls ?? [];
  if (!part) throw new Error(`no part in ${answer.status} ${answer.text}`);
  return part;
}

/** The cursor of a replica that has stored the part. */
export function cursorAfter(part: Part, before: Cursor = CURSOR_START): Cursor {
  const [headRev, tag] = part.hd ?? [before[3], before[4]];
  return [part.ep ?? before[0], part.to ?? before[1], before[2], headRev, tag];
}
