/**
 * Folding segments: replacing several by their merge, so that a store does not grow with the number of syncs.
 *
 * Each fold takes the smallest segments and every next one that is at most twice as large as all before it. So sizes
 * grow geometrically: few segments to read at a start, and a to-do is rewritten a logarithmic number of times.
 *
 * Source: O'Neil et al., "The Log-Structured Merge-Tree", 1996; the tiers are those of size-tiered compaction.
 */

import type { ItemId, ListId } from '../domain/ids.ts';
import type { Item } from '../domain/register.ts';
import type { RecordStore } from './record-store.ts';
import { keys, listOfKey, readMeta, segmentNumberAndRows } from './records.ts';
import { itemsFromSegment, mergeInto } from './segment.ts';
import { putSegment } from './segment-store.ts';

/** A list with fewer segments is left alone. */
const MANY_SEGMENTS = 12;

/** Folds the smaller segments of every list that has many. */
export async function foldLists(store: RecordStore): Promise<void> {
  const known = await store.read((records) => records.keys(keys.allSegments));
  const segmentsByList = Map.groupBy(known, listOfKey);
  for (const [list, segments] of segmentsByList) {
    if (segments.length >= MANY_SEGMENTS) await foldSegments(store, list);
  }
}

/** Folds a list's smaller segments where there are many. Answers how many were folded. */
export async function foldSegments(store: RecordStore, list: ListId): Promise<number> {
  return store.write('relaxed', async (records) => {
    await readMeta(records);
    const all = await records.keys(keys.segments(list));
    if (all.length < MANY_SEGMENTS) return 0;
    const held = new Map<ItemId, Item>();
    const folded: string[] = [];
    for (const key of smallestTier(all)) {
      const items = itemsFromSegment(await records.get(key));
      // A damaged record is left where it is, for whoever can read it.
      if (items.length === 0) continue;
      mergeInto(held, items);
      folded.push(key);
    }
    await putSegment(records, list, [...held.values()]);
    for (const key of folded) records.delete(key);
    return folded.length;
  });
}

/** The keys of the segments that are worth folding together. */
export function smallestTier(segmentKeys: readonly string[]): readonly string[] {
  const rowsOf = (key: string): number => segmentNumberAndRows(key)[1];
  const chosen: string[] = [];
  let rows = 0;
  for (const key of segmentKeys.toSorted((a, b) => rowsOf(a) - rowsOf(b))) {
    if (chosen.length > 1 && rowsOf(key) > 2 * rows) break;
    chosen.push(key);
    rows += rowsOf(key);
  }
  return chosen;
}
