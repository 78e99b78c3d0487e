/** What Trash was emptied of stays away: no device that was away for long brings it back under its name. */

import { retention } from '../../domain/retention.ts';
import { stampFromParts } from '../../domain/stamp-parts.ts';
import { millisecondsOfStamp } from '../../domain/stamp.ts';
import type { World } from '../world.ts';
import type { Oracle } from './oracle.ts';
import { nameOf } from './stored-registers.ts';

export function purgedOracle({ report, server, ledger, scheduler }: World): Oracle {
  /** When each was seen to be emptied, by its list and its id. */
  const emptiedAtMs = new Map<string, number>();
  const nowStamp = (): string => stampFromParts({ ms: server.nowMs(), counter: 0, node: '-----' });
  return {
    tidied: async () => {
      const sql =
        "SELECT list_id, id, registers -> 'e' ->> 1 AS stamp FROM items WHERE registers -> 'e' IS NOT NULL";
      for (const { list_id, id, stamp } of await server.select(sql)) {
        ledger.noteEmptied(nameOf(String(list_id), String(id)), String(stamp));
        emptiedAtMs.set(`${String(list_id)} ${String(id)}`, scheduler.nowMs());
      }
    },
    answered: ({ list, refused }) => {
      // A server that went back may have lost a to-do that lay in Trash for long, and purged others since.
      for (const [[id, { x: trashed }], reason] of refused) {
        const isOld =
          trashed?.[0] === true &&
          millisecondsOfStamp(trashed[1]) < server.nowMs() - retention.trashMs;
        if (reason === 'gone' && isOld) ledger.noteEmptied(nameOf(list, id), nowStamp());
      }
    },
    ended: async () => {
      const sql = "SELECT list_id, id FROM items WHERE registers -> 'e' IS NULL";
      for (const { list_id, id } of await server.select(sql)) {
        const name = `${String(list_id)} ${String(id)}`;
        // A server that went back may have gone back to before that.
        if ((emptiedAtMs.get(name) ?? -1) > ledger.lastRestoreMs)
          report(`${name} was emptied out of Trash and is back`);
      }
    },
  };
}
