/** A request that is about to be sent, and what its answer teaches. */

import type { Device, Household } from './household.ts';
import { ORIGIN } from './origin.ts';
import type { WireAnswer, WireRequest } from './wire.ts';

export interface PlannedRequest {
  readonly request: WireRequest;
  readonly learn: (answer: WireAnswer) => void;
}

const SENT_KEPT = 40;

/** Posts a body as our own page does, most of the time. */
export function post(
  household: Household,
  path: string,
  body: string,
  { cookie, headers }: { cookie?: string | undefined; headers?: Record<string, string> } = {},
): WireRequest {
  const { random, sent } = household;
  const request: WireRequest = {
    ...envelope(household),
    method: 'POST',
    path,
    headers: {
      'Content-Type': 'application/json',
      Origin: ORIGIN,
      'Sec-Fetch-Site': 'same-origin',
      ...(cookie !== undefined && { Cookie: cookie }),
      ...headers,
    },
    body: new TextEncoder().encode(body),
    transport: random.chance(0.015) ? 'chunked' : random.chance(0.02) ? 'http' : 'any',
  };
  sent.push(request);
  if (sent.length > SENT_KEPT) sent.shift();
  return request;
}

/** A scene of its own, and nothing compressed. */
export function envelope(household: Household): Pick<WireRequest, 'scene'> {
  household.count += 1;
  const { nowMs, seed, name, count } = household;
  return { scene: { nowMs, seed, name: `${name}.${count}` } };
}

/** The cookie of the device: mostly its newest. */
export function cookieOf({ random }: Household, { cookies }: Device): string | undefined {
  return random.chance(0.97) ? cookies.at(-1) : random.pick([undefined, ...cookies]);
}

export const learnNothing = (): void => undefined;
