/** The ports of a real browser; pages and workers have the same. */

import { base64urlFromBytes } from '../domain/base64url.ts';
import { boundedResponse } from './bounded-response.ts';
import type { DeviceKey } from './device-key.ts';
import type { ViewPorts } from './browser-view-ports.ts';
import type { DeviceKeys, Locks, Ports } from './ports.ts';

export function createBrowserPorts(view: ViewPorts): Ports {
  return {
    ...view,
    nowMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    randomFraction: () => Math.random(),
    fetch: async (path, init) => boundedResponse(await fetch(path, init)),
    locks: browserLocks(view.after),
    deviceKeys,
    origin: location.origin,
  };
}

function browserLocks(after: Ports['after']): Locks {
  return {
    withLock: async (name, patienceMs, task) => {
      const { locks } = navigator;
      // Absent in insecure contexts and old browsers.
      if (!locks) return task();
      const impatience = new AbortController();
      const cancel = after(patienceMs, () => impatience.abort());
      let isHeld = false;
      try {
        return await locks.request(name, { signal: impatience.signal }, async () => {
          isHeld = true;
          cancel();
          return task();
        });
      } catch (error) {
        // Impatience, or locks that do not work here: they never keep data right, so it goes on without.
        if (isHeld) throw error;
        return task();
      }
    },
  };
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };

const deviceKeys: DeviceKeys = {
  generate: async (): Promise<DeviceKey> => {
    const pair = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
    const raw = await crypto.subtle.exportKey('raw', pair.publicKey);
    return { publicKey: base64urlFromBytes(new Uint8Array(raw)), privateKey: pair.privateKey };
  },
  sign: async ({ privateKey }, text) => {
    if (!(privateKey instanceof CryptoKey)) throw new TypeError('the device key is no CryptoKey');
    const signature = await crypto.subtle.sign(
      { name: 'ECDSA', hash: 'SHA-256' },
      privateKey,
      new TextEncoder().encode(text),
    );
    return base64urlFromBytes(new Uint8Array(signature));
  },
};
