/**
 * A browser for tests: one storage, one set of locks and one channel, shared by as many contexts as a test opens.
 *
 * The storage is the real store code on fake-indexeddb; time and chance are the test's.
 */

import { webcrypto } from 'node:crypto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { base64urlFromBytes } from '../domain/base64url.ts';
import { createIdbRecordStore } from './idb-record-store.ts';
import type { Background, DeviceKeys, Ports } from './ports.ts';
import { ReplicaView } from './replica-view.ts';
import { Replica } from './replica.ts';
import type { PageStorage } from './storage-recovery.ts';

export interface TestBrowser {
  /** The device's clock; a test sets it. */
  nowMs: number;
  /** The network; a test sets it. Without it every request fails. */
  fetch: Ports['fetch'];
  readonly indexedDB: IDBFactory;
  /** A page or a worker: its own listeners, the browser's storage. */
  readonly context: () => TestContext;
}

export interface TestContext {
  readonly ports: Ports;
  /** Tasks that wait for their time, oldest first; a test runs them when it likes. */
  readonly timers: Timer[];
  readonly logged: unknown[][];
  readonly tags: string[];
  /** A page; with a second place for what the storage refuses, it holds that. */
  readonly replica: (pageStorage?: PageStorage) => Replica;
}

export interface Timer {
  readonly delayMs: number;
  readonly run: () => void;
}

export function createTestBrowser(nowMs = 1_790_000_000_000): TestBrowser {
  const shared: Shared = { channel: new Set(), lastLock: Promise.resolve(), drawn: 0 };
  const browser: TestBrowser = {
    nowMs,
    fetch: () => Promise.reject(new TypeError('Failed to fetch')),
    indexedDB: new IDBFactory(),
    context: () => createContext(browser, shared),
  };
  return browser;
}

/** What the contexts of one browser have in common beside its storage. */
interface Shared {
  readonly channel: Set<(message: unknown) => void>;
  lastLock: Promise<unknown>;
  drawn: number;
}

function createContext(browser: TestBrowser, shared: Shared): TestContext {
  const timers: Timer[] = [];
  const logged: unknown[][] = [];
  const tags: string[] = [];
  const after: Ports['after'] = (delayMs, task) => {
    const timer = { delayMs, run: task };
    timers.push(timer);
    return () => {
      const at = timers.indexOf(timer);
      if (at >= 0) timers.splice(at, 1);
    };
  };
  const ports: Ports = {
    nowMs: () => browser.nowMs,
    monotonicMs: () => browser.nowMs,
    randomBytes: (length) => Uint8Array.from({ length }, () => nextByte(shared)),
    randomFraction: () => 0.5,
    fetch: (path, init) => browser.fetch(path, init),
    after,
    ...storageOf(browser.indexedDB),
    locks: { withLock: (_name, _patienceMs, task) => inLine(shared, task) },
    channel: channelOf(shared),
    deviceKeys: nodeDeviceKeys,
    origin: 'http://localhost:8787',
    log: (...line) => void logged.push(line),
  };
  const background: Background = {
    register: (tag) => {
      tags.push(tag);
      return Promise.resolve('registered');
    },
    handOver: () => true,
  };
  const replica = (pageStorage?: PageStorage): Replica => {
    const view = new ReplicaView({ ports, onChange: () => undefined });
    const isVisible = (): boolean => true;
    return new Replica({
      ports,
      background,
      view,
      isVisible,
      isOnline: () => true,
      ...(pageStorage && { pageStorage }),
    });
  };
  return { ports, timers, logged, tags, replica };
}

function storageOf(indexedDB: IDBFactory): Pick<Ports, 'openStore'> {
  return {
    // The open time-out never fires here: fake-indexeddb always answers.
    openStore: (name) =>
      createIdbRecordStore(name, {
        indexedDB,
        keyRange: IDBKeyRange,
        after: () => () => undefined,
      }),
  };
}

function channelOf({ channel }: Shared): Ports['channel'] {
  return {
    post: (message) => {
      const copy: unknown = structuredClone(message);
      for (const listener of channel) listener(copy);
    },
    listen: (listener) => {
      channel.add(listener);
      return () => channel.delete(listener);
    },
  };
}

function inLine<T>(shared: Shared, task: () => Promise<T>): Promise<T> {
  const turn = shared.lastLock.then(task, task);
  shared.lastLock = turn.catch(() => undefined);
  return turn;
}

function nextByte(shared: Shared): number {
  shared.drawn = (shared.drawn * 31 + 17) % 65_521;
  return shared.drawn & 255;
}

const nodeDeviceKeys: DeviceKeys = {
  generate: async () => {
    const pair = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
    ]);
    const raw = await webcrypto.subtle.exportKey('raw', pair.publicKey);
    const privateKey = await webcrypto.subtle.exportKey('jwk', pair.privateKey);
    return { publicKey: base64urlFromBytes(new Uint8Array(raw)), privateKey };
  },
  sign: async ({ privateKey }, text) => {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    const key = await webcrypto.subtle.importKey(
      'jwk',
      privateKey as webcrypto.JsonWebKey,
      algorithm,
      false,
      ['sign'],
    );
    const signature = await webcrypto.subtle.sign(algorithm, key, new TextEncoder().encode(text));
    return base64urlFromBytes(new Uint8Array(signature));
  },
};
