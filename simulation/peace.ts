/** How a run begins, with an account, and how it ends: everything is mended, and must come to rest. */

import { LIST_ITEM_ID } from '../domain/ids.ts';
import type { ItemId, ListId } from '../domain/ids.ts';
import { isAccounts } from '../replica/known-lists.ts';
import type { Device } from './device.ts';
import {
  currentStore,
  isSignedOut,
  listsOf,
  listsRead,
  listsWaiting,
  timeOf,
  unsentOf,
} from './outcome.ts';
import { act } from './person.ts';
import { randomStream } from './random.ts';
import type { World } from './world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** How long a healed world may take to come to rest. */
const REST_MS = HOUR_MS / 2;
/** What one has heard may make it offer all it holds, which the others must hear of. */
const ROUNDS = 4;

/** Makes every account. False when that never happened. */
export async function begin(world: World): Promise<boolean> {
  for (const home of world.homes) if (!(await moveIn(world, home))) return false;
  return true;
}

/** The first device makes the account; the others come to it by its cookie. */
async function moveIn(
  { scheduler, seed, witness }: World,
  [first, ...others]: readonly Device[],
): Promise<boolean> {
  if (!first) return false;
  const random = randomStream(seed, `${first.name} first edit`);
  const poke = (): void => {
    if (first.cookies.size > 0) return;
    scheduler.after(2000, poke);
    const page = first.pages[0] ?? first.openPage();
    const view = page.replica?.view;
    if (!view?.isLoaded) return;
    const isEmpty = (view.mirror?.items.size ?? 0) === 0;
    const doing = isEmpty
      ? act(page, random).then(witness.committed)
      : page.replica?.requestSync('button');
    doing?.catch(() => undefined);
  };
  poke();
  const untilMs = scheduler.nowMs() + 2 * HOUR_MS;
  const isThere = await scheduler.runUntilTrue(() => first.cookies.size > 0, untilMs);
  for (const device of others) {
    for (const [name, value] of first.cookies) device.cookies.set(name, value);
  }
  return isThere;
}

/** Everything is mended, every app is open: now it must come to rest. */
export async function heal(world: World): Promise<boolean> {
  const { scheduler, faults, devices, tooOld, server } = world;
  faults.heal();
  tooOld.clear();
  server.skewMs = 0;
  for (const device of devices) {
    device.killAll();
    device.wake();
    device.setOnline(true);
    device.openPage();
  }
  const end = scheduler.nowMs() + REST_MS;
  signInAgain(world, end);
  const isQuiet = (): boolean =>
    devices.every((device) => unsentOf(device) === 0 || isSignedOut(device));
  if (!(await scheduler.runUntilTrue(isQuiet, end)) && !(await isExcused(world))) return false;
  // Once more around, so that everybody has heard of what the last one sent.
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const device of devices) {
      for (const page of device.pages) void page.replica?.requestSync('button');
    }
    await scheduler.runUntil(scheduler.nowMs() + MINUTE_MS / 2);
  }
  for (const device of devices) if (!isSignedOut(device)) await tapWhileSyncing(world, device);
  return isQuiet() || isExcused(world);
}

/** A tap that comes while a sync of less is running asks for everything all the same. */
async function tapWhileSyncing(world: World, device: Device): Promise<void> {
  const { scheduler, ledger, report } = world;
  const [replica] = device.pages.map((page) => page.replica);
  const tappedAtMs = timeOf(world);
  let isDone = false;
  void replica?.requestSync('timer');
  void replica?.requestSync('button').then(() => (isDone = true));
  await scheduler.runUntilTrue(() => isDone, scheduler.nowMs() + MINUTE_MS);
  for (const list of listsRead(device)) {
    if ((ledger.askedAtMs.get(`${device.name} ${list}`) ?? -1) < tappedAtMs)
      report(`${device.name} was tapped and did not ask for ${list}`);
  }
}

/** What waits still is for lists of others that the server does not have any more, or does not let this account into. */
async function isExcused({ devices, server }: World): Promise<boolean> {
  for (const device of devices.filter((one) => !isSignedOut(one))) {
    const store = currentStore(device);
    if (!store) continue;
    const held = listsOf(store);
    for (const list of listsWaiting(device)) {
      const members = 'SELECT 1 FROM members WHERE list_id = ?1 AND account_id = ?2';
      if ((await server.select(members, list, store.accountId)).length > 0) return false;
      const isThere = (await server.select('SELECT 1 FROM lists WHERE id = ?1', list)).length > 0;
      const maker = held.get(list)?.get(LIST_ITEM_ID as ItemId)?.registers['c']?.[0];
      const isOwn = isAccounts(list as ListId, store) || maker === store.accountId;
      // What it has made itself it can make again.
      if (isOwn && !isThere) return false;
    }
  }
  return true;
}

/** A person whose device a restored server has forgotten is let in by one that it still knows. */
function signInAgain(world: World, untilMs: number): void {
  const { scheduler, devices } = world;
  if (scheduler.nowMs() >= untilMs) return;
  scheduler.after(MINUTE_MS, () => signInAgain(world, untilMs));
  for (const device of devices.filter(isSignedOut)) {
    const accountId = currentStore(device)?.accountId;
    const friend = devices.find(
      (other) => !isSignedOut(other) && currentStore(other)?.accountId === accountId,
    );
    for (const [name, value] of friend?.cookies ?? []) device.cookies.set(name, value);
  }
}
