/**
 * The network between devices and the server: it loses, doubles, delays, reorders, cuts off, hangs and lies.
 */

import type { Device } from './device.ts';
import type { Faults } from './faults.ts';
import { randomStream } from './random.ts';
import { countOutside } from './scheduler.ts';
import type { Scheduler } from './scheduler.ts';

export interface Network {
  readonly fetch: (
    device: Device,
    path: string,
    init: RequestInit,
    /** Waits in the context that asked; never ends when it was killed. */
    gate: (delayMs: number) => Promise<void>,
  ) => Promise<Response>;
  readonly requests: () => number;
}

export interface NetworkWorld {
  readonly seed: number;
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly origin: string;
  readonly serve: (request: Request) => Promise<Response>;
}

export function createNetwork(world: NetworkWorld): Network {
  const { scheduler, faults } = world;
  const delays = randomStream(world.seed, 'network delays');
  let requests = 0;

  const deliver = async (device: Device, path: string, init: RequestInit): Promise<Response> => {
    requests += 1;
    const headers = new Headers(init.headers);
    headers.set('origin', world.origin);
    headers.set('sec-fetch-site', 'same-origin');
    const cookies = [...device.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookies) headers.set('cookie', cookies);
    const { method = 'GET', body } = init;
    const request = new Request(world.origin + path, { method, headers, body: body ?? null });
    return countOutside(world.serve(request));
  };

  const trip = (device: Device): number =>
    10 +
    delays.fraction() * 150 +
    (faults.strikes(device.name, 'slow') ? delays.fraction() * 20_000 : 0);

  return {
    requests: () => requests,
    fetch: async (device, path, init, gate) => {
      const aborted = rejectionOf(init.signal);
      const answer = (async () => {
        await gate(trip(device));
        if (!device.isOnline || faults.strikes(device.name, 'request-lost'))
          throw new TypeError('Failed to fetch');
        if (faults.strikes(device.name, 'hang')) return new Promise<never>(() => undefined);
        const lie = lieOf(device, faults);
        if (lie) return lie;
        if (faults.strikes(device.name, 'duplicate')) {
          scheduler.after(delays.fraction() * 60_000, () => void deliver(device, path, init));
        }
        const response = await deliver(device, path, init);
        const isLost = faults.strikes(device.name, 'answer-lost');
        await gate(trip(device));
        if (isLost || !device.isOnline) throw new TypeError('Failed to fetch');
        keepCookies(device, response);
        return faults.strikes(device.name, 'truncated') ? truncate(response) : response;
      })();
      return Promise.race([answer, aborted]);
    },
  };
}

/** Answers of somebody who is not our server, or of one that is not well. */
function lieOf(device: Device, faults: Faults): Response | undefined {
  if (faults.strikes(device.name, 'portal')) {
    return new Response('<html>Sign in to the network</html>', {
      headers: { 'content-type': 'text/html' },
    });
  }
  if (faults.strikes(device.name, 'server-error'))
    return new Response('{"error":"oops"}', { status: 500 });
  if (faults.strikes(device.name, 'too-many')) return new Response('', { status: 429 });
  return undefined;
}

function keepCookies(device: Device, response: Response): void {
  for (const cookie of response.headers.getSetCookie()) {
    const [pair = ''] = cookie.split(';');
    const at = pair.indexOf('=');
    device.cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

async function truncate(response: Response): Promise<Response> {
  const text = await countOutside(response.text());
  const { status, headers } = response;
  return new Response(text.slice(0, Math.floor(text.length / 2)), { status, headers });
}

function rejectionOf(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('timed out', 'AbortError')));
  });
}
