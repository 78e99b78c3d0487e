/**
 * One request to the server, and whether the answer is the server's at all.
 *
 * Only an answer that carries our protocol header is. Anything else, whatever its status, is a bad network: a captive
 * portal answers 200 with a login page.
 */

import { PROTOCOL_HEADER } from '../protocol/version.ts';
import type { Ports } from './ports.ts';

export type RawReply =
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly json: unknown;
      readonly sample: ClockSample;
    }
  /** Nothing is known of what the server did. */
  | { readonly kind: 'offline'; readonly status?: number };

/** How the server's time relates to the device's; undefined when the answer does not tell. */
export type ClockSample = { readonly offsetMs: number } | undefined;

/** A longer round trip may have slept through a suspend, and says nothing about the time. */
const MAX_ROUND_TRIP_MS = 10_000;

/**
 * A request of no more than this outlives its page: browsers take 64 KiB in all.
 * https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
 */
const MOST_KEEPALIVE_BYTES = 60_000;

/** GET, or POST with a body. Never throws. */
export async function request(
  ports: Ports,
  path: string,
  timeoutMs: number,
  body?: unknown,
): Promise<RawReply> {
  const abort = new AbortController();
  const cancel = ports.after(timeoutMs, () => abort.abort());
  const started = { wall: ports.nowMs(), monotonic: ports.monotonicMs() };
  try {
    const response = await ports.fetch(path, { ...initOf(body), signal: abort.signal });
    if (!response.headers.has(PROTOCOL_HEADER)) return { kind: 'offline', status: response.status };
    const json: unknown = await response.json();
    return { kind: 'reply', status: response.status, json, sample: sampleOf(ports, started, json) };
  } catch {
    // Refused, reset, timed out, cut off in the middle: all the same to the outbox.
    return { kind: 'offline' };
  } finally {
    cancel();
  }
}

function initOf(body: unknown): RequestInit {
  const common: RequestInit = {
    cache: 'no-store',
    credentials: 'same-origin',
    redirect: 'error',
  };
  if (body === undefined) return common;
  const headers = { 'content-type': 'application/json' };
  const text = JSON.stringify(body);
  const bytes = new TextEncoder().encode(text).length;
  // Nobody hears the answer then, but what was on its way arrives.
  const keepalive = bytes <= MOST_KEEPALIVE_BYTES;
  return { ...common, method: 'POST', headers, body: text, keepalive };
}

function sampleOf(
  ports: Ports,
  started: { readonly wall: number; readonly monotonic: number },
  json: unknown,
): ClockSample {
  const serverNow =
    typeof json === 'object' && json !== null && 'now' in json ? json.now : undefined;
  const wall = ports.nowMs() - started.wall;
  const monotonic = ports.monotonicMs() - started.monotonic;
  const isPrompt = [wall, monotonic].every((ms) => ms >= 0 && ms <= MAX_ROUND_TRIP_MS);
  if (!isPrompt || typeof serverNow !== 'number') return undefined;
  return { offsetMs: Math.round(serverNow + wall / 2 - ports.nowMs()) };
}
