/**
 * Everything the replica takes from the world: time, chance, network, storage, locks and messages.
 *
 * Client code reaches none of these by itself, so that one process can run many replicas on virtual time over a bad
 * network. browser-ports.ts is the real thing.
 */

import type { DeviceKey } from './device-key.ts';
import type { RecordStore } from './record-store.ts';

export interface Ports {
  /** Milliseconds since 1970 by the device's clock, which may be wrong and may jump. */
  readonly nowMs: () => number;
  /** Milliseconds that only ever go forward. */
  readonly monotonicMs: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  /** A number from 0 up to 1, for jitter. */
  readonly randomFraction: () => number;
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  /** Runs the task once after a delay; the answer cancels it. */
  readonly after: (delayMs: number, task: () => void) => () => void;
  readonly openStore: (name: string) => RecordStore;
  readonly locks: Locks;
  readonly channel: Channel;
  readonly deviceKeys: DeviceKeys;
  /** Where this app is served from, for example `https://holdfast.example`. */
  readonly origin: string;
  /** For what only a developer needs to hear. */
  readonly log: (message: string, detail?: unknown) => void;
}

export interface Locks {
  /**
   * Runs the task while no other context of this browser runs one under the same name. After `patienceMs` it runs all
   * the same: a lock saves traffic, it never keeps data right.
   */
  readonly withLock: <T>(name: string, patienceMs: number, task: () => Promise<T>) => Promise<T>;
}

/** Messages between the contexts of this browser; listeners in the sender's own context hear them too. */
export interface Channel {
  readonly post: (message: unknown) => void;
  /** The answer stops listening. */
  readonly listen: (listener: (message: unknown) => void) => () => void;
}

export interface DeviceKeys {
  readonly generate: () => Promise<DeviceKey>;
  /** ECDSA P-256 with SHA-256 over the text's UTF-8, r||s in base64url. */
  readonly sign: (key: DeviceKey, text: string) => Promise<string>;
}

/** What a service worker can do for the time after the page is gone. */
export interface Background {
  /** Asks the browser to wake the worker. Never throws. */
  readonly register: (tag: string) => Promise<'registered' | 'absent' | 'denied' | 'late'>;
  /** Asks the worker to sync now, when the page may be gone; answers whether there is one. */
  readonly handOver: () => boolean;
}
