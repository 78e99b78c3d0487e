/** Answers that are not what was hoped for. */

import { PROTOCOL_HEADER } from '../../protocol/version.ts';
import type { Problem } from '../../protocol/problem.ts';
import { EPOCH_MS } from './time.fixture.ts';

/** A problem of our own. */
export function problem(
  code: Problem['code'],
  status: number,
  more: Readonly<Record<string, unknown>> = {},
): Response {
  const body = {
    type: `/problems/${code}`,
    title: 'Planted.',
    status,
    code,
    now: EPOCH_MS,
    ...more,
  };
  return new Response(JSON.stringify(body), { status, headers: OURS });
}

/** An answer of our own, whatever it says. */
export function ours(answer: unknown): Response {
  return nonsense(JSON.stringify(answer));
}

/** A body with our header and no sense in it. */
export function nonsense(body: string): Response {
  return new Response(body, { headers: OURS });
}

/** A captive portal, a proxy, somebody else's server. */
export function foreign(status: number, body: string, contentType = 'application/json'): Response {
  return new Response(body, { status, headers: { 'content-type': contentType } });
}

const OURS = { 'content-type': 'application/json', [PROTOCOL_HEADER]: '1' };
