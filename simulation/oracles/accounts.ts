/**
 * A device works for an account that can be asked for: its store was begun before it became the current one, and in the
 * end the server knows it and the device has read its Inbox.
 */

import { isAccountIds, CURRENT, storeName } from '../../replica/account.ts';
import { isListRecord, keys } from '../../replica/records.ts';
import { currentStore, isSignedOut } from '../outcome.ts';
import type { World } from '../world.ts';
import type { Oracle } from './oracle.ts';

export function accountsOracle({ report, server, devices }: World): Oracle {
  return {
    wrote: ({ device, write }) => {
      const ids = write.put.get(CURRENT);
      if (!isAccountIds(ids)) return;
      if (!device.disk.peek(storeName(ids.accountId)).has(keys.meta))
        report(`${device.name} works for ${ids.accountId}, whose store was not begun`);
    },
    ended: async () => {
      for (const device of devices) {
        const store = currentStore(device);
        if (!store || isSignedOut(device)) continue;
        const sql = 'SELECT 1 FROM accounts WHERE id = ?1';
        if ((await server.select(sql, store.accountId)).length === 0)
          report(`${device.name} works for ${store.accountId}, which the server does not know`);
        const inbox = store.records.get(keys.list(store.inboxId));
        if (!isListRecord(inbox) || inbox.cursor[0] === '')
          report(`${device.name} has not read the Inbox of ${store.accountId}`);
      }
    },
  };
}
