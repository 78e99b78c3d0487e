/**
 * The network between devices and the server: it loses, doubles, delays, reorders, cuts off, hangs and lies.
 */

import type { Device } from './device.ts';
import type { Serve, SentRequest, ServedAnswer } from './exchange.ts';
import type { Faults } from './faults.ts';
import { lieOf } from './lies.ts';
import { randomStream } from './random.ts';
import type { Scheduler } from './scheduler.ts';

export interface Network {
  readonly fetch: (
    device: Device,
    path: string,
    init: RequestInit,
    /** Waits in the context that asked; never ends when it was killed. */
    gate: (delayMs: number) => Promise<void>,
  ) => Promise<Response>;
}

export interface NetworkWorld {
  readonly seed: number;
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  /** What the real time is when the run begins, in milliseconds since 1970. */
  readonly epochMs: number;
  /** Time that has passed on every clock and in which nobody did anything. */
  readonly skippedMs?: () => number;
  readonly serve: Serve;
  /** A device sends a request, whatever becomes of it. */
  readonly onAsked?: (request: SentRequest) => void;
}

export function createNetwork(world: NetworkWorld): Network {
  const { scheduler, faults, serve } = world;
  const delays = randomStream(world.seed, 'network delays');

  const trip = (device: Device): number =>
    10 +
    delays.fraction() * 150 +
    (faults.strikes(device.name, 'slow') ? delays.fraction() * 20_000 : 0);

  const travel = async (
    device: Device,
    request: SentRequest,
    gate: (delayMs: number) => Promise<void>,
  ): Promise<Response> => {
    await gate(trip(device));
    if (!device.isOnline || faults.strikes(device.name, 'request-lost')) throw unreachable();
    if (faults.strikes(device.name, 'hang')) return new Promise<never>(() => undefined);
    const lie = lieOf(device, faults, world.epochMs + scheduler.nowMs());
    if (lie) return lie;
    if (faults.strikes(device.name, 'duplicate')) {
      scheduler.after(delays.fraction() * 60_000, () => void serve(request));
    }
    const answer = await serve(request);
    const isLost = faults.strikes(device.name, 'answer-lost');
    await gate(trip(device));
    if (isLost || !device.isOnline) throw unreachable();
    keepCookies(device, answer);
    return responseFrom(answer, faults.strikes(device.name, 'truncated'));
  };

  return {
    fetch: (device, path, { method = 'GET', body, signal }, gate) => {
      const text = typeof body === 'string' ? body : undefined;
      const cookies = new Map(device.cookies);
      const request = { device, method, path, cookies, body: text };
      world.onAsked?.(request);
      return new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () =>
          reject(new DOMException('timed out', 'AbortError')),
        );
        travel(device, request, gate).then(resolve, reject);
      });
    },
  };
}

function unreachable(): TypeError {
  return new TypeError('Failed to fetch');
}

function keepCookies(device: Device, { headers }: ServedAnswer): void {
  for (const cookie of headers.getSetCookie()) {
    const [pair = ''] = cookie.split(';');
    const at = pair.indexOf('=');
    device.cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

function responseFrom({ status, headers, body }: ServedAnswer, isTruncated: boolean): Response {
  const arrived = isTruncated ? body.slice(0, Math.floor(body.length / 2)) : body;
  return new Response(arrived, { status, headers });
}
