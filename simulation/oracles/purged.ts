/** What Trash was emptied of stays away: no device that was away for long brings it back under its name. */

import type { World } from '../world.ts';
import type { Oracle } from './oracle.ts';
import { nameOf } from './stored-registers.ts';

export function purgedOracle({ report, server, ledger, scheduler }: World): Oracle {
  /** When each was seen to be emptied, by its list and its id. */
  const emptiedAtMs = new Map<string, number>();
  return {
    tidied: async () => {
      const sql =
        "SELECT list_id, id, registers -> 'e' ->> 1 AS stamp FROM items WHERE registers -> 'e' IS NOT NULL";
      for (const { list_id, id, stamp } of await server.select(sql)) {
        ledger.noteEmptied(nameOf(String(list_id), String(id)), String(stamp));
        emptiedAtMs.set(`${String(list_id)} ${String(id)}`, scheduler.nowMs());
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
