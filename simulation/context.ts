/**
 * One life of a JavaScript context, a page or a service worker: the production code behind ports that this device gives
 * it. A killed one simply never goes on; whatever it had stored stays.
 */

import type { Ports } from '../replica/ports.ts';
import type { Replica } from '../replica/replica.ts';
import { StorageError } from '../replica/storage-error.ts';
import type { Device, DeviceWorld } from './device.ts';
import { deviceKeysFrom } from './device-keys.ts';
import type { DiskFaults } from './disk.ts';
import { frozen } from './frozen.ts';
import type { RandomStream } from './random.ts';

export interface Context {
  readonly kind: 'page' | 'worker';
  /** Tells the contexts of a device apart: 1 for its first. */
  readonly number: number;
  readonly device: Device;
  readonly ports: Ports;
  readonly replica: Replica | undefined;
  readonly listeners: Set<(message: unknown) => void>;
  isAlive: boolean;
  isVisible: boolean;
  /** Nothing happens in it until it is thawed. */
  isFrozen: boolean;
  /** What was due meanwhile, in order. */
  readonly held: Set<() => void>;
}

/** What the contexts of a device draw from. */
export interface DeviceStreams {
  readonly random: RandomStream;
  readonly delays: RandomStream;
  readonly keys: RandomStream;
}

export function portsFor(context: Context, world: DeviceWorld, streams: DeviceStreams): Ports {
  const { network, origin } = world;
  const { device } = context;
  return {
    nowMs: () => device.nowMs(),
    monotonicMs: () => device.monotonicMs(),
    randomBytes: (length) => streams.random.bytes(length),
    randomFraction: () => streams.random.fraction(),
    fetch: (path, init) =>
      network.fetch(device, path, init, (delayMs) => pass(context, world, delayMs)),
    // Virtual time does not pass by itself, as it does in a browser while a timer of nothing fires.
    after: (delayMs, task) => device.after(context, Math.max(1, delayMs), task),
    openStore: (name) => device.disk.open(name, diskFaults(context, world, streams)),
    locks: world.faults.isWithoutLocks?.(device.name)
      ? { withLock: (_name, _patienceMs, task) => task() }
      : device.locks.forContext(context),
    channel: {
      post: (message) => broadcast(context, world, streams, message),
      listen: (listener) => {
        context.listeners.add(listener);
        return () => context.listeners.delete(listener);
      },
    },
    deviceKeys: deviceKeysFrom(streams.keys),
    origin,
    log: () => undefined,
  };
}

/** Time passes; in a context that was killed meanwhile it never ends. Here is where contexts are killed. */
function pass(context: Context, { faults }: DeviceWorld, delayMs: number): Promise<void> {
  const { device } = context;
  return new Promise((resolve) => {
    device.after(context, delayMs, () => {
      if (faults.strikes(device.name, 'kill')) device.kill(context);
      else resolve();
    });
  });
}

function diskFaults(context: Context, world: DeviceWorld, { delays }: DeviceStreams): DiskFaults {
  const { faults } = world;
  const { name } = context.device;
  return {
    gate: () => {
      const slownessMs = faults.strikes(name, 'slow-disk') ? delays.fraction() * 3000 : 0;
      return pass(context, world, delays.fraction() * 4 + slownessMs);
    },
    failure: (mode) => {
      if (mode === 'write' && faults.strikes(name, 'quota')) return new StorageError('quota');
      return faults.strikes(name, 'lost-connection') ? new StorageError('lost') : undefined;
    },
  };
}

function broadcast(
  sender: Context,
  { faults }: DeviceWorld,
  { delays }: DeviceStreams,
  message: unknown,
): void {
  const { device } = sender;
  const copy = frozen(message);
  for (const context of device.contexts) {
    const deliver = (): void => {
      for (const listener of context.listeners) listener(copy);
    };
    if (context === sender) deliver();
    else if (context.listeners.size > 0 && !faults.strikes(device.name, 'lost-message'))
      device.after(context, delays.fraction() * 10, deliver);
  }
}
