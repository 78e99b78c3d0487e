/**
 * Who was taken off a list holds nothing of it any more, from the very write in which they heard of it: only what they
 * had written and not sent, as recovered to-dos of their own, and what was refused them.
 *
 * A page that has not heard yet shows the list, and what its person writes there waits, until the server says again that
 * they were taken off it. It holds nothing but what they wrote, and no more of it is there in the end.
 */

import { isEditRecord, isKeptRecord, isListRecord, listOfKey } from '../../replica/records.ts';
import type { ListRecord } from '../../replica/records.ts';
import { currentStore, isSignedOut } from '../outcome.ts';
import type { World } from '../world.ts';
import type { Oracle } from './oracle.ts';
import { recordsByList } from './stored-registers.ts';
import type { Records } from './stored-registers.ts';

export function removedOracle({
  report,
  server,
  devices,
}: Pick<World, 'report' | 'server' | 'devices'>): Oracle {
  return {
    wrote: ({ device, store, write }) => {
      const records = device.disk.peek(store);
      for (const key of [...write.put.keys()].filter(isOfList)) {
        const list = listOfWritten(key, write.put);
        const record = records.get(`list/${list}`);
        if (!isListRecord(record) || !record.isLeft) continue;
        const isLeaving = write.put.has(`list/${list}`);
        for (const held of recordsOf(records, list)) {
          if (!isLeaving && isOfEarlierReading(records.get(held), record)) continue;
          report(`${device.name}: ${list} was left and ${held} holds something of it`);
        }
      }
    },
    ended: async () => {
      const sql = 'SELECT list_id, account_id FROM members WHERE removed_at IS NOT NULL';
      for (const { list_id, account_id } of await server.select(sql)) {
        for (const device of devices) {
          const store = currentStore(device);
          if (!store || store.accountId !== account_id || isSignedOut(device)) continue;
          for (const held of recordsOf(store.records, String(list_id)))
            report(`${device.name}: ${held} holds something of ${String(list_id)} in the end`);
        }
      }
    },
  };
}

/** Written on a page that showed the list as it had read it before it was left: each reading has a number of its own. */
function isOfEarlierReading(held: unknown, left: ListRecord): boolean {
  return isEditRecord(held) && !held.isOffer && held.generation < left.generation;
}

function isOfList(key: string): boolean {
  return /^(?:list|items|kept|edit)\//.test(key);
}

function listOfWritten(key: string, put: Records): string {
  if (!key.startsWith('edit/')) return listOfKey(key);
  return [...recordsByList(new Map([[key, put.get(key)]])).keys()][0] ?? '';
}

/** The keys of the records in which something of the list lies. */
function recordsOf(records: Records, list: string): readonly string[] {
  const kept = [...records].flatMap(([key, record]) =>
    key.startsWith('kept/') && isKeptRecord(record) && record.list === list ? [key] : [],
  );
  return [...(recordsByList(records).get(list)?.keys() ?? []), ...kept];
}
