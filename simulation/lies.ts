/** Answers of somebody who is not our server, or of one that is not well. */

import { PROTOCOL_HEADER } from '../protocol/version.ts';
import type { Device } from './device.ts';
import type { FaultKind, Faults } from './faults.ts';

/** What comes in place of the server's answer; undefined when nothing does. */
export function lieOf(device: Device, faults: Faults, nowMs: number): Response | undefined {
  for (const [kind, tell] of lies) if (faults.strikes(device.name, kind)) return tell(nowMs);
  return undefined;
}

const ours = { [PROTOCOL_HEADER]: '1' };

const lies: readonly (readonly [FaultKind, (nowMs: number) => Response])[] = [
  // Wi-Fi that wants a click first.
  [
    'portal',
    () =>
      new Response('<html>Sign in to the network</html>', {
        headers: { 'content-type': 'text/html' },
      }),
  ],
  ['server-error', () => new Response('{"error":"oops"}', { status: 500 })],
  ['too-many', () => new Response('', { status: 429, headers: { 'retry-after': '9'.repeat(9) } })],
  // Proxies and firewalls have opinions of their own.
  ['stray-4xx', (nowMs) => new Response('{}', { status: 400 + (nowMs % 18) })],
  ['wrong-json', (nowMs) => new Response(wrong[nowMs % wrong.length], { headers: ours })],
  ['busy', (nowMs) => new Response(busy(nowMs), { status: 503, headers: ours })],
];

/** Ours by the header, but nothing that we would say. */
const wrong = ['{}', '[]', 'null', '{"now":0,"ls":[{"code":"later"}]}', '{"now":"today","ls":[]}'];

function busy(nowMs: number): string {
  const retryAfterMs = nowMs % 2 === 0 ? 3000 : 1e12;
  const type = '/problems/busy';
  return JSON.stringify({
    type,
    title: 'Busy.',
    status: 503,
    code: 'busy',
    now: nowMs,
    retryAfterMs,
  });
}
