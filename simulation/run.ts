/**
 * One run: a world from a seed, hours of trouble, then peace, and a look at what is left.
 */

import { Device } from './device.ts';
import { createFaults } from './faults.ts';
import type { FaultKind } from './faults.ts';
import { createNemesis } from './nemesis.ts';
import { createNetwork } from './network.ts';
import { createOracle } from './oracle.ts';
import type { Oracle } from './oracle.ts';
import { currentStore, finalState, isConverged, isSignedOut, unsentOf } from './outcome.ts';
import { act } from './person.ts';
import { randomStream } from './random.ts';
import { createScheduler } from './scheduler.ts';
import { createServer } from './server.ts';
import type { Server } from './server.ts';
import { createTrace } from './trace.ts';
import { keepUsing } from './usage.ts';
import type { World } from './world.ts';
import './quick-crypto.ts';

export interface RunOptions {
  readonly seed: number;
  /** Virtual hours of trouble. */
  readonly hours: number;
  readonly switchedOff?: ReadonlySet<FaultKind>;
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
  readonly faultCounts: ReadonlyMap<FaultKind, number>;
  /** The same for the same seed, on every machine. */
  readonly traceHash: string;
}

/** Where virtual time begins: 2026-09-21. */
const EPOCH_MS = 1_790_000_000_000;
const ORIGIN = 'http://localhost:8787';
const HOUR_MS = 3_600_000;
/** How long a healed world may take to come to rest. */
const REST_MS = HOUR_MS / 2;

export async function run(options: RunOptions): Promise<RunResult> {
  const { seed, hours } = options;
  const scheduler = createScheduler();
  const faults = createFaults(seed, options.switchedOff ?? new Set());
  const oracle = createOracle();
  const trace = createTrace(scheduler, options.onTrace);
  const server = await createServer({ seed, scheduler, faults, epochMs: EPOCH_MS, origin: ORIGIN });
  const network = createNetwork({
    seed,
    scheduler,
    faults,
    origin: ORIGIN,
    serve: watchedBy(oracle, trace.note, server),
  });
  const names = ['ann', 'ben', 'cat'].slice(0, 1 + randomStream(seed, 'devices').below(3));
  const deviceWorld = { seed, scheduler, network, faults, epochMs: EPOCH_MS, origin: ORIGIN };
  const devices = names.map((name) => new Device(deviceWorld, name));
  for (const device of devices) {
    device.disk.onCommit = (store, write) => {
      trace.note(
        `${device.name} wrote ${[...write.put.keys()].join()} -${[...write.gone.keys()].join()}`,
      );
      // A store whose to-dos were moved to another account is emptied; the check of what became of them is at the end.
      const isCurrent = store === currentStore(device)?.name;
      oracle.sawWrite(device.name, isCurrent ? write : { put: write.put, gone: new Map() });
    };
  }
  const { note } = trace;
  const world: World = {
    seed,
    scheduler,
    faults,
    server,
    oracle,
    devices,
    note,
    epochMs: EPOCH_MS,
    restores: 0,
  };
  const isBegun = await begin(world);
  if (isBegun) {
    for (const device of devices) keepUsing(world, device, hours * HOUR_MS);
    createNemesis(world, hours * HOUR_MS);
    await scheduler.runUntil(hours * HOUR_MS);
  }
  const isStuck = !(await heal(world));
  const isDiverged = !isStuck && !(await isConverged(world));
  oracle.checkDurability(await finalState(world));
  server.close();
  return {
    violations: oracle.violations,
    isDiverged,
    isStuck: isStuck || !isBegun,
    edits: oracle.committed(),
    kills: devices.reduce((sum, device) => sum + device.kills, 0),
    restores: world.restores,
    clientHours: (scheduler.nowMs() / HOUR_MS) * devices.length,
    faultCounts: faults.counts,
    traceHash: trace.hash(),
  };
}

/** The first device makes the account; the others come to it by its cookie. */
async function begin({ scheduler, devices, seed }: World): Promise<boolean> {
  const [first, ...others] = devices;
  if (!first) return false;
  const random = randomStream(seed, 'first edit');
  const poke = (): void => {
    if (first.cookies.size > 0) return;
    scheduler.after(2000, poke);
    const { replica } = first.pages[0] ?? first.openPage();
    if (!replica?.view.isLoaded) return;
    const isEmpty = (replica.view.mirror?.items.size ?? 0) === 0;
    const doing = isEmpty ? act(replica, random) : replica.requestSync('button');
    void doing.catch(() => undefined);
  };
  poke();
  const isThere = await scheduler.runUntilTrue(() => first.cookies.size > 0, HOUR_MS * 2);
  for (const device of others) {
    for (const [name, value] of first.cookies) device.cookies.set(name, value);
  }
  return isThere;
}

/** Everything is mended, every app is open: now it must come to rest. */
async function heal(world: World): Promise<boolean> {
  const { scheduler, faults, devices, oracle } = world;
  faults.heal();
  for (const device of devices) {
    device.killAll();
    device.setOnline(true);
    device.openPage();
  }
  const end = scheduler.nowMs() + REST_MS;
  signInAgain(world, end);
  const isQuiet = (): boolean =>
    devices.every((device) => unsentOf(device) === 0 || isSignedOut(device));
  if (!(await scheduler.runUntilTrue(isQuiet, end))) return false;
  // Once more around, so that everybody has heard of what the last one sent.
  for (const device of devices) {
    for (const page of device.pages) void page.replica?.requestSync('button');
  }
  await scheduler.runUntil(scheduler.nowMs() + 600_000);
  // Nobody is left who could let them in: shown on their screen, and kept on their disk.
  for (const device of devices.filter(isSignedOut))
    oracle.sawWipe(currentStore(device)?.records ?? new Map());
  return isQuiet();
}

/** A person whose device a restored server has forgotten is let in by one that it still knows. */
function signInAgain(world: World, untilMs: number): void {
  const { scheduler, devices } = world;
  if (scheduler.nowMs() >= untilMs) return;
  scheduler.after(60_000, () => signInAgain(world, untilMs));
  for (const device of devices.filter(isSignedOut)) {
    const accountId = currentStore(device)?.accountId;
    const friend = devices.find(
      (other) => !isSignedOut(other) && currentStore(other)?.accountId === accountId,
    );
    for (const [name, value] of friend?.cookies ?? []) device.cookies.set(name, value);
  }
}

function watchedBy(
  oracle: Oracle,
  note: (line: string) => void,
  server: Server,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url);
    const text = pathname === '/api/sync' ? await request.clone().text() : '';
    const response = await server.serve(request);
    note(`${request.method} ${pathname} ${response.status} ${text.length}`);
    if (text !== '' && response.ok) {
      const answer = (await response.clone().json()) as { readonly ls: readonly object[] };
      oracle.sawPush(JSON.parse(text), (list) => !('code' in (answer.ls[list] ?? {})));
    }
    return response;
  };
}
