/**
 * Writing what a page still knows into a store that the browser has cleared under it.
 *
 * The page has read everything, so nothing is missing, what was not sent included. Every list is read anew from the
 * server: what the page shows may have been behind.
 */

import { CLOCK_START } from '../domain/clock.ts';
import { adoptAccountIfNone } from './account-change.ts';
import { moveAccount } from './account-move.ts';
import { latestClock, newMeta } from './meta.ts';
import type { Mirror } from './mirror.ts';
import type { Ports } from './ports.ts';
import type { Writer } from './record-store.ts';
import { LIST_START, keys } from './records.ts';
import { putSegment } from './segment-store.ts';
import { stampsIn } from './stamps-in.ts';

/** @throws {StorageError} when the device does not take it */
export async function rebuildStore(ports: Ports, mirror: Mirror): Promise<void> {
  const { account } = mirror;
  const current = await adoptAccountIfNone(ports, account, (records) => fill(records, mirror));
  current.store.close();
  if (current.accountId === account.accountId) return;
  // Somebody has begun anew here meanwhile; what this page knows is to be found there.
  (await moveAccount(ports, account, current)).store.close();
}

async function fill(records: Writer, mirror: Mirror): Promise<void> {
  const clock = latestClock(CLOCK_START, stampsIn(mirror));
  records.put(keys.meta, { ...newMeta(mirror.account), clock });
  for (const list of mirror.lists) {
    // The same reading, so that no revision of another life of the server is taken for one of this.
    records.put(keys.list(list), { ...LIST_START, generation: mirror.generationOf(list) });
    await putSegment(records, list, [...mirror.itemsOf(list).values()]);
  }
  for (const [key, record] of mirror.edits) records.put(key, record);
  for (const [key, record] of mirror.refusedByKey) records.put(key, record);
  for (const [key, record] of mirror.kept) records.put(key, record);
}
