/**
 * Whose session the browser's cookie is: the way back to an account whose local copy the browser has cleared.
 *
 * Asked at the start of a browser that holds nothing, so it is kept apart from the syncing and reads its answer by hand.
 */

import { isAccountId, isListId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import type { AccountIds } from './account.ts';
import type { Ports } from './ports.ts';
import { request } from './request.ts';

export type CookieSession =
  | { readonly kind: 'session'; readonly ids: AccountIds; readonly lastSeenDay: string | undefined }
  | { readonly kind: 'none' }
  /** Nobody answered: there may be one. */
  | { readonly kind: 'unknown' };

/** Creates nothing. The answer is that of protocol/session-answer.ts. */
export async function readCookieSession(ports: Ports): Promise<CookieSession> {
  const reply = await request(ports, '/api/session', limits.requestTimeoutMs);
  if (reply.kind === 'offline') return { kind: 'unknown' };
  if (reply.status === 401) return { kind: 'none' };
  const { json } = reply;
  const isSession =
    typeof json === 'object' && json !== null && 'accountId' in json && 'inboxId' in json;
  if (!isSession || !isAccountId(json.accountId) || !isListId(json.inboxId))
    return { kind: 'unknown' };
  const lastSeenDay =
    'lastSeenDay' in json && typeof json.lastSeenDay === 'string' ? json.lastSeenDay : undefined;
  return {
    kind: 'session',
    ids: { accountId: json.accountId, inboxId: json.inboxId },
    lastSeenDay,
  };
}
