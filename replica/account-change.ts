/**
 * Drawing an account, and changing which one is current.
 *
 * The ids are drawn here at the first edit; no server is asked.
 */

import { ID_BYTES, idFromBytes } from '../domain/random-id.ts';
import type { AccountId, ListId } from '../domain/ids.ts';
import {
  CURRENT,
  currentAccount,
  isAccountIds,
  openAccount,
  storeName,
  withDirectory,
} from './account.ts';
import type { Account, AccountIds, Storage } from './account.ts';
import type { Ports } from './ports.ts';
import type { Writer } from './record-store.ts';
import { newMeta } from './meta.ts';
import { keys, readMeta } from './records.ts';

/** The current account; draws one where there is none. Two tabs that do so at once get the same. */
export async function ensureAccount(ports: Ports): Promise<Account> {
  const held = await currentAccount(ports);
  if (held) return held;
  const drawn: AccountIds = {
    accountId: idFromBytes<AccountId>(ports.randomBytes(ID_BYTES)),
    inboxId: idFromBytes<ListId>(ports.randomBytes(ID_BYTES)),
  };
  // Its store first: a kill in between must not leave a browser that works for an account nobody ever asks for.
  return adoptAccountIfNone(ports, drawn);
}

/**
 * Makes this account the current one, once its store is ready to be read and filled. A kill in between leaves the account
 * before, and nothing half done.
 */
export async function adoptAccount(
  ports: Ports,
  ids: AccountIds,
  fill: (records: Writer) => Promise<unknown>,
): Promise<Account> {
  await makeReady(ports, ids, fill);
  return openAccount(ports, await setCurrent(ports, () => ids));
}

/** The same, but only in a browser that has no account yet: else that one is answered, and `ids` has its store all the same. */
export async function adoptAccountIfNone(
  ports: Ports,
  ids: AccountIds,
  fill: (records: Writer) => Promise<unknown> = () => Promise.resolve(),
): Promise<Account> {
  await makeReady(ports, ids, fill);
  return openAccount(ports, await setCurrent(ports, (held) => held ?? ids));
}

async function makeReady(
  ports: Ports,
  ids: AccountIds,
  fill: (records: Writer) => Promise<unknown>,
): Promise<void> {
  const store = ports.openStore(storeName(ids.accountId));
  await store.write('strict', async (records) => {
    if (!(await readMeta(records))) records.put(keys.meta, newMeta(ids));
    await fill(records);
  });
  store.close();
}

function setCurrent(
  ports: Storage,
  choose: (held: AccountIds | undefined) => AccountIds,
): Promise<AccountIds> {
  return withDirectory(ports, (directory) =>
    directory.write('strict', async (records) => {
      const held = await records.get(CURRENT);
      const { accountId, inboxId } = choose(isAccountIds(held) ? held : undefined);
      records.put(CURRENT, { accountId, inboxId });
      return { accountId, inboxId };
    }),
  );
}
