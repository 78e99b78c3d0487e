/** How a run begins, with an account, and how it ends: everything is mended, and must come to rest. */

import { currentStore, isSignedOut, unsentOf } from './outcome.ts';
import { act } from './person.ts';
import { randomStream } from './random.ts';
import type { World } from './world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** How long a healed world may take to come to rest. */
const REST_MS = HOUR_MS / 2;

/** The first device makes the account; the others come to it by its cookie. False when that never happened. */
export async function begin({ scheduler, devices, seed, witness }: World): Promise<boolean> {
  const [first, ...others] = devices;
  if (!first) return false;
  const random = randomStream(seed, 'first edit');
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
  const isThere = await scheduler.runUntilTrue(() => first.cookies.size > 0, HOUR_MS * 2);
  for (const device of others) {
    for (const [name, value] of first.cookies) device.cookies.set(name, value);
  }
  return isThere;
}

/** Everything is mended, every app is open: now it must come to rest. */
export async function heal(world: World): Promise<boolean> {
  const { scheduler, faults, devices, tooOld, server, ledger } = world;
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
  if (!(await scheduler.runUntilTrue(isQuiet, end))) return false;
  // Once more around, so that everybody has heard of what the last one sent.
  for (let round = 0; round < 2; round += 1) {
    for (const device of devices) {
      for (const page of device.pages) void page.replica?.requestSync('button');
    }
    await scheduler.runUntil(scheduler.nowMs() + MINUTE_MS);
  }
  // Nobody is left who could let them in: shown on their screen, and kept on their disk.
  for (const device of devices.filter(isSignedOut))
    ledger.noteWipe(currentStore(device)?.records ?? new Map());
  return isQuiet();
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
