/**
 * A scene: whole devices, the production server and a network that does as told, in one process on virtual time.
 *
 * Nothing fails by chance. A test says what goes wrong and when, and looks at what people see and at the server's rows.
 */

import { vi } from 'vitest';
import type { ItemId } from '../../domain/ids.ts';
import type { Registers } from '../../domain/register.ts';
import type { SqlRow, SqlValue } from '../../worker-api/sql-database.ts';
import { Device } from '../device.ts';
import '../quick-crypto.ts';
import { createFaults, faultKinds } from '../faults.ts';
import type { FaultKind, Faults } from '../faults.ts';
import type { LockRoom } from '../locks.ts';
import { createScheduler } from '../scheduler.ts';
import type { Scheduler } from '../scheduler.ts';
import { createServer } from '../server.ts';
import type { Server } from '../server.ts';
import { Person } from './person.fixture.ts';
import { EPOCH_MS, MINUTE_MS } from './time.fixture.ts';
import type { PassingTime } from './time.fixture.ts';
import { Wire } from './wire.fixture.ts';

const ORIGIN = 'https://todo.example';
/** A browser without Web Locks: nobody waits for anybody. */
const NO_LOCKS: LockRoom = {
  forContext: () => ({ withLock: (_name, _patienceMs, task) => task() }),
  release: () => undefined,
};
/** Longer than anything a person waits for here. */
const PATIENCE_MS = 10 * MINUTE_MS;

// Months of virtual time take a second, or several where the machine has other things to do.
vi.setConfig({ testTimeout: 60_000 });

export interface Scene extends PassingTime {
  readonly scheduler: Scheduler;
  readonly server: Server;
  readonly wire: Wire;
  /** A device on which the app is open; the first person's account is everybody's. */
  readonly person: (name: string, options?: PersonOptions) => Promise<Person>;
  /** The same for an account of its own. */
  readonly stranger: (name: string) => Promise<Person>;
  /** Another device of somebody's account. */
  readonly another: (name: string, friend: Person) => Promise<Person>;
  /** From now on the fault strikes at every opportunity for which the answer is yes. */
  readonly fault: (where: string, kind: FaultKind, strikes: () => boolean) => void;
  readonly rows: (sql: string, ...values: SqlValue[]) => Promise<readonly SqlRow[]>;
  /** What the server holds of a list, by the to-do's id. */
  readonly itemsOf: (list: string) => Promise<ReadonlyMap<ItemId, Registers>>;
}

export interface PersonOptions {
  /** Device time less real time. */
  readonly skewMs?: number;
  readonly hasBackgroundSync?: boolean;
  readonly hasLocks?: boolean;
}

export async function createScene(): Promise<Scene> {
  const scheduler = createScheduler();
  const striking = new Map<string, () => boolean>();
  const withoutSync = new Set<string>();
  const faults: Faults = {
    ...createFaults(1, new Set(faultKinds)),
    strikes: (where, kind) => striking.get(`${where} ${kind}`)?.() ?? false,
    isWithoutBackgroundSync: (device) => withoutSync.has(device),
  };
  const origin = ORIGIN;
  const server = await createServer({ seed: 1, scheduler, faults, epochMs: EPOCH_MS, origin });
  const wire = new Wire(scheduler, server.serve);
  const world = { seed: 1, scheduler, network: wire, faults, epochMs: EPOCH_MS, origin };

  const during: Scene['during'] = async (promise) => {
    let isSettled = false;
    const note = (): void => {
      isSettled = true;
    };
    promise.then(note, note);
    const isInTime = await scheduler.runUntilTrue(() => isSettled, scheduler.nowMs() + PATIENCE_MS);
    if (!isInTime) throw new Error('it did not end');
    return promise;
  };

  let first: Person | undefined;
  const createPerson = async (
    name: string,
    { skewMs = 0, hasBackgroundSync = false, hasLocks = true }: PersonOptions,
    friend: Person | undefined,
  ): Promise<Person> => {
    if (!hasBackgroundSync) withoutSync.add(name);
    const device = new Device(world, name);
    device.skewMs = skewMs;
    if (!hasLocks) Object.assign(device, { locks: NO_LOCKS });
    const person = new Person(scene, device);
    if (friend) await person.join(friend);
    await person.open();
    return person;
  };

  const rows: Scene['rows'] = (sql, ...values) => server.select(sql, ...values);
  const scene: Scene = {
    scheduler,
    server,
    wire,
    during,
    rows,
    person: async (name, options = {}) => {
      const person = await createPerson(name, options, first);
      first ??= person;
      return person;
    },
    stranger: (name) => createPerson(name, {}, undefined),
    another: (name, friend) => createPerson(name, {}, friend),
    wait: (durationMs) => scheduler.runUntil(scheduler.nowMs() + durationMs),
    fault: (where, kind, strikes) => void striking.set(`${where} ${kind}`, strikes),
    itemsOf: async (list) =>
      new Map(
        (await rows('SELECT id, registers FROM items WHERE list_id = ?1', list)).map((row) => [
          String(row['id']) as ItemId,
          JSON.parse(String(row['registers'])) as Registers,
        ]),
      ),
  };
  return scene;
}
