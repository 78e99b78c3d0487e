/**
 * Which account this browser works for, and its store.
 *
 * One tiny store holds the current account, every account
 * has a store of its own, so nothing of one can be read through another.
 */

import { isAccountId, isListId } from '../domain/ids.ts';
import type { AccountId, ListId } from '../domain/ids.ts';
import type { Ports } from './ports.ts';
import type { RecordStore } from './record-store.ts';

export interface AccountIds {
  readonly accountId: AccountId;
  readonly inboxId: ListId;
}

/** An account with its store open. */
export interface Account extends AccountIds {
  readonly store: RecordStore;
}

export type Storage = Pick<Ports, 'openStore'>;

const DIRECTORY = 'holdfast';
export const CURRENT = 'current';

/** The current account, or undefined in a browser where nothing was ever written. */
export async function currentAccount(ports: Storage): Promise<Account | undefined> {
  const ids = await withDirectory(ports, (directory) =>
    directory.read((records) => records.get(CURRENT)),
  );
  return isAccountIds(ids) ? openAccount(ports, ids) : undefined;
}

export function storeName(accountId: AccountId): string {
  return `${DIRECTORY}-${accountId}`;
}

export function openAccount(ports: Storage, { accountId, inboxId }: AccountIds): Account {
  return { accountId, inboxId, store: ports.openStore(storeName(accountId)) };
}

export async function withDirectory<T>(
  ports: Storage,
  work: (directory: RecordStore) => Promise<T>,
): Promise<T> {
  const directory = ports.openStore(DIRECTORY);
  try {
    return await work(directory);
  } finally {
    directory.close();
  }
}

export function isAccountIds(value: unknown): value is AccountIds {
  return (
    typeof value === 'object' &&
    value !== null &&
    'accountId' in value &&
    isAccountId(value.accountId) &&
    'inboxId' in value &&
    isListId(value.inboxId)
  );
}
