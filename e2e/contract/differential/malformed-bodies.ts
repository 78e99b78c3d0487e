/** Bodies that are no request, or no longer quite the one they were. */

import type { RandomStream } from '../../../simulation/random.ts';
import { awkwardValue, RAW_VALUES } from './awkward-values.ts';
import type { Device, Household } from './household.ts';
import { cookieOf, learnNothing, post } from './planned-request.ts';
import type { PlannedRequest } from './planned-request.ts';
import { ordinaryBody, pickList, syncOfText } from './sync-requests.ts';

/** Bodies that are no request at all. */
const NO_REQUESTS = [
  ...[
    '',
    ' ',
    '{',
    'null',
    '[]',
    '"text"',
    '1',
    '{"v":1',
    '\uFEFF{}',
    'NaN',
    '{}',
    '{"v":2}',
    '{"v":1e400}',
  ],
  ...['{"v":1,"t":1e400,"ls":[]}', '['.repeat(5000), `${'['.repeat(9)}${']'.repeat(9)}`, '{"v":0}'],
  ...[
    `${'['.repeat(8)}${']'.repeat(8)}`,
    '{"v":1,"ls":[],"t":1}',
    '{"v":1,"v":2}',
    '{"__proto__":{"v":2}}',
  ],
  ...[
    '{"constructor":{"prototype":{}}}',
    '{"a":"\\',
    '"\uD800"',
    '{"v":"1"}',
    '\0',
    '{"v":1}\0',
    '//',
  ],
] as const;

const NO_JSON = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/jsonx',
  '',
] as const;

export function noRequest(household: Household, device: Device): PlannedRequest {
  const { random } = household;
  const path = random.pick(['/api/sync', '/api/sync', '/api/session']);
  const cookie = cookieOf(household, device);
  const headers = random.chance(0.2) ? { 'Content-Type': random.pick(NO_JSON) } : {};
  const request = post(household, path, random.pick(NO_REQUESTS), { cookie, headers });
  const bytes = request.body?.slice();
  if (bytes && bytes.length > 0 && random.chance(0.1)) bytes[random.below(bytes.length)] = 0xff;
  return { request: { ...request, ...(bytes && { body: bytes }) }, learn: learnNothing };
}

/** An ordinary sync of which some characters are others. */
export function garbledSync(household: Household, device: Device): PlannedRequest {
  const { random, nowMs } = household;
  const listId = pickList(household, device);
  const ls = [ordinaryBody(household, device, listId)];
  let text = JSON.stringify({ v: 1, t: nowMs, ls });
  for (let left = 1 + random.below(2); left > 0; left -= 1) text = garbled(random, text);
  return syncOfText(household, device, ls, text);
}

const INSERTED = [
  ...[
    '"',
    '\\',
    '\0',
    ',',
    ':',
    '[',
    ']',
    '{',
    '}',
    '0',
    '-',
    '.',
    'e',
    ' ',
    '\uFF01',
    '\u{1F600}',
    '\\u0000',
  ],
  ...[
    '"__proto__":1,',
    '"v":1,',
    '"c":["x","y"],',
    '"role":"owner",',
    '"rev":7,',
    'null',
    '1e400',
    '\\ud800',
  ],
] as const;

function garbled(random: RandomStream, text: string): string {
  const at = random.below(text.length);
  const removed = random.chance(0.5) ? 0 : 1 + random.below(3);
  const inserted = random.chance(0.7) ? random.pick(INSERTED) : '';
  return text.slice(0, at) + inserted + text.slice(at + removed);
}

/** An ordinary sync with another value somewhere, or with a member more. */
export function mutatedSync(household: Household, device: Device): PlannedRequest {
  const { random, nowMs } = household;
  const ls = [ordinaryBody(household, device, pickList(household, device))];
  const whole = JSON.parse(JSON.stringify({ v: 1, t: nowMs, ls })) as object;
  const places = placesIn(whole);
  for (let left = 1 + random.below(2); left > 0; left -= 1) {
    const [parent, key] = random.pick(places);
    const isAdded = random.chance(0.15) && !Array.isArray(parent);
    parent[isAdded ? random.pick(STRANGE_KEYS) : key] = random.chance(0.3) ? RAW : oddity(random);
  }
  // A placeholder stands for what JSON.stringify would not write.
  const text = JSON.stringify(whole).replaceAll(`"${RAW}"`, () => random.pick(RAW_VALUES));
  return syncOfText(household, device, ls, text);
}

const RAW = '\u{1F9EA}raw';
const STRANGE_KEYS = [
  'role',
  'owner',
  'rev',
  'tag',
  'q',
  'T',
  'abc',
  'g.',
  'g.ä',
  'j.x',
  '$',
  'a.b',
  '"',
  '',
  'toString',
  'zz',
];

function oddity(random: RandomStream): unknown {
  const odd = [
    null,
    -1,
    0,
    1,
    1.5,
    2 ** 53,
    '',
    'x',
    '_list',
    'x'.repeat(16),
    'x'.repeat(17),
    [],
    {},
    true,
  ];
  return random.chance(0.7) ? random.pick(odd) : awkwardValue(random);
}

type Place = readonly [parent: Record<string, unknown>, key: string];

function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const parent = value as Record<string, unknown>;
  return Object.keys(parent).flatMap((key) => [[parent, key] as const, ...placesIn(parent[key])]);
}
