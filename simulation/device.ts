/** A device: one disk, one clock, one cookie jar, and contexts that come and go on it. */

import { BackgroundAttempts } from '../replica/background-attempts.ts';
import { ReplicaView } from '../replica/replica-view.ts';
import { Replica } from '../replica/replica.ts';
import { StorageError } from '../replica/storage-error.ts';
import { BackgroundSync } from './background-sync.ts';
import { portsFor } from './context.ts';
import type { Context, DeviceStreams } from './context.ts';
import type { DeviceStorage } from './device-storage.ts';
import { Disk } from './disk.ts';
import type { Faults } from './faults.ts';
import { createLocks } from './locks.ts';
import type { LockRoom } from './locks.ts';
import type { Network } from './network.ts';
import { randomStream } from './random.ts';
import type { Scheduler } from './scheduler.ts';

export interface DeviceWorld {
  readonly seed: number;
  readonly scheduler: Scheduler;
  readonly network: Network;
  readonly faults: Faults;
  /** What the real time is when the run begins, in milliseconds since 1970. */
  readonly epochMs: number;
  /** Time that has passed on every clock and in which nobody did anything. */
  readonly skippedMs?: () => number;
  readonly origin: string;
  /** What a page shows has changed. */
  readonly onShown?: (page: Context) => void;
}

/** The service worker of a device: one context for all events that keep it running. */
interface RunningWorker {
  readonly context: Context;
  readonly attempts: BackgroundAttempts;
  /** What the browser does about each event that fails, or whose worker is killed at it. */
  readonly events: Set<() => void>;
}

export class Device {
  readonly name: string;
  readonly disk: DeviceStorage;
  readonly cookies = new Map<string, string>();
  readonly contexts = new Set<Context>();
  readonly locks: LockRoom;
  /** Device time less real time, in milliseconds. */
  skewMs = 0;
  isOnline = true;
  kills = 0;
  readonly #world: DeviceWorld;
  readonly #streams: DeviceStreams;
  readonly #background: BackgroundSync;
  /** The worker that is running, if one is. */
  #worker: RunningWorker | undefined;
  #wakesAtMs = 0;
  #fellAsleepMs = 0;
  #sleptMs = 0;
  #contextsMade = 0;

  constructor(world: DeviceWorld, name: string, disk: DeviceStorage = new Disk()) {
    this.name = name;
    this.disk = disk;
    this.#world = world;
    this.#streams = {
      random: randomStream(world.seed, `${name} random`),
      delays: randomStream(world.seed, `${name} delays`),
      keys: randomStream(world.seed, `${name} keys`),
    };
    this.locks = createLocks(world.scheduler);
    this.#background = new BackgroundSync({
      scheduler: world.scheduler,
      isThere: !world.faults.isWithoutBackgroundSync(name),
      isOnline: () => this.isOnline,
      randomFraction: () => this.#streams.delays.fraction(),
      runWorker: (...request) => this.#runWorker(...request),
    });
  }

  /** What its clock says. */
  nowMs(): number {
    const { epochMs, skippedMs, scheduler } = this.#world;
    return epochMs + (skippedMs?.() ?? 0) + Math.floor(scheduler.nowMs()) + this.skewMs;
  }

  get pages(): readonly Context[] {
    return [...this.contexts].filter(({ kind }) => kind === 'page');
  }

  /** Opens a page and lets it start. */
  openPage(): Context {
    const context = this.#createContext('page');
    this.#do(context, context.replica?.start());
    return context;
  }

  kill(context: Context): void {
    if (!context.isAlive) return;
    this.kills += 1;
    const events = this.#worker?.context === context ? [...this.#worker.events] : [];
    this.#end(context);
    for (const onFailure of events) onFailure();
  }

  killAll(): void {
    for (const context of this.contexts) this.kill(context);
  }

  setOnline(isOnline: boolean): void {
    if (this.isOnline === isOnline) return;
    this.isOnline = isOnline;
    if (!isOnline) return;
    for (const page of this.pages) this.#do(page, page.replica?.requestSync('online'));
    this.#background.online();
  }

  /** Nothing happens on it for so long, and then everything that was due at once: a lid that is closed. */
  sleep(durationMs: number): void {
    if (this.isAsleep) return;
    this.#fellAsleepMs = this.#world.scheduler.nowMs();
    this.#wakesAtMs = this.#fellAsleepMs + durationMs;
  }

  wake(): void {
    this.#wakesAtMs = Math.min(this.#wakesAtMs, this.#world.scheduler.nowMs());
  }

  /** Milliseconds that only ever go forward, and stand still while it sleeps. */
  monotonicMs(): number {
    if (!this.isAsleep && this.#wakesAtMs > this.#fellAsleepMs) {
      this.#sleptMs += this.#wakesAtMs - this.#fellAsleepMs;
      this.#fellAsleepMs = this.#wakesAtMs;
    }
    return this.#world.scheduler.nowMs() - this.#sleptMs;
  }

  get isAsleep(): boolean {
    return this.#wakesAtMs > this.#world.scheduler.nowMs();
  }

  /** Runs the task in the context after the delay, or when the device wakes up; never in one that is gone by then. */
  after(context: Context, delayMs: number, task: () => void): () => void {
    const { scheduler } = this.#world;
    let cancel: () => void;
    const due = (): void => {
      if (!context.isAlive) return;
      if (this.isAsleep) cancel = scheduler.after(this.#wakesAtMs - scheduler.nowMs(), due);
      else if (context.isFrozen) {
        const goOn = (): void => void (cancel = scheduler.after(0, due));
        context.held.add(goOn);
        cancel = () => context.held.delete(goOn);
      } else task();
    };
    cancel = scheduler.after(delayMs, due);
    return () => cancel();
  }

  /** A hidden page stands still where it stands, its timers and what it waits for with it; the rest of the device goes on. */
  freeze(page: Context): void {
    if (page.isAlive && !page.isVisible) page.isFrozen = true;
  }

  /** It goes on as a browser lets it: with everything that was due, and told that it had been away. */
  thaw(page: Context): void {
    if (!page.isFrozen) return;
    page.isFrozen = false;
    const held = [...page.held];
    page.held.clear();
    for (const goOn of held) goOn();
    this.after(page, 0, () => {
      void page.replica?.view.reread();
      this.#do(page, page.replica?.requestSync('pageshow'));
    });
  }

  #createContext(kind: Context['kind']): Context {
    const context: { -readonly [Key in keyof Context]: Context[Key] } = {
      kind,
      number: (this.#contextsMade += 1),
      device: this,
      ports: undefined as never,
      replica: undefined,
      listeners: new Set(),
      isAlive: true,
      isVisible: true,
      isFrozen: false,
      held: new Set(),
    };
    context.ports = portsFor(context, this.#world, this.#streams);
    this.contexts.add(context);
    if (kind === 'page') {
      const view = new ReplicaView({
        ports: context.ports,
        onChange: () => this.#world.onShown?.(context),
      });
      context.replica = new Replica({
        ports: context.ports,
        background: this.#background,
        view,
        isVisible: () => context.isVisible,
        isOnline: () => this.isOnline,
      });
    }
    return context;
  }

  /** One more event for the worker that is running, or for one that is started for it; it ends with its last event. */
  #runWorker(
    reason: 'background-sync' | 'message',
    isLastChance: boolean,
    onFailure: () => void,
  ): void {
    const worker = (this.#worker ??= this.#startWorker());
    worker.events.add(onFailure);
    const settle = (hasFailed: boolean): void => {
      if (!worker.events.delete(onFailure) || !worker.context.isAlive) return;
      if (worker.events.size === 0) this.#end(worker.context);
      if (hasFailed) onFailure();
    };
    worker.attempts.request(reason, isLastChance).then(
      () => settle(false),
      () => settle(true),
    );
  }

  #startWorker(): RunningWorker {
    const context = this.#createContext('worker');
    return { context, attempts: new BackgroundAttempts(context.ports), events: new Set() };
  }

  #end(context: Context): void {
    context.isAlive = false;
    this.contexts.delete(context);
    context.listeners.clear();
    if (this.#worker?.context === context) this.#worker = undefined;
    this.locks.release(context);
  }

  /** A page whose storage fails at its start cannot go on; any other failure is a mistake. */
  #do(context: Context, doing: Promise<void> | undefined): void {
    doing?.catch((error: unknown) => {
      if (!(error instanceof StorageError)) throw error;
      this.kill(context);
    });
  }
}
