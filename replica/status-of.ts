/** The status of everything that a page shows. */

import { recoveredItems } from './recovered.ts';
import type { ReplicaView } from './replica-view.ts';
import { SYNC_STATE_START } from './sync-state.ts';
import { statusFrom } from './sync-status.ts';
import type { SyncStatus } from './sync-status.ts';

/** @param unstored how many changes this device could not store */
export function statusOf(view: ReplicaView, unstored: number, isOnline: boolean): SyncStatus {
  const { mirror, isSending } = view;
  return statusFrom({
    state: mirror?.state ?? SYNC_STATE_START,
    waiting: view.unsentIds().size,
    refused: mirror?.refused.length ?? 0,
    recovered: mirror ? recoveredItems(mirror).length : 0,
    isDeletion: mirror !== undefined && mirror.kept.size > 0,
    firstLoad: mirror?.firstLoad,
    breakerEndMs: mirror?.breakerEndMs ?? 0,
    unstored,
    isSending,
    isOnline,
  });
}
