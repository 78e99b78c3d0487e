/**
 * A device: one disk, one clock, one cookie jar, and contexts that come and go on it.
 *
 * A context is a page or a service worker: the production code behind its ports. A killed one simply never goes on;
 * whatever it had stored stays.
 */

import { webcrypto } from 'node:crypto';
import { base64urlFromBytes } from '../domain/base64url.ts';
import { attemptInBackground } from '../replica/background-attempt.ts';
import type { Background, DeviceKeys, Ports } from '../replica/ports.ts';
import { ReplicaView } from '../replica/replica-view.ts';
import { Replica } from '../replica/replica.ts';
import { StorageError } from '../replica/storage-error.ts';
import { Disk } from './disk.ts';
import type { Faults } from './faults.ts';
import { createLocks } from './locks.ts';
import type { LockRoom } from './locks.ts';
import type { Network } from './network.ts';
import { randomStream } from './random.ts';
import type { RandomStream } from './random.ts';
import { countOutside } from './scheduler.ts';
import type { Scheduler } from './scheduler.ts';

export interface DeviceWorld {
  readonly seed: number;
  readonly scheduler: Scheduler;
  readonly network: Network;
  readonly faults: Faults;
  /** What the real time is when the run begins, in milliseconds since 1970. */
  readonly epochMs: number;
  readonly origin: string;
}

/** One life of a JavaScript context. */
export interface Context {
  readonly kind: 'page' | 'worker';
  isAlive: boolean;
  readonly ports: Ports;
  readonly replica: Replica | undefined;
  isVisible: boolean;
}

/** The browser's own patience: it wakes the worker at once, then after these. */
const SYNC_RETRIES_MS = [300_000, 1_200_000];

export class Device {
  readonly name: string;
  readonly disk = new Disk();
  readonly cookies = new Map<string, string>();
  readonly contexts = new Set<Context>();
  /** Device time less real time, in milliseconds. */
  skewMs = 0;
  isOnline = true;
  kills = 0;
  readonly #world: DeviceWorld;
  readonly #random: RandomStream;
  readonly #delays: RandomStream;
  readonly #locks: LockRoom;
  readonly #listeners = new Map<Context, Set<(message: unknown) => void>>();
  readonly #heldTags = new Set<string>();

  constructor(world: DeviceWorld, name: string) {
    this.name = name;
    this.#world = world;
    this.#random = randomStream(world.seed, `${name} random`);
    this.#delays = randomStream(world.seed, `${name} delays`);
    this.#locks = createLocks(world.scheduler);
  }

  get pages(): readonly Context[] {
    return [...this.contexts].filter(({ kind }) => kind === 'page');
  }

  /** Opens a page and lets it start. */
  openPage(): Context {
    const context = this.#createContext('page');
    void context.replica?.start().catch(this.#onCrash(context));
    return context;
  }

  kill(context: Context): void {
    if (!context.isAlive) return;
    context.isAlive = false;
    this.kills += 1;
    this.contexts.delete(context);
    this.#listeners.delete(context);
    this.#locks.release(context);
  }

  killAll(): void {
    for (const context of this.contexts) this.kill(context);
  }

  setOnline(isOnline: boolean): void {
    if (this.isOnline === isOnline) return;
    this.isOnline = isOnline;
    if (!isOnline) return;
    for (const page of this.pages)
      void page.replica?.requestSync('online').catch(this.#onCrash(page));
    for (const tag of this.#heldTags) this.#fireSync(tag, 0);
    this.#heldTags.clear();
  }

  #createContext(kind: Context['kind']): Context {
    const context: { -readonly [Key in keyof Context]: Context[Key] } = {
      kind,
      isAlive: true,
      isVisible: true,
      ports: undefined as never,
      replica: undefined,
    };
    context.ports = this.#portsFor(context);
    this.contexts.add(context);
    this.#listeners.set(context, new Set());
    if (kind === 'page') {
      const view = new ReplicaView({
        ports: context.ports,
        isOnline: () => this.isOnline,
        onChange: () => undefined,
      });
      context.replica = new Replica({
        ports: context.ports,
        background: this.#background(),
        view,
        isVisible: () => context.isVisible,
      });
    }
    return context;
  }

  #portsFor(context: Context): Ports {
    const { scheduler, network, origin, epochMs } = this.#world;
    return {
      nowMs: () => epochMs + Math.floor(scheduler.nowMs()) + this.skewMs,
      monotonicMs: () => scheduler.nowMs(),
      randomBytes: (length) => this.#random.bytes(length),
      randomFraction: () => this.#random.fraction(),
      fetch: (path, init) =>
        network.fetch(this, path, init, (delayMs) => this.#gate(context, delayMs)),
      after: (delayMs, task) =>
        scheduler.after(delayMs, () => {
          if (context.isAlive) task();
        }),
      openStore: (name) => this.disk.open(name, this.#diskFaults(context)),
      locks: this.#locks.forContext(context),
      channel: {
        post: (message) => this.#broadcast(context, message),
        listen: (listener) => {
          this.#listeners.get(context)?.add(listener);
          return () => this.#listeners.get(context)?.delete(listener);
        },
      },
      deviceKeys,
      origin,
      log: () => undefined,
    };
  }

  /** Time passes; in a context that was killed meanwhile it never ends. Here is where contexts are killed. */
  #gate(context: Context, delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.#world.scheduler.after(delayMs, () => {
        if (context.isAlive && this.#world.faults.strikes(this.name, 'kill')) this.kill(context);
        if (context.isAlive) resolve();
      });
    });
  }

  #diskFaults(context: Context): Parameters<Disk['open']>[1] {
    const { faults } = this.#world;
    return {
      gate: () => this.#gate(context, this.#delays.fraction() * 4),
      failure: (mode) => {
        if (mode === 'write' && faults.strikes(this.name, 'quota'))
          return new StorageError('quota');
        return faults.strikes(this.name, 'lost-connection') ? new StorageError('lost') : undefined;
      },
    };
  }

  #broadcast(sender: Context, message: unknown): void {
    const copy: unknown = structuredClone(message);
    for (const [context, listeners] of this.#listeners) {
      const deliver = (): void => {
        if (context.isAlive) for (const listener of listeners) listener(copy);
      };
      if (context === sender) deliver();
      else if (!this.#world.faults.strikes(this.name, 'lost-message')) {
        this.#world.scheduler.after(this.#delays.fraction() * 10, deliver);
      }
    }
  }

  #background(): Background {
    return {
      register: async (tag) => {
        if (this.#world.faults.isWithoutBackgroundSync(this.name)) return 'absent';
        if (this.isOnline) this.#fireSync(tag, 0);
        else this.#heldTags.add(tag);
        return 'registered';
      },
      handOver: () => this.#runWorker('message', false),
    };
  }

  #fireSync(tag: string, attempt: number): void {
    this.#world.scheduler.after(5 + this.#delays.fraction() * 60, () => {
      const retryMs = SYNC_RETRIES_MS[attempt];
      this.#runWorker('background-sync', retryMs === undefined, () => {
        if (retryMs === undefined) return;
        this.#world.scheduler.after(retryMs, () => this.#fireSync(tag, attempt + 1));
      });
    });
  }

  #runWorker(
    reason: 'background-sync' | 'message',
    isLastChance: boolean,
    onFailure?: () => void,
  ): void {
    const worker = this.#createContext('worker');
    attemptInBackground(worker.ports, reason, isLastChance).then(
      () => this.#end(worker),
      () => {
        this.#end(worker);
        onFailure?.();
      },
    );
  }

  #end(worker: Context): void {
    worker.isAlive = false;
    this.contexts.delete(worker);
    this.#listeners.delete(worker);
    this.#locks.release(worker);
  }

  #onCrash(context: Context): (error: unknown) => void {
    return (error) => {
      if (error instanceof StorageError) this.kill(context);
      else throw error;
    };
  }
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** Real keys: what they draw influences nothing but themselves. */
const deviceKeys: DeviceKeys = {
  generate: () =>
    countOutside(
      (async () => {
        const pair = await webcrypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
        const raw = await webcrypto.subtle.exportKey('raw', pair.publicKey);
        return { publicKey: base64urlFromBytes(new Uint8Array(raw)), privateKey: pair.privateKey };
      })(),
    ),
  sign: ({ privateKey }, text) =>
    countOutside(
      (async () => {
        if (!(privateKey instanceof CryptoKey)) throw new TypeError('no key');
        const signature = await webcrypto.subtle.sign(
          ALGORITHM,
          privateKey,
          new TextEncoder().encode(text),
        );
        return base64urlFromBytes(new Uint8Array(signature));
      })(),
    ),
};
