/** Where a story is played: devices, the production server, and a network that works but for the one planned fault. */

import { Device } from '../device.ts';
import type { DeviceWorld } from '../device.ts';
import { Disk } from '../disk.ts';
import type { DeviceStorage } from '../device-storage.ts';
import { IdbDisk } from '../idb-disk.ts';
import { createNetwork } from '../network.ts';
import { createScheduler } from '../scheduler.ts';
import type { Scheduler } from '../scheduler.ts';
import { createServer } from '../server.ts';
import type { Backup, Server } from '../server.ts';
import { Person } from './person.ts';
import { plannedKinds, createPlannedFaults } from './planned-faults.ts';
import type { Plan, PlannedFaults } from './planned-faults.ts';
import '../quick-crypto.ts';

/** Everything that lasts, as it stood when a story began. */
export interface Scenery {
  readonly nowMs: number;
  readonly rows: Backup;
  readonly devices: ReadonlyMap<string, StoredDevice>;
  /** How many to-dos were made. */
  readonly made: number;
}

interface StoredDevice {
  readonly stores: ReadonlyMap<string, ReadonlyMap<string, unknown>>;
  readonly cookies: ReadonlyMap<string, string>;
  readonly skewMs: number;
}

const EPOCH_MS = 1_790_000_000_000;
const DAY_MS = 86_400_000;
const ORIGIN = 'http://localhost:8787';

export class Stage {
  readonly scheduler: Scheduler;
  readonly faults: PlannedFaults;
  readonly server: Server;
  readonly people = new Map<string, Person>();
  /** The server went back to a backup, which takes history with it. */
  wasRestored = false;
  /** How many to-dos were made. */
  made = 0;
  readonly #world: DeviceWorld;
  readonly #createStorage: () => DeviceStorage;

  private constructor(
    world: DeviceWorld & { readonly faults: PlannedFaults },
    server: Server,
    createStorage: () => DeviceStorage,
  ) {
    this.scheduler = world.scheduler;
    this.faults = world.faults;
    this.server = server;
    this.#world = world;
    this.#createStorage = createStorage;
    this.faults.onPowerLoss = (name) => {
      const { device } = this.person(name);
      device.killAll();
      device.disk.losePower?.(1);
    };
  }

  /** An empty world, or one that is as it was left. */
  static async open(plan: Plan | undefined, scenery?: Scenery): Promise<Stage> {
    const scheduler = createScheduler();
    const faults = createPlannedFaults(plan);
    const epochMs = EPOCH_MS + (scenery?.nowMs ?? 0);
    // Another life of the world must not draw what the one before has drawn.
    const seed = scenery ? 2 : 1;
    const world = { seed, scheduler, faults, epochMs, origin: ORIGIN };
    const server = await createServer(world);
    const network = createNetwork({ ...world, serve: server.serve });
    const isPlain = plan === undefined || plannedKinds[plan.kind] === 'disk';
    const createStorage = (): DeviceStorage =>
      isPlain ? new Disk() : new IdbDisk({ breakage: faults.breakage });
    const stage = new Stage({ ...world, network }, server, createStorage);
    if (scenery) await stage.#furnish(scenery);
    return stage;
  }

  /** The person at the device of this name. */
  person(name: string): Person {
    const known = this.people.get(name);
    if (known) return known;
    const person = new Person(this, new Device(this.#world, name, this.#createStorage()));
    this.people.set(name, person);
    return person;
  }

  /** Time passes. */
  async pass(durationMs: number): Promise<void> {
    await this.scheduler.runUntil(this.scheduler.nowMs() + durationMs);
  }

  /** Time passes until it is so; false when that takes longer. */
  until(isSo: () => boolean, patienceMs: number): Promise<boolean> {
    return this.scheduler.runUntilTrue(isSo, this.scheduler.nowMs() + patienceMs);
  }

  /** Days pass in which nobody opens the app and the server tidies up, as it does every day. */
  async passDays(days: number): Promise<void> {
    for (let day = 0; day < days; day += 1) {
      await this.pass(DAY_MS);
      await this.faults.spare(() => this.server.tidy());
    }
  }

  /** Everybody goes away; what is left. */
  async leave(): Promise<Scenery> {
    const devices = new Map<string, StoredDevice>();
    for (const [name, { device }] of this.people) {
      device.killAll();
      const { disk, cookies, skewMs } = device;
      const stores = new Map(disk.storeNames.map((store) => [store, new Map(disk.peek(store))]));
      devices.set(name, { stores, cookies: new Map(cookies), skewMs });
    }
    // Clocks count whole milliseconds.
    const nowMs = Math.ceil(this.scheduler.nowMs());
    return { nowMs, devices, made: this.made, rows: await this.server.backUp() };
  }

  async #furnish({ devices, rows, made }: Scenery): Promise<void> {
    await this.server.restore(rows);
    this.made = made;
    for (const [name, { stores, cookies, skewMs }] of devices) {
      const { device } = this.person(name);
      device.skewMs = skewMs;
      for (const [key, value] of cookies) device.cookies.set(key, value);
      for (const [store, records] of stores) await fill(device.disk, store, records);
    }
  }
}

async function fill(
  disk: DeviceStorage,
  name: string,
  records: ReadonlyMap<string, unknown>,
): Promise<void> {
  const store = disk.open(name, { gate: () => Promise.resolve(), failure: () => undefined });
  await store.write('strict', async ({ put }) => {
    for (const [key, value] of records) put(key, value);
  });
  store.close();
}
