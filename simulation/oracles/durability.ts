/**
 * Nothing is lost: in the end every register that was ever committed is the current one, was overwritten by a later one
 * and is in history, or is kept on a device.
 */

import { LIST_ITEM_ID } from '../../domain/ids.ts';
import type { Item } from '../../domain/register.ts';
import { millisecondsOfStamp } from '../../domain/stamp.ts';
import type { Stamp } from '../../domain/stamp.ts';
import { currentStore, finalState } from '../outcome.ts';
import type { FinalState } from '../outcome.ts';
import type { World } from '../world.ts';
import type { CommittedRegister, Ledger } from './ledger.ts';
import type { Oracle } from './oracle.ts';

export function durabilityOracle(world: World): Oracle {
  const { ledger, report } = world;
  return {
    ended: async () => {
      const final = await finalState(world);
      const accounts = new Set<string>(
        world.devices.map((one) => currentStore(one)?.accountId ?? ''),
      );
      const copies = copiesIn(ledger, accounts);
      const wasRestored = ledger.lastRestoreMs >= 0;
      for (const [name, edit] of ledger.committed) {
        if (ledger.excused.has(name) || final.kept.has(name)) continue;
        if (isReplacedUnsent(name, edit, ledger)) continue;
        if (wasRestored && isReplacedHere(edit, final, ledger)) continue;
        const isGoneWithDisk =
          edit.register[1] <= (ledger.wiped.get(`${edit.item} ${edit.key}`) ?? '');
        if (wasRestored && isGoneWithDisk) continue;
        const takenAtMs = ledger.takenAtMs.get(name) ?? -1;
        // What an account has for itself alone goes along under another name when its to-dos are moved.
        const [own, account = ''] = edit.item.split(':');
        if (own === 'u' && !accounts.has(account)) continue;
        // Who made a list is said anew when it is moved to another account; what one who was taken off a list had said of
        // the list itself goes with it.
        const isOfList = edit.item.endsWith(LIST_ITEM_ID);
        if (isOfList && (edit.key === 'c' || ledger.displaced.has(edit.item))) continue;
        // Said by one who is not the list's owner, as a device does that offers what it holds.
        if (edit.key.startsWith('j.')) continue;
        const isOld = takenAtMs >= 0 || LEFT_BEHIND.has(edit.key);
        if (isOld && ledger.emptied.has(edit.item)) continue;
        // What the server took before it was restored it may have forgotten, history included; months thin it.
        const rememberedSinceMs = Math.max(ledger.lastRestoreMs, ledger.lastDaySkippedMs);
        const mustBeInHistory = takenAtMs > rememberedSinceMs && edit.key !== 'o';
        const isMissing = mustBeInHistory && !final.history.has(name);
        if (ledger.displaced.has(edit.item) && isRecovered(name, edit, copies, ledger)) continue;
        const wrong = whatBecameOf(edit, final, isMissing);
        if (wrong) report(`${edit.device}: ${name} ${wrong}`);
      }
    },
  };
}

/** A server that went back has lost it and its history, and the device shows what came after it. */
function isReplacedHere(
  { device, item, key, register: [, stamp] }: CommittedRegister,
  { kept }: FinalState,
  { latest }: Ledger,
): boolean {
  const last = latest.get(`${device} ${item} ${key}`) ?? '';
  return last > stamp && kept.has(`${item} ${key} ${last}`);
}

/** The same person changed it again on that device before any server saw it. */
function isReplacedUnsent(
  name: string,
  { device, item, key, register: [, stamp] }: CommittedRegister,
  { takenAtMs, latest }: Ledger,
): boolean {
  return !takenAtMs.has(name) && (latest.get(`${device} ${item} ${key}`) ?? '') > stamp;
}

/** Where it stood and that it lay in Trash is of no use in another place; who made it is said anew. */
export const LEFT_BEHIND: ReadonlySet<string> = new Set(['c', 'o', 'x']);

/** The to-do could not stay: the server had the register, or it lives on elsewhere, where it is looked at by itself. */
function isRecovered(
  name: string,
  { item, key, register: [value] }: CommittedRegister,
  copies: ReadonlySet<string>,
  { takenAtMs }: Ledger,
): boolean {
  if (LEFT_BEHIND.has(key) || takenAtMs.has(name)) return true;
  return copies.has(`${item} ${key} ${JSON.stringify(value)}`);
}

/** What was committed of recovered to-dos: `item key value` of what they were made from, the value as JSON. */
function copiesIn(
  { committed, origins, wiped }: Ledger,
  accounts: ReadonlySet<string>,
): ReadonlySet<string> {
  const copies = new Set<string>();
  for (const { item, key, register } of committed.values()) {
    const origin = origins.get(item);
    if (origin === undefined) continue;
    const [, account = ''] = item.split(':');
    // Nobody looks at what a device left in an account that no device has any more, unless its disk was wiped.
    const isGoneWithDisk = register[1] <= (wiped.get(`${item} ${key}`) ?? '');
    if (accounts.has(account) || isGoneWithDisk)
      copies.add(`${origin} ${key} ${JSON.stringify(register[0])}`);
  }
  return copies;
}

/** What is wrong with where a committed register ended, if anything. */
function whatBecameOf(
  edit: CommittedRegister,
  { items, hopelessMs }: FinalState,
  isMissingInHistory: boolean,
): string | undefined {
  const copies = items.get(edit.item) ?? [];
  const wrongs = copies.map((copy) => whatIsWrongWith(copy, edit, hopelessMs, isMissingInHistory));
  if (copies.length === 0) return 'is not on the server';
  return wrongs.includes(undefined) ? undefined : wrongs[0];
}

function whatIsWrongWith(
  copy: Item,
  { key, register: [value, stamp] }: CommittedRegister,
  hopelessMs: number,
  isMissingInHistory: boolean,
): string | undefined {
  const now = copy.registers[key];
  if (now === undefined) return 'is not on the server';
  // Stamped by a clock that ran far ahead: it was stamped anew, which is a register of its own here.
  if (isBeyond(stamp, hopelessMs)) return undefined;
  if (now[1] < stamp) return `is newer than the server's ${now[1]}`;
  if (now[1] === stamp) {
    return JSON.stringify(now[0]) === JSON.stringify(value) ? undefined : 'has another value';
  }
  return isMissingInHistory ? 'was overwritten and is not in history' : undefined;
}

function isBeyond(stamp: Stamp, ms: number): boolean {
  return millisecondsOfStamp(stamp) > ms;
}
