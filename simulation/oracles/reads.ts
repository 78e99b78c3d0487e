/**
 * What was seen on a device stays seen: a register as shown never falls back to an earlier stamp, and what a person was
 * told is saved is there after a reload.
 *
 * Exempt are stamps of a clock that ran far ahead or was set back since, which are replaced; on the device where it
 * happened what the server refused for good or what was recovered, which is shown in a place of its own; what is gone
 * because it was emptied; and disks that were wiped.
 */

import type { AccountId } from '../../domain/ids.ts';
import type { Item } from '../../domain/register.ts';
import { storeName } from '../../replica/account.ts';
import type { Context } from '../context.ts';
import type { Device } from '../device.ts';
import { currentStore } from '../outcome.ts';
import type { World } from '../world.ts';
import { itemsShown } from '../items-shown.ts';
import { lasting } from './lasting.ts';
import type { Oracle } from './oracle.ts';

/** Stamp by item and key. */
type Floor = Map<string, Map<string, string>>;

export function readsOracle(world: World): Oracle {
  const { report, ledger } = world;
  /** By device and account: the latest that any page has shown, and the latest that a person was told is saved. */
  const shownBefore = new Map<string, Floor>();
  const promised = new Map<string, Floor>();
  const isLasting = lasting(world);

  const raise = (floors: Map<string, Floor>, place: string, name: string, item: Item): void => {
    const floor = floors.get(place) ?? new Map<string, Map<string, string>>();
    floors.set(place, floor);
    raiseTo(floor, name, item, isLasting);
  };
  const mayBeGone = mayBeGoneBy(ledger);
  const fallsBack = fallsBackBy(ledger);

  // A server that goes back to a backup may bring it again, older than it was.
  const forget = (place: string, name: string): void => {
    for (const floors of [shownBefore, promised]) floors.get(place)?.delete(name);
  };

  return {
    shown: ({ page, account, items, changed, vanished, isFirst }) => {
      const place = placeOf(page, account);
      if (isFirst) {
        for (const [id, stamps] of shownBefore.get(place) ?? []) {
          if (mayBeGone(page.device.name, id, items.get(id))) {
            forget(place, id);
            continue;
          }
          for (const [key, stamp] of stamps) {
            if (
              isBelow(items.get(id), key, stamp) &&
              !ledger.restamped.has(`${id} ${key} ${stamp}`)
            )
              report(`${place}: after a reload ${id} ${key} ${stamp} is not shown any more`);
          }
        }
      }
      // Another tab has moved everything to another account, and this one is about to learn of it.
      for (const name of currentStore(page.device)?.accountId === account ? vanished : []) {
        if (mayBeGone(page.device.name, name, undefined)) forget(place, name);
        else report(`${place}: ${name} vanished from the screen`);
      }
      for (const [name, now, before] of changed) {
        for (const [key, [, stamp]] of Object.entries(before?.registers ?? {})) {
          const isExempt = !isLasting(stamp) || mayBeGone(page.device.name, name, now);
          if (fallsBack(name, now, key, stamp) && !isExempt)
            report(`${place}: ${name} ${key} ${stamp} falls back on the screen`);
        }
        raise(shownBefore, place, name, now);
      }
    },
    committed: ({ page, registers }) => {
      const mirror = page.replica?.view.mirror;
      const items = mirror && itemsShown(mirror);
      for (const { item } of registers) {
        const now = items?.get(item);
        if (now) raise(promised, placeOf(page, mirror?.account.accountId ?? ''), item, now);
      }
    },
    losing: (device, kind) => {
      for (const account of device.disk.storeNames) {
        for (const place of shownBefore.keys()) {
          if (!isOn(place, device, account)) continue;
          const kept = kind === 'power-loss' ? copyOf(promised.get(place)) : new Map();
          shownBefore.set(place, kept);
          if (kind === 'wipe') promised.delete(place);
        }
      }
    },
  };
}

function raiseTo(
  floor: Floor,
  name: string,
  { registers }: Item,
  isLasting: (stamp: string) => boolean,
): void {
  const stamps = floor.get(name) ?? new Map<string, string>();
  floor.set(name, stamps);
  for (const [key, [, stamp]] of Object.entries(registers)) {
    if (isLasting(stamp) && stamp > (stamps.get(key) ?? '')) stamps.set(key, stamp);
  }
}

/**
 * What was emptied may be forgotten altogether, but for an edit of a page that has not heard of it; what could not stay on
 * this device shows in another place.
 */
function mayBeGoneBy({ displacedOn, emptied }: World['ledger']) {
  return (device: string, name: string, now: Item | undefined): boolean =>
    displacedOn.has(`${device} ${name}`) || (!now?.registers['c'] && emptied.has(name));
}

function placeOf({ device }: Context, account: string): string {
  return `${device.name} ${account}`;
}

function fallsBackBy({ restamped }: World['ledger']) {
  return (name: string, now: Item | undefined, key: string, stamp: string): boolean =>
    isBelow(now, key, stamp) && !restamped.has(`${name} ${key} ${stamp}`);
}

function isBelow(item: Item | undefined, key: string, stamp: string): boolean {
  const held = item?.registers[key];
  if (held) return held[1] < stamp;
  const emptied = item?.registers['e'];
  return emptied === undefined || emptied[1] < stamp;
}

function isOn(place: string, { name }: Device, store: string): boolean {
  return place === `${name} ${store.slice(STORE_PREFIX.length)}`;
}

const STORE_PREFIX = storeName('' as AccountId);

function copyOf(floor: Floor | undefined): Floor {
  return new Map(Array.from(floor ?? [], ([item, stamps]) => [item, new Map(stamps)]));
}
