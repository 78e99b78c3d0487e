/** What befalls whole devices and the server: lost networks, jumping clocks, lost cookies, wiped disks, old backups. */

import type { World } from './world.ts';
import type { Device } from './device.ts';
import { randomStream } from './random.ts';
import type { RandomStream } from './random.ts';
import type { Backup } from './server.ts';

const MINUTE_MS = 60_000;
const YEAR_MS = 365 * 24 * 60 * MINUTE_MS;
const BACKUPS_KEPT = 5;

export function createNemesis(world: World, untilMs: number): void {
  const { scheduler, seed } = world;
  const backups: Backup[] = [];
  const random = randomStream(seed, 'nemesis');
  const everyMinute = (): void => {
    if (scheduler.nowMs() >= untilMs) return;
    scheduler.after(MINUTE_MS, everyMinute);
    for (const device of world.devices) harass(world, device, random);
    void attendServer(world, backups, random);
  };
  scheduler.after(MINUTE_MS, everyMinute);
}

function harass(
  { scheduler, faults, oracle, note }: World,
  device: Device,
  random: RandomStream,
): void {
  if (device.isOnline && faults.strikes(device.name, 'offline')) {
    device.setOnline(false);
    scheduler.after(random.fraction() ** 3 * 240 * MINUTE_MS, () => device.setOnline(true));
  }
  if (faults.strikes(device.name, 'clock-jumps')) {
    device.skewMs = Math.floor(
      random.pick([0, 1000, -MINUTE_MS, 10 * MINUTE_MS, -5 * YEAR_MS, 2 * YEAR_MS]),
    );
  }
  if (faults.strikes(device.name, 'cookie-lost')) {
    note(`${device.name} loses its cookies`);
    device.cookies.clear();
  }
  if (faults.strikes(device.name, 'evicted') && device.cookies.size > 0) {
    note(`${device.name} is wiped`);
    device.killAll();
    for (const name of device.disk.storeNames) oracle.sawWipe(device.disk.peek(name));
    device.disk.wipe();
  }
}

async function attendServer(world: World, backups: Backup[], random: RandomStream): Promise<void> {
  const { faults, server } = world;
  if (random.chance(0.2)) {
    backups.unshift(await server.backUp());
    backups.length = Math.min(backups.length, BACKUPS_KEPT);
  }
  if (backups.length > 0 && faults.strikes('server', 'restore')) {
    world.restores += 1;
    world.note('the server goes back to a backup');
    await server.restore(random.pick(backups));
  }
}
