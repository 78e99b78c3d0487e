/** The ports of a real browser that reading takes: storage, messages, the console. */

import { createIdbRecordStore } from './idb-record-store.ts';
import type { IdbWorld } from './idb-record-store.ts';
import type { Channel, Ports } from './ports.ts';

export type ViewPorts = Pick<Ports, 'after' | 'openStore' | 'channel' | 'log'>;

export function createBrowserViewPorts(): ViewPorts {
  const after = (delayMs: number, task: () => void): (() => void) => {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  };
  const world: IdbWorld = {
    // Where storage is switched off, even asking for it may throw.
    get indexedDB() {
      return globalThis.indexedDB;
    },
    get keyRange() {
      return IDBKeyRange;
    },
    after,
  };
  return {
    after,
    openStore: (name) => createIdbRecordStore(name, world),
    channel: browserChannel('holdfast'),
    // oxlint-disable-next-line no-console -- the one place that writes to the console
    log: (message, detail) => console.warn(`Holdfast: ${message}`, detail ?? ''),
  };
}

function browserChannel(name: string): Channel {
  const channel = new BroadcastChannel(name);
  const listeners = new Set<(message: unknown) => void>();
  const deliver = (message: unknown): void => {
    for (const listener of listeners) listener(message);
  };
  channel.addEventListener('message', (event: MessageEvent<unknown>) => deliver(event.data));
  return {
    post: (message) => {
      channel.postMessage(message);
      deliver(message);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
