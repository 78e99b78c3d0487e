/** Failures as the network sees them: problems (RFC 9457) from the closed list, which repeat nothing that was sent. */

import type { ProblemCode } from '../protocol/problem-codes.ts';
import type { Problem } from '../protocol/problem.ts';

export interface ProblemOptions {
  /** Where it is not the code's usual one. */
  readonly status?: number;
  readonly retryAfterMs?: number;
  /** JSON of the parts of a sync request of which every one failed. */
  readonly partsJson?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

export function problemAnswer(
  code: ProblemCode,
  nowMs: number,
  { status = usual[code].status, retryAfterMs, partsJson, headers }: ProblemOptions = {},
): Response {
  const problem: Problem = {
    type: `/problems/${code}`,
    title: usual[code].title,
    status,
    code,
    now: nowMs,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
  const json = JSON.stringify(problem);
  return new Response(partsJson ? `${json.slice(0, -1)},"ls":[${partsJson.join()}]}` : json, {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      ...(retryAfterMs !== undefined && { 'Retry-After': String(Math.ceil(retryAfterMs / 1000)) }),
      ...headers,
    },
  });
}

/** The status that goes with the code, and what it says to a person who reads it in a log. */
const usual: Readonly<Record<ProblemCode, { readonly status: number; readonly title: string }>> = {
  clock: { status: 409, title: 'The clocks are too far apart.' },
  reset: { status: 409, title: 'The list must be read from the start.' },
  auth: { status: 401, title: 'There is no session.' },
  member: { status: 403, title: 'The account was removed from the list.' },
  unknown: { status: 404, title: 'There is no such thing here.' },
  'gone-account': { status: 410, title: 'The account was deleted.' },
  size: { status: 413, title: 'The request is too large.' },
  type: { status: 400, title: 'The request is not what was expected.' },
  upgrade: { status: 426, title: 'The app must be updated to sync.' },
  busy: { status: 503, title: 'The server is busy.' },
};

/** `allow` names the methods that the path has. */
export function methodNotAllowed(nowMs: number, allow: string): Response {
  return problemAnswer('type', nowMs, { status: 405, headers: { Allow: allow } });
}
