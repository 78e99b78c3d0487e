/**
 * In the end a new device comes to every account by its cookie, and after its first sync holds what all the others hold:
 * what the server has is whole, and is read to its end.
 */

import type { Device } from './device.ts';
import { currentStore, isSignedOut, outcomeOf } from './outcome.ts';
import { isConverged } from './oracles/convergence.ts';
import type { World } from './world.ts';

const MINUTE_MS = 60_000;

/** Says on the way what differs. */
export async function newcomersSeeTheSame(world: World): Promise<boolean> {
  const hosts = new Map<string, Device>();
  for (const device of world.devices) {
    const store = currentStore(device);
    if (store && !isSignedOut(device)) hosts.set(store.accountId, device);
  }
  let isSame = true;
  for (const [account, host] of hosts) {
    const newcomer = await comeTo(world, account, host);
    if (!newcomer || !(await isConverged(world, [newcomer]))) isSame = false;
  }
  return isSame;
}

async function comeTo(
  { scheduler, createDevice, report }: World,
  account: string,
  { name, cookies }: Device,
): Promise<Device | undefined> {
  const newcomer = createDevice(`new beside ${name}`);
  for (const [key, value] of cookies) newcomer.cookies.set(key, value);
  newcomer.openPage();
  const hasRead = (): boolean => outcomeOf(newcomer) === 'synced';
  const isThere = await scheduler.runUntilTrue(hasRead, scheduler.nowMs() + 2 * MINUTE_MS);
  newcomer.killAll();
  if (isThere && currentStore(newcomer)?.accountId === account) return newcomer;
  report(`${newcomer.name} did not come to ${account}`);
  return undefined;
}
