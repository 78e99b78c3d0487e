/**
 * The membership guard's word, and every other reason why a list or an item is not what a request takes it for.
 *
 * The statements of the batch decide by themselves (queries/lists.ts, queries/pushed.ts); here is said what they have
 * decided, from what the batch itself read, so that nothing can have happened in between.
 */

import { LIST_ITEM_ID } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import { serverLimits } from '../domain/server-limits.ts';
import type { ListFailure, RejectionReason } from '../protocol/sync-answer.ts';
import type { IncomingItem, IncomingPush } from './incoming-push.ts';
import type { ListState, PriorItem } from './list-state.ts';

/**
 * Why the list was not synced at all. An account that is no member learns nothing, not even whether there is such a
 * list; one that was removed learns just that.
 */
export function failureOf(
  list: ListState | undefined,
  { highestMs }: IncomingPush,
  sentMs: number,
): ListFailure['code'] | undefined {
  if (!list) return 'unknown';
  if (list.isRemoved) return 'member';
  if (!list.isKnownCursor) return 'reset';
  if (list.role === 'viewer' || list.isAccepted) return undefined;
  const latestMs = Math.max(sentMs, list.hlc) + limits.stampLeadMs;
  return highestMs > latestMs ? 'clock' : undefined;
}

/**
 * Why the item's edits can never be stored. As isAllowed in queries/pushed.ts, and the role that acceptPush wants. That it
 * is gone is said to a viewer too, whose device would show it for ever.
 */
export function refusalOf(
  item: IncomingItem,
  prior: PriorItem | undefined,
  { gcMs, role }: ListState,
): RejectionReason | undefined {
  const isGone = prior ? prior.isEmptied && !item.outlivesEmptying : item.createdMs <= gcMs;
  if (isGone) return 'gone';
  if (role === 'viewer') return 'role';
  if (!prior) return undefined;
  const isEditorsHalf = item.id === LIST_ITEM_ID && role !== 'owner';
  const room = isEditorsHalf ? serverLimits.itemBytes / 2 : serverLimits.itemBytes;
  return prior.bytes + item.bytes > room ? 'size' : undefined;
}
