/**
 * One run: a world from a seed, hours of trouble, then peace, and a look at what is left.
 */

import { Device } from './device.ts';
import { Disk } from './disk.ts';
import { createFaults } from './faults.ts';
import type { FaultKind } from './faults.ts';
import { createHostileClient } from './hostile.ts';
import { IdbDisk } from './idb-disk.ts';
import type { Job } from './job.ts';
import { createNemesis } from './nemesis.ts';
import { createNetwork } from './network.ts';
import { newcomersSeeTheSame } from './newcomers.ts';
import { isConverged } from './oracles/convergence.ts';
import { Ledger } from './oracles/ledger.ts';
import { heal, begin } from './peace.ts';
import { randomStream } from './random.ts';
import { createScheduler } from './scheduler.ts';
import { keepSharing } from './sharing.ts';
import { createServer } from './server.ts';
import { servedToDevices } from './served.ts';
import { createTrace } from './trace.ts';
import type { Trace } from './trace.ts';
import { keepUsing } from './usage.ts';
import { createWitness } from './witness.ts';
import type { World } from './world.ts';
import './quick-crypto.ts';

export interface RunOptions extends Job {
  /** Whether every device has the production store on an imitation of IndexedDB; by the seed when it is left out. */
  readonly isOnIndexedDB?: boolean;
  readonly onTrace?: (line: string) => void;
}

export interface RunResult {
  readonly violations: readonly string[];
  readonly isDiverged: boolean;
  readonly isStuck: boolean;
  readonly edits: number;
  readonly kills: number;
  readonly restores: number;
  /** Virtual hours times devices. */
  readonly clientHours: number;
  /** Of the processor, for all of it. */
  readonly cpuSeconds: number;
  readonly faultCounts: ReadonlyMap<FaultKind, number>;
  /** How often the states of sometimes.ts were reached. */
  readonly reached: ReadonlyMap<string, number>;
  /** The same for the same seed, on every machine. */
  readonly traceHash: string;
}

/** Where virtual time begins: 2026-09-21. */
const EPOCH_MS = 1_790_000_000_000;
const ORIGIN = 'http://localhost:8787';
const HOUR_MS = 3_600_000;
/** So many violations say enough of a run. */
const ENOUGH = 100;
/** Of the seeds; the production store takes several times as long as the simulator's disk. */
const INDEXED_DB_SHARE = 0.015;

export async function run(options: RunOptions): Promise<RunResult> {
  const violations: string[] = [];
  const trace = createTrace(options.onTrace);
  const report = (violation: string): void => {
    trace.note(`VIOLATION ${violation}`);
    if (violations.length < ENOUGH && !violations.includes(violation)) violations.push(violation);
  };
  const onRejection = (reason: unknown): void =>
    report(`nobody caught ${reason instanceof Error ? reason.stack : String(reason)}`);
  process.on('unhandledRejection', onRejection);
  try {
    return await runWorld(options, violations, report, trace);
  } finally {
    process.off('unhandledRejection', onRejection);
  }
}

async function runWorld(
  options: RunOptions,
  violations: readonly string[],
  report: World['report'],
  trace: Trace,
): Promise<RunResult> {
  const { hours } = options;
  const startedCpu = process.cpuUsage().user;
  const world = await createWorld(options, trace.note, report);
  const { scheduler, devices, ledger, faults, witness } = world;
  trace.timeBy(scheduler);
  const isBegun = await begin(world);
  if (isBegun) {
    for (const device of devices) keepUsing(world, device, hours * HOUR_MS);
    createNemesis(world, hours * HOUR_MS);
    keepSharing(world, hours * HOUR_MS);
    createHostileClient(world, servedToDevices(world), hours * HOUR_MS);
    await scheduler.runUntil(hours * HOUR_MS);
  }
  const isStuck = !(await heal(world));
  const isDiverged =
    !isStuck && !((await isConverged(world)) && (await newcomersSeeTheSame(world)));
  await witness.ended();
  return {
    violations,
    isDiverged,
    isStuck: isStuck || !isBegun,
    edits: ledger.groups.size,
    kills: devices.reduce((sum, device) => sum + device.kills, 0),
    restores: world.restores,
    clientHours: (scheduler.nowMs() / HOUR_MS) * devices.length,
    cpuSeconds: (process.cpuUsage().user - startedCpu) / 1e6,
    faultCounts: faults.counts,
    reached: new Map([...world.reached, ...faultStates(faults.counts)]),
    traceHash: trace.hash(),
  };
}

function faultStates(
  counts: ReadonlyMap<FaultKind, number>,
): readonly (readonly [string, number])[] {
  return Array.from(counts, ([kind, count]) => [`fault: ${kind}`, count]);
}

/** Who shares an account: everybody, or in some worlds the last has one of their own. */
function homesOf(devices: readonly Device[], seed: number): World['homes'] {
  const isShared = devices.length > 1 && randomStream(seed, 'homes').chance(0.4);
  return isShared ? [devices.slice(0, -1), devices.slice(-1)] : [devices];
}

async function createWorld(
  { seed, without = [], devices: most = 3, isDigestOff = false, ...options }: RunOptions,
  note: World['note'],
  report: World['report'],
): Promise<World> {
  const scheduler = createScheduler();
  const faults = createFaults(seed, new Set(without));
  const base = {
    ...{ seed, scheduler, faults, origin: ORIGIN, epochMs: EPOCH_MS },
    skippedMs: () => world.skippedMs,
  };
  const server = await createServer(base);
  const world: { -readonly [Key in keyof World]: World[Key] } = {
    seed,
    scheduler,
    faults,
    server,
    ledger: new Ledger(),
    witness: undefined as never,
    devices: [],
    createDevice: () => undefined as never,
    homes: [],
    tooOld: new Set(),
    isDigestOff,
    reached: new Map(),
    sometimes: (state) => void world.reached.set(state, (world.reached.get(state) ?? 0) + 1),
    note,
    report,
    skippedMs: 0,
    restores: 0,
  };
  const network = createNetwork({
    ...base,
    serve: servedToDevices(world),
    onAsked: (request) => world.witness.asked(request),
  });
  const deviceWorld = {
    ...base,
    network,
    onShown: (page: Parameters<World['witness']['shown']>[0]) => world.witness.shown(page),
  };
  const { isOnIndexedDB = randomStream(seed, 'storage').chance(INDEXED_DB_SHARE) } = options;
  if (isOnIndexedDB) note('every device has the production store');
  world.createDevice = (name) => new Device(deviceWorld, name, new Disk());
  const count = Math.min(most, 1 + randomStream(seed, 'devices').below(3));
  world.devices = ['ann', 'ben', 'cat'].slice(0, count).map((name) => {
    const device = new Device(deviceWorld, name, isOnIndexedDB ? new IdbDisk() : new Disk());
    device.disk.onCommit = (store, write) => {
      note(`${name} wrote ${[...write.put.keys()].join()} -${[...write.gone.keys()].join()}`);
      world.witness.wrote({ device, store, write });
    };
    return device;
  });
  world.homes = homesOf(world.devices, seed);
  world.witness = createWitness(world);
  return world;
}
