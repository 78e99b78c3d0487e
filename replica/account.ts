/**
 * Which account this browser works for, and its store.
 *
 * The ids are drawn here at the first edit; no server is asked. One tiny store holds the current account, every account
 * has a store of its own, so nothing of one can be read through another.
 */

import { ID_BYTES, idFromBytes, isAccountId, isListId } from '../domain/ids.ts';
import type { AccountId, ListId } from '../domain/ids.ts';
import type { Ports } from './ports.ts';
import type { RecordStore, Writer } from './record-store.ts';
import { keys, newMeta, readMeta } from './records.ts';

export interface AccountIds {
  readonly accountId: AccountId;
  readonly inboxId: ListId;
}

/** An account with its store open. */
export interface Account extends AccountIds {
  readonly store: RecordStore;
}

const DIRECTORY = 'holdfast';
const CURRENT = 'current';

/** The current account, or undefined in a browser where nothing was ever written. */
export async function currentAccount(ports: Ports): Promise<Account | undefined> {
  const ids = await withDirectory(ports, (directory) =>
    directory.read((records) => records.get(CURRENT)),
  );
  return isAccountIds(ids) ? open(ports, ids) : undefined;
}

/** The current account; draws one where there is none. Two tabs that do so at once get the same. */
export async function ensureAccount(ports: Ports): Promise<Account> {
  const drawn: AccountIds = {
    accountId: idFromBytes<AccountId>(ports.randomBytes(ID_BYTES)),
    inboxId: idFromBytes<ListId>(ports.randomBytes(ID_BYTES)),
  };
  return open(ports, await setCurrent(ports, (held) => held ?? drawn));
}

/**
 * Makes this account the current one, once its store is ready to be read and filled. A kill in between leaves the account
 * before, and nothing half done.
 */
export async function adoptAccount(
  ports: Ports,
  ids: AccountIds,
  fill: (records: Writer) => Promise<unknown> = () => Promise.resolve(),
): Promise<Account> {
  const store = ports.openStore(storeName(ids.accountId));
  await store.write('strict', async (records) => {
    if (!(await readMeta(records))) records.put(keys.meta, newMeta(ids));
    await fill(records);
  });
  store.close();
  return open(ports, await setCurrent(ports, () => ids));
}

export function storeName(accountId: AccountId): string {
  return `${DIRECTORY}-${accountId}`;
}

function open(ports: Ports, { accountId, inboxId }: AccountIds): Account {
  return { accountId, inboxId, store: ports.openStore(storeName(accountId)) };
}

function setCurrent(
  ports: Ports,
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

async function withDirectory<T>(
  ports: Ports,
  work: (directory: RecordStore) => Promise<T>,
): Promise<T> {
  const directory = ports.openStore(DIRECTORY);
  try {
    return await work(directory);
  } finally {
    directory.close();
  }
}

function isAccountIds(value: unknown): value is AccountIds {
  return (
    typeof value === 'object' &&
    value !== null &&
    'accountId' in value &&
    isAccountId(value.accountId) &&
    'inboxId' in value &&
    isListId(value.inboxId)
  );
}
