/** Methods, paths and headers that are not as usual. */

import type { Device, Household } from './household.ts';
import { ORIGIN } from './origin.ts';
import { cookieOf, envelope, learnNothing } from './planned-request.ts';
import type { PlannedRequest } from './planned-request.ts';
import { ordinaryBody, pickList } from './sync-requests.ts';

const METHODS = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'POST'] as const;
const PATHS = [
  ...[
    '/api/health',
    '/api/session',
    '/api/sync',
    '/api/nothing',
    '/api/sync/',
    '/api//sync',
    '/API/sync',
  ],
  ...['/nothing', '/todo/short', '/api/sync?x=1', '/api/session/%00', '/api/%E0%A4%A'],
] as const;
const ODD_HEADERS: readonly Record<string, string>[] = [
  ...[{}, { 'Content-Type': 'text/plain' }, { 'Content-Type': 'application/json; charset=latin1' }],
  ...[
    { 'Content-Type': 'application/jsonx' },
    { 'Content-Type': 'APPLICATION/JSON ;x' },
    { 'Content-Type': '' },
  ],
  ...[{ Origin: 'https://evil.example' }, { Origin: 'null' }, { 'Sec-Fetch-Site': 'cross-site' }],
  ...[
    { 'Sec-Fetch-Site': 'none' },
    { 'Sec-Fetch-Dest': 'document' },
    { 'Sec-Fetch-Dest': 'empty' },
  ],
  ...[
    { Cookie: '__Host-s=' },
    { Cookie: '__Host-s=../' },
    { Cookie: `__Host-s=${'A'.repeat(43)}` },
  ],
  ...[
    { Cookie: '=; ;;a=b' },
    { 'X-Forwarded-For': '::1' },
    { Accept: 'text/html' },
    { Range: 'bytes=0-1' },
  ],
];

/** Any method on any path, with a header that is not as usual. */
export function oddRequest(household: Household, device: Device): PlannedRequest {
  const { random, nowMs } = household;
  const method = random.pick(METHODS);
  const hasBody = method !== 'GET' && method !== 'HEAD' && random.chance(0.7);
  const listId = pickList(household, device);
  const sync = { v: 1, t: nowMs, ls: [ordinaryBody(household, device, listId)] };
  const cookie = cookieOf(household, device);
  const headers = {
    ...(hasBody && { 'Content-Type': 'application/json' }),
    ...(random.chance(0.8) && { Origin: ORIGIN }),
    ...(cookie !== undefined && { Cookie: cookie }),
    ...random.pick(ODD_HEADERS),
  };
  const path = random.chance(0.5) ? '/api/sync' : random.pick(PATHS);
  const request = {
    ...envelope(household),
    method,
    path,
    headers,
    ...(hasBody && { body: new TextEncoder().encode(JSON.stringify(sync)) }),
    transport: 'http' as const,
  };
  return { request, learn: learnNothing };
}
