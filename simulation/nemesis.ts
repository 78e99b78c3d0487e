/**
 * What befalls whole devices and the server: lost networks, jumping clocks, lost cookies, wiped disks, old backups.
 *
 * Nobody puts anything right by hand: a server that went back simply goes on from there, and may later go on from the
 * branch that it had left. Only where the to-dos went back and the heads did not, which no replica can see, the operator
 * does as docs/runbook.md says.
 */

import { base64urlFromBytes } from '../domain/base64url.ts';
import type { World } from './world.ts';
import type { Device } from './device.ts';
import type { FaultKind } from './faults.ts';
import { randomStream } from './random.ts';
import type { RandomStream } from './random.ts';
import type { Backup } from './server.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const YEAR_MS = 365 * DAY_MS;
const BACKUPS_KEPT = 5;

export function createNemesis(world: World, untilMs: number): void {
  const { scheduler, seed } = world;
  const backups: Backup[] = [];
  const streams = new Map(
    [...world.devices.map(({ name }) => name), 'server'].map((name) => [
      name,
      randomStream(seed, `${name} nemesis`),
    ]),
  );
  const everyMinute = (): void => {
    if (scheduler.nowMs() >= untilMs) return;
    scheduler.after(MINUTE_MS, everyMinute);
    for (const [name, random] of streams) {
      const device = world.devices.find((one) => one.name === name);
      if (device) harass(world, device, random);
      else void attendServer(world, backups, random);
    }
  };
  scheduler.after(MINUTE_MS, everyMinute);
}

type Blow = (world: World, device: Device, random: RandomStream) => void;

function harass(world: World, device: Device, random: RandomStream): void {
  for (const [kind, strike] of blows)
    if (world.faults.strikes(device.name, kind)) strike(world, device, random);
}

const blows: readonly (readonly [FaultKind, Blow])[] = [
  [
    'offline',
    ({ scheduler }, device, random) => {
      if (!device.isOnline) return;
      device.setOnline(false);
      const durationMs = random.fraction() ** 3 * 240 * MINUTE_MS;
      scheduler.after(durationMs, () => device.setOnline(true));
    },
  ],
  [
    'clock-jumps',
    (_world, device, random) => {
      const leaps = [0, -MINUTE_MS, 4 * MINUTE_MS, 7 * MINUTE_MS, -5 * YEAR_MS, 2 * YEAR_MS];
      device.skewMs = random.pick(leaps);
    },
  ],
  [
    'cookie-lost',
    ({ note }, device) => {
      note(`${device.name} loses its cookies`);
      device.cookies.clear();
    },
  ],
  [
    'cookie-swapped',
    ({ note, devices }, device, random) => {
      const other = random.pick(devices);
      if (other.cookies.size === 0) return;
      note(`${device.name} is signed in as ${other.name}`);
      for (const [name, value] of other.cookies) device.cookies.set(name, value);
    },
  ],
  [
    'evicted',
    ({ note, witness }, device) => {
      if (device.cookies.size === 0) return;
      note(`${device.name} is wiped`);
      device.killAll();
      witness.losing(device, 'wipe');
      device.disk.wipe();
      witness.lost(device, 'wipe');
    },
  ],
  [
    'power-loss',
    ({ note, witness }, device, random) => {
      note(`${device.name} loses power`);
      device.killAll();
      witness.losing(device, 'power-loss');
      device.disk.losePower?.(random.fraction());
      witness.lost(device, 'power-loss');
    },
  ],
  [
    'asleep',
    ({ note }, device, random) => {
      note(`${device.name} sleeps`);
      device.sleep(random.pick([1, 20, 90]) * MINUTE_MS * random.fraction());
    },
  ],
  [
    'too-old',
    ({ note, scheduler, tooOld }, device, random) => {
      note(`${device.name} is too old`);
      tooOld.add(device);
      scheduler.after(random.fraction() * 20 * MINUTE_MS, () => tooOld.delete(device));
    },
  ],
];

async function attendServer(world: World, backups: Backup[], random: RandomStream): Promise<void> {
  const { faults, server, witness, note } = world;
  if (faults.strikes('server', 'server-clock')) {
    server.skewMs = -Math.floor(random.pick([0, 1, 60]) * MINUTE_MS * random.fraction());
    note(`the server's clock is off by ${server.skewMs}`);
  }
  if (faults.strikes('server', 'months-pass'))
    await passDays(world, random.pick([31, 35, 100, 440]));
  if (faults.rateOf('restore') + faults.rateOf('to-dos-put-back') === 0) return;
  if (random.chance(0.2)) {
    const backup = await server.backUp();
    branchOf.set(backup, world.restores);
    keep(backups, backup);
  }
  // Of another branch they would be another list's: nobody is advised to mix the two.
  const ofBranch = backups.filter((backup) => branchOf.get(backup) === world.restores);
  if (ofBranch.length > 0 && faults.strikes('server', 'to-dos-put-back')) {
    note('the to-dos of a backup are put back');
    witness.restoring();
    await server.putBackItems(random.pick(ofBranch), base64urlFromBytes(random.bytes(6)));
    witness.restored();
  }
  if (backups.length > 0 && faults.strikes('server', 'restore')) {
    world.restores += 1;
    note('the server goes back to a backup');
    const backup = random.pick(backups);
    if (leftBranches.has(backup))
      world.sometimes('the server came back to a branch that it had left');
    const left = await server.backUp();
    leftBranches.add(left);
    keep(backups, left);
    witness.restoring();
    await server.restore(backup);
    witness.restored();
  }
}

/** Every clock goes on and nobody does anything, but the server, which tidies up every day. */
async function passDays(world: World, days: number): Promise<void> {
  world.note(`${days} days pass`);
  for (let day = 0; day < days; day += 1) {
    world.skippedMs += DAY_MS;
    // One that failed is made up for on another day.
    const tidied = await world.server.tidy().catch(() => undefined);
    if (tidied && tidied.emptied > 0) world.sometimes('Trash was emptied');
    if (tidied && tidied.purged > 0) world.sometimes('tombstones were purged');
    await world.witness.tidied();
  }
}

/** After how many restores it was made. */
const branchOf = new WeakMap<Backup, number>();

/** States that the server went away from, and may come back to. */
const leftBranches = new WeakSet<Backup>();

function keep(backups: Backup[], backup: Backup): void {
  backups.unshift(backup);
  backups.length = Math.min(backups.length, BACKUPS_KEPT);
}
