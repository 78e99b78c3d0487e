/** What is refused, how, and that nothing of it comes back or is stored. */

import { expect } from 'vitest';
import { accountListId } from '../../domain/ids.ts';
import type { ListId } from '../../domain/ids.ts';
import { stampFromParts } from '../../domain/stamp-parts.ts';
import { CURSOR_START } from '../../protocol/sync-request.ts';
import { contractOnBothServers } from './both-servers.ts';
import type { Answer, ContractServer } from './both-servers.ts';
import { at, cursorAfter, itemId, partOf, syncList, syncLists } from './replica-request.ts';

const contract = contractOnBothServers();

const X = itemId('x');
const created = { c: ['anna', at(0)], t: ['Milk', at(0)] } as const;

/** Names that a problem must never repeat. */
const CANARY = 'canary<script>';

async function signedIn(server: ContractServer) {
  const device = await server.newDevice();
  return { device, l: device.inboxId, cookie: await server.signIn(device) };
}

function expectProblem(answer: Answer, status: number, code: string): void {
  expect([answer.status, answer.json()['code']], answer.text).toEqual([status, code]);
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
  expect(answer.json()).toMatchObject({ type: `/problems/${code}`, status });
  expect(answer.text).not.toContain('canary');
  expect(answer.text).not.toMatch(/sql|select|stack|at \w+ \(/i);
}

contract('no session, no sync', async (server) => {
  const { l } = await signedIn(server);
  for (const cookie of [undefined, 's=', `s=${'A'.repeat(43)}`, `s=${CANARY}`]) {
    expectProblem(await syncLists(server, cookie, [{ l }]), 401, 'auth');
  }
});

contract('edits that were made under another account are not stored', async (server) => {
  const owner = await signedIn(server);
  const { device, l, cookie } = await signedIn(server);
  const request = { v: 1, t: Date.now(), ls: [{ l, c: CURSOR_START, e: [[X, created]] }] };
  const { accountId: other } = owner.device;
  expectProblem(await server.post('/api/sync', { ...request, a: other }, cookie), 401, 'auth');
  expect(await syncList(server, cookie, { l })).toMatchObject({ to: 0 });
  const own = { l: accountListId(other), c: CURSOR_START };
  const withTheirs = { ...request, ls: [...request.ls, own] };
  expectProblem(await server.post('/api/sync', withTheirs, cookie), 401, 'auth');
  expect(await syncList(server, cookie, { l })).toMatchObject({ to: 0 });
  const { accountId } = device;
  expect((await server.post('/api/sync', { ...request, a: accountId }, cookie)).status).toBe(200);
});

contract('bodies that are no request', async (server) => {
  const { l, cookie } = await signedIn(server);
  const c = ['', 0, 0, 0, ''];
  const t = Date.now();
  const bodies: readonly unknown[] = [
    ...['', ' ', '{', 'null', '[]', '"text"', '1', 'canary<script>', '{"v":1', '\uFEFF{}', 'NaN'],
    '{"v":1,"t":1e400,"ls":[]}',
    '['.repeat(100_000),
    `${'['.repeat(5000)}${']'.repeat(5000)}`,
    { v: 1, t, ls: [{ l, c, e: [[X, { t: [[[CANARY]], at(0)] }]] }] },
    { v: 1 },
    { v: '1', t, ls: [{ l, c }] },
    { v: 1, t: 'now', ls: [{ l, c }] },
    { v: 1, t: -1, ls: [{ l, c }] },
    { v: 1, t: 1.5, ls: [{ l, c }] },
    { v: 1, t, a: CANARY, ls: [{ l, c }] },
    { v: 1, t, ls: {} },
    { v: 1, t, ls: [] },
    { v: 1, t, ls: [null] },
    { v: 1, t, ls: Array.from({ length: 21 }, () => ({ l, c })) },
    { v: 1, t, ls: [{ l: CANARY, c }] },
    { v: 1, t, ls: [{ l: `${l}\n`, c }] },
    { v: 1, t, ls: [{ l, c: ['', 0, 0, 0] }] },
    { v: 1, t, ls: [{ l, c: ['', -1, 0, 0, ''] }] },
    { v: 1, t, ls: [{ l, c: [CANARY, 0, 0, 0, ''] }] },
    { v: 1, t, ls: [{ l, c: ['', 0, 0, 0, 'x'.repeat(17)] }] },
    { v: 1, t, ls: [{ l, c, e: {} }] },
    { v: 1, t, ls: [{ l, c, e: Array.from({ length: 201 }, () => 1) }] },
    { v: 1, t, ls: [{ l, c, h: -1 }] },
    { v: 1, t, ls: [{ l, c, new: 2 }] },
    `{"v":1,"t":${t},"ls":[{"l":"${l}","c":["",0,0,0,""],"__proto__":{"polluted":1}}]}`,
    `{"v":1,"t":${t},"ls":[],"constructor":{"prototype":{"polluted":1}}}`,
    `{"v":1,"t":${t},"ls":[{"l":"${l}","c":["",0,0,0,""],"e":[["${X}",{"t":[{"__proto__":1},"${at(0)}"]}]]}]}`,
  ];
  for (const body of bodies)
    expectProblem(await server.post('/api/sync', body, cookie), 400, 'type');
  for (const body of bodies.slice(0, 14)) {
    expectProblem(await server.post('/api/session', body), 400, 'type');
  }
  expect(await syncList(server, cookie, { l })).toMatchObject({ to: 0 });
});

contract('what is not UTF-8 is not JSON', async (server) => {
  const headers = { 'Content-Type': 'application/json', Origin: server.origin };
  const body = Uint8Array.of(0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d);
  expectProblem(await server.ask('/api/sync', { method: 'POST', headers, body }), 400, 'type');
});

contract(
  'a body of ten megabytes is too large, whether its length is told or not',
  async (server) => {
    const { cookie } = await signedIn(server);
    const large = `"${CANARY}${'x'.repeat(10_000_000)}"`;
    expectProblem(await server.post('/api/sync', large, cookie), 413, 'size');
    expectProblem(await server.post('/api/session', large), 413, 'size');
    const headers = { 'Content-Type': 'application/json', Origin: server.origin };
    const init = { method: 'POST', headers, duplex: 'half' } as const;
    const inChunks = (size: number) => ({
      ...init,
      body: new Blob([large.slice(0, size)]).stream(),
    });
    expectProblem(await server.ask('/api/sync', inChunks(10_000_000)), 413, 'size');
    expectProblem(await server.ask('/api/sync', inChunks(256 * 1024 + 1)), 413, 'size');
    expectProblem(await server.ask('/api/sync', inChunks(256 * 1024)), 400, 'type');
  },
);

contract('what is sent as anything but JSON', async (server) => {
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    '',
  ]) {
    const headers = { 'Content-Type': type, Origin: server.origin };
    const answer = await server.ask('/api/sync', { method: 'POST', headers, body: '{}' });
    expectProblem(answer, 415, 'type');
  }
});

contract('E03 another version must update', async (server) => {
  const { l, cookie } = await signedIn(server);
  const request = { v: 2, t: Date.now(), ls: [{ l, c: ['', 0, 0, 0, ''] }] };
  expectProblem(await server.post('/api/sync', request, cookie), 426, 'upgrade');
});

contract('a clock that is two minutes off is told the time', async (server) => {
  const { l, cookie } = await signedIn(server);
  for (const offMs of [-121_000, 121_000]) {
    const answer = await syncLists(server, cookie, [{ l, e: [[X, created]] }], Date.now() + offMs);
    expectProblem(answer, 409, 'clock');
    expect(answer.json()).not.toHaveProperty('ls');
  }
  const answer = await syncLists(server, cookie, [{ l, e: [[X, created]] }], Date.now() - 110_000);
  expect(answer.status).toBe(200);
});

contract('S24 a stamp of the year 2100 stops its push and poisons nothing', async (server) => {
  const { l, cookie } = await signedIn(server);
  const stamp = stampFromParts({ ms: Date.UTC(2100, 0), counter: 0, node: 'AAAAA' });
  const answer = await syncLists(server, cookie, [{ l, e: [[X, { c: ['anna', stamp] }]] }]);
  expectProblem(answer, 409, 'clock');
  expect(partOf(answer)).toEqual({ code: 'clock' });
  expect((await syncList(server, cookie, { l, e: [[X, created]] })).to).toBe(1);
});

contract(
  'S25 a stranger learns nothing of a list, not even whether there is one',
  async (server) => {
    const owner = await signedIn(server);
    const before = await syncList(server, owner.cookie, { l: owner.l, e: [[X, created]] });
    const { cookie } = await signedIn(server);
    const nowhere = server.newId<ListId>();
    const cursor = cursorAfter(before);
    for (const more of [
      {},
      { e: [[X, { t: [CANARY, at(1)] }]] },
      { c: cursor },
      { new: 1 as const },
    ]) {
      const theirs = await syncLists(server, cookie, [{ l: owner.l, ...more }]);
      expectProblem(theirs, 404, 'unknown');
      if (!('new' in more)) {
        const none = await syncLists(server, cookie, [{ l: nowhere, ...more }]);
        expect(withoutNow(none)).toBe(withoutNow(theirs));
      }
    }
    expect(await syncList(server, owner.cookie, { l: owner.l })).toEqual(before);
  },
);

contract('a cursor of other data', async (server) => {
  const { l, cookie } = await signedIn(server);
  const cursor = cursorAfter(await syncList(server, cookie, { l, e: [[X, created]] }));
  for (const c of [
    ['other', 1, 0, 1, cursor[4]],
    [cursor[0], 1, 0, 1, 'AAAAAAAA'],
    [cursor[0], 2, 0, 2, cursor[4]],
  ] as const) {
    const answer = await syncLists(server, cookie, [{ l, c, e: [[X, { t: [CANARY, at(1)] }]] }]);
    expectProblem(answer, 409, 'reset');
    expect(partOf(answer)).toEqual({ code: 'reset', ep: cursor[0] });
  }
  expect(await syncList(server, cookie, { l, c: cursor })).toEqual({});
});

function withoutNow({ text }: Answer): string {
  return text.replace(/"now":\d+/, '');
}
