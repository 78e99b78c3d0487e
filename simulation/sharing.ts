/**
 * Several accounts and their lists: people make lists, let others in and take them out again, each on their own device
 * and in their own time.
 *
 * Who belongs to a list is said in the list itself; that a person uses it, in a list of their own.
 */

import { accountListId, LIST_ITEM_ID } from '../domain/ids.ts';
import type { AccountId, ItemId, ListId } from '../domain/ids.ts';
import { ID_BYTES, idFromBytes } from '../domain/random-id.ts';
import { MEMBER_PREFIX, registerKeys } from '../domain/register.ts';
import { AccountMovedError } from '../replica/edit.ts';
import type { NewEdit } from '../replica/edit.ts';
import type { Mirror } from '../replica/mirror.ts';
import { StorageError } from '../replica/storage-error.ts';
import type { Context } from './context.ts';
import { currentStore } from './outcome.ts';
import { commit } from './person.ts';
import type { Intention } from './person.ts';
import { randomStream } from './random.ts';
import type { RandomStream } from './random.ts';
import type { World } from './world.ts';

const EACH_MS = 150_000;
const LISTS_AT_MOST = 3;
const SETTINGS = LIST_ITEM_ID as ItemId;

/** A list that somebody has made, and whom they have told of it. */
interface SharedList {
  readonly list: ListId;
  readonly owner: AccountId;
}

export function keepSharing(world: World, untilMs: number): void {
  const { scheduler, seed, devices } = world;
  const random = randomStream(seed, 'sharing');
  const made: SharedList[] = [];
  const every = (): void => {
    if (scheduler.nowMs() >= untilMs) return;
    scheduler.after(EACH_MS, every);
    const pages = devices.flatMap((device) => (device.isAsleep ? [] : device.pages));
    const ready = pages.filter((page) => page.replica?.view.mirror !== undefined);
    if (ready.length > 0) share(world, random.pick(ready), made, random);
  };
  scheduler.after(EACH_MS, every);
}

function share(world: World, page: Context, made: SharedList[], random: RandomStream): void {
  const accountId = page.replica?.view.mirror?.account.accountId;
  if (accountId === undefined) return;
  const others = accountsBeside(world, accountId);
  const own = made.filter(({ owner }) => owner === accountId);
  const list = idFromBytes<ListId>(random.bytes(ID_BYTES));
  const doing = random.fraction();
  if (own.length < LISTS_AT_MOST && doing < 0.3) {
    made.push({ list, owner: accountId });
    attempt(world, page, (mirror) => makeList(mirror, list));
  } else if (own.length > 0 && others.length > 0 && doing < 0.75) {
    const role = random.pick(['editor', 'editor', 'viewer', false] as const);
    const { list: shared } = random.pick(own);
    const other = random.pick(others);
    attempt(world, page, (mirror) => setRole(mirror, shared, other, role));
  } else {
    const theirs = made.filter(({ owner }) => others.includes(owner));
    if (theirs.length === 0) return;
    const { list: shared } = random.pick(theirs);
    attempt(world, page, (mirror) => useList(mirror, shared));
  }
}

function accountsBeside({ devices }: World, accountId: AccountId): readonly AccountId[] {
  const all = new Set(devices.flatMap((device) => currentStore(device)?.accountId ?? []));
  all.delete(accountId);
  return [...all];
}

function makeList(mirror: Mirror, list: ListId): readonly NewEdit[] {
  const { accountId } = mirror.account;
  const values = { [registerKeys.creator]: accountId, [registerKeys.title]: 'A list' };
  return [...useList(mirror, list), { list, id: SETTINGS, values, seen: undefined }];
}

function setRole(
  mirror: Mirror,
  list: ListId,
  other: AccountId,
  role: 'editor' | 'viewer' | false,
): readonly NewEdit[] {
  const seen = mirror.itemsOf(list).get(SETTINGS);
  return seen ? [{ list, id: SETTINGS, values: { [`${MEMBER_PREFIX}${other}`]: role }, seen }] : [];
}

/** The entry in the account's own list that says so. */
function useList(mirror: Mirror, list: ListId): readonly NewEdit[] {
  const { accountId } = mirror.account;
  const own = accountListId(accountId);
  const id = list as string as ItemId;
  const seen = mirror.itemsOf(own).get(id);
  const values = seen ? { [registerKeys.trashed]: false } : { [registerKeys.creator]: accountId };
  return [{ list: own, id, values, seen }];
}

function attempt({ witness, report }: World, page: Context, intention: Intention): void {
  commit(page, intention).then(witness.committed, (error: unknown) => {
    if (error instanceof StorageError || error instanceof AccountMovedError) return;
    report(`a list could not be shared: ${String(error)}`);
  });
}
