/**
 * The people behind the requests: a few accounts that know of each other's lists, with devices that remember what they
 * were answered. Households know nothing of each other, so their requests may be sent at once.
 */

import type { AccountId, ItemId, ListId } from '../../../domain/ids.ts';
import { accountListId } from '../../../domain/ids.ts';
import { ID_BYTES, idFromBytes } from '../../../domain/random-id.ts';
import type { Item } from '../../../domain/register.ts';
import { nodeFromBytes, stampFromParts } from '../../../domain/stamp-parts.ts';
import { NODE_LENGTH } from '../../../domain/stamp.ts';
import type { Stamp } from '../../../domain/stamp.ts';
import { CURSOR_START } from '../../../protocol/sync-request.ts';
import type { Cursor } from '../../../protocol/sync-request.ts';
import { randomStream } from '../../../simulation/random.ts';
import type { RandomStream } from '../../../simulation/random.ts';
import { signingKeyFromBytes } from './signing-key.ts';
import type { SigningKey } from './signing-key.ts';
import type { WireRequest } from './wire.ts';

export interface Household {
  readonly name: string;
  readonly seed: number;
  readonly random: RandomStream;
  readonly accounts: Account[];
  readonly devices: Device[];
  /** Every list that was ever named. */
  readonly lists: ListId[];
  /** Those of them that several accounts are at work in. */
  readonly shared: ListId[];
  /** The latest requests, to be sent again. */
  readonly sent: WireRequest[];
  nowMs: number;
  count: number;
}

export interface Account {
  readonly accountId: AccountId;
  readonly inboxId: ListId;
}

export interface Device {
  readonly key: SigningKey;
  readonly account: Account;
  /** Those it was ever given, as `name=value`, the newest last. */
  readonly cookies: string[];
  /** When it was given the newest. */
  signedInMs: number;
  readonly node: string;
  readonly replicas: Map<ListId, Replica>;
}

/** What a device holds of a list. */
export interface Replica {
  readonly listId: ListId;
  cursor: Cursor;
  readonly olderCursors: Cursor[];
  readonly items: Map<ItemId, Item>;
  /** What it sends as `h` while its first load goes on. */
  skipTo: number | undefined;
  hasMore: boolean;
  /** Was it told to offer everything again? */
  mustHeal: boolean;
}

export function createHousehold(seed: number, name: string, nowMs: number): Household {
  const random = randomStream(seed, name);
  const empty = { accounts: [], devices: [], lists: [], shared: [], sent: [] };
  return { name, seed, random, ...empty, nowMs, count: 0 };
}

export function newId<Id extends ItemId | ListId | AccountId>({ random }: Household): Id {
  return idFromBytes<Id>(random.bytes(ID_BYTES));
}

/** An account nobody has heard of yet. */
export function addAccount(household: Household): Account {
  const account = { accountId: newId<AccountId>(household), inboxId: newId<ListId>(household) };
  household.accounts.push(account);
  household.lists.push(account.inboxId, accountListId(account.accountId));
  return account;
}

/** A device with a key of its own and no session yet. */
export function addDevice(household: Household, account: Account): Device {
  const { random, devices } = household;
  const key = signingKeyFromBytes(random.bytes(32));
  const node = nodeFromBytes(random.bytes(NODE_LENGTH));
  const device: Device = { key, account, cookies: [], signedInMs: 0, node, replicas: new Map() };
  devices.push(device);
  return device;
}

export function replicaOf({ replicas }: Device, listId: ListId): Replica {
  const held = replicas.get(listId);
  if (held) return held;
  const replica: Replica = {
    listId,
    cursor: CURSOR_START,
    olderCursors: [],
    items: new Map(),
    skipTo: 0,
    hasMore: false,
    mustHeal: false,
  };
  replicas.set(listId, replica);
  return replica;
}

/** A stamp of about now; seldom one too far ahead, or of long ago. */
export function newStamp({ random, nowMs }: Household, node: string): Stamp {
  const kind = random.fraction();
  const offMs =
    kind < 0.9
      ? -random.below(30_000)
      : kind < 0.95
        ? random.below(300_000)
        : kind < 0.96
          ? random.pick([299_999, 300_000, 300_001, 420_000, 86_400_000])
          : -random.below(400) * 86_400_000;
  return stampFromParts({ ms: nowMs + offMs, counter: random.below(3), node });
}
