/** A server whose days pass: time moves on, it is tidied every day, and somebody may do something each day. */

import type { AccountId } from '../domain/ids.ts';
import { stampFromParts } from '../domain/stamp-parts.ts';
import type { Stamp } from '../domain/stamp.ts';
import type { ServerPorts } from './server-ports.ts';
import type { SqlDatabase } from './sql-database.ts';
import { ANNA, createListOf, NOW_MS, portsOf, sync } from './sync.fixture.ts';
import type { Sent, SentEdit, SentPart } from './sync.fixture.ts';
import { tidyLists } from './tidying.ts';
import type { TidyingReport } from './tidying.ts';

export const DAY_MS = 86_400_000;

export interface Calendar {
  readonly ports: ServerPorts;
  /** A stamp of now. */
  readonly stamp: (node?: string) => Stamp;
  readonly push: (...edits: readonly SentEdit[]) => Promise<SentPart>;
  readonly sync: (request?: Sent, accountId?: AccountId) => Promise<SentPart>;
  /** Lets days pass, each with its tidying; answers what was tidied in all of them. */
  readonly pass: (days: number) => Promise<TidyingReport>;
  /** Lets days pass in which the server is away. */
  readonly skip: (days: number) => void;
  readonly tidy: () => Promise<TidyingReport>;
}

/** A server with one list, on the day on which everything starts. */
export async function calendarOf(db: SqlDatabase): Promise<Calendar> {
  await createListOf(db);
  let nowMs = NOW_MS;
  const ports = { ...portsOf(db), nowMs: () => nowMs };
  const ask: Calendar['sync'] = (request, accountId = ANNA) =>
    sync(ports, request, { accountId, nowMs, sentMs: nowMs });
  return {
    ports,
    stamp: (node = 'AAAAA') => stampFromParts({ ms: nowMs, counter: 0, node }),
    push: (...e) => ask({ e }),
    sync: ask,
    pass: async (days) => {
      let total: TidyingReport = { lists: 0, emptied: 0, purged: 0 };
      for (let day = 0; day < days; day += 1) {
        nowMs += DAY_MS;
        const { lists, emptied, purged } = await tidyLists(ports);
        total = {
          lists: total.lists + lists,
          emptied: total.emptied + emptied,
          purged: total.purged + purged,
        };
      }
      return total;
    },
    skip: (days) => {
      nowMs += days * DAY_MS;
    },
    tidy: () => tidyLists(ports),
  };
}
