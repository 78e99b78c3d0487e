/**
 * Tidying: what time alone decides about lists. Trash is emptied, tombstones are purged, old history and old heads go.
 *
 * A run takes a few lists, those that wait longest, and of each a bounded piece, so it may be started as often as one
 * likes, cut off anywhere, and run twice at once.
 */

import { dueListFromRow } from './due-list.ts';
import { tidyList } from './list-tidying.ts';
import type { ListTidying } from './list-tidying.ts';
import { noteTidied, readDueLists } from './queries/tidying.ts';
import { runBatch } from './run-batch.ts';
import type { ServerPorts } from './server-ports.ts';

/** What of the world tidying needs. */
export type TidyingPorts = Pick<ServerPorts, 'db' | 'nowMs' | 'randomBytes' | 'waitMs'>;

export interface TidyingReport {
  readonly lists: number;
  /** To-dos in Trash that were emptied. */
  readonly emptied: number;
  /** Tombstones that were purged. */
  readonly purged: number;
}

/** Tidies the lists that were not tidied for a day, some of them at a time. */
export async function tidyLists(ports: TidyingPorts): Promise<TidyingReport> {
  const nowMs = ports.nowMs();
  const [due] = await runBatch(ports, () => [
    readDueLists(ports.db, { dueMs: nowMs - EVERY_MS, nowMs, count: LISTS_AT_ONCE }),
  ]);
  const lists = (due?.results ?? []).map(dueListFromRow);
  const done: ListTidying[] = [];
  for (const list of lists) {
    const isFresh = nowMs - list.tidiedMs <= STALE_MS;
    done.push(isFresh ? await tidyList(ports, list, nowMs) : { ...list, ...NOTHING });
  }
  if (done.length > 0) {
    const noted = done.map((each) => {
      const tidiedMs = each.isUnfinished ? nowMs - EVERY_MS + SOON_MS : nowMs;
      return { ...each, tidiedMs };
    });
    await runBatch(ports, () => [noteTidied(ports.db, noted)]);
  }
  return {
    lists: done.length,
    emptied: done.reduce((sum, { emptied }) => sum + emptied, 0),
    purged: done.reduce((sum, { purged }) => sum + purged, 0),
  };
}

const EVERY_MS = 86_400_000;
/** When a list is taken up again of which a run did only a piece. */
const SOON_MS = 3_600_000;
const LISTS_AT_ONCE = 50;

/**
 * A list that was not tidied for so long was just made, or the server was away, or it went back to a backup: then nothing
 * is emptied before the replicas had a day to say what the backup has lost.
 */
const STALE_MS = 3 * EVERY_MS;
const NOTHING = { emptied: 0, purged: 0, isUnfinished: false };
