/** Who gets in, and as whom. */

import { expect } from 'vitest';
import { contractOnBothServers, cookieOf } from './both-servers.ts';
import type { Answer, ContractServer } from './both-servers.ts';
import { createDevice } from '../harness/device.ts';
import { syncLists } from './replica-request.ts';

const contract = contractOnBothServers('https://todo.example');

contract(
  'a device with a key gets an account and a cookie nobody else can read',
  async (server) => {
    const device = await server.newDevice();
    const answer = await server.post('/api/session', await device.sessionRequest(server));
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual(answerFor(device));
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-s=[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      ),
    ]);
    expect(answer.text).not.toContain(cookieOf(answer).slice('__Host-s='.length));
  },
);

contract(
  'F04 a request whose answer was lost is repeated and comes to the same account',
  async (server) => {
    const device = await server.newDevice();
    const request = await device.sessionRequest(server);
    const first = await server.post('/api/session', request);
    const second = await server.post('/api/session', request);
    expect(second.json()).toEqual(answerFor(device));
    for (const answer of [first, second]) {
      expect((await whoAmI(server, cookieOf(answer))).status).toBe(200);
    }
  },
);

contract('F01 a lost cookie is replaced by the key', async (server) => {
  const device = await server.newDevice();
  await server.signIn(device);
  const cookie = await server.signIn(device);
  expect((await whoAmI(server, cookie)).json()).toEqual(answerFor(device));
});

contract('asking who one is makes nothing', async (server) => {
  for (const cookie of [
    undefined,
    '__Host-s=',
    `__Host-s=${'A'.repeat(43)}`,
    's=x',
    '__Host-s=../',
  ]) {
    const answer = await whoAmI(server, cookie);
    expect([answer.status, answer.json()['code']]).toEqual([401, 'auth']);
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
});

contract('S39 who has synced before is told on which day that was', async (server) => {
  const device = await server.newDevice();
  const cookie = await server.signIn(device);
  await syncLists(server, cookie, [{ l: device.inboxId }]);
  expect((await whoAmI(server, cookie)).json()).toMatchObject({
    lastSeenDay: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  });
});

contract('a cookie under the other name is none', async (server) => {
  const cookie = await server.signIn(await server.newDevice());
  const renamed = cookie.replace('__Host-s=', 's=');
  expect((await whoAmI(server, renamed)).status).toBe(401);
  expect((await whoAmI(server, cookie)).status).toBe(200);
});

contract('F02 with the cookie of another account that account wins', async (server) => {
  const first = await server.newDevice();
  const cookie = await server.signIn(first);
  const wiped = await server.newDevice();
  const answer = await server.post('/api/session', await wiped.sessionRequest(server), cookie);
  expect(answer.json()).toEqual(answerFor(first));
  const again = await server.post('/api/session', await wiped.sessionRequest(server));
  expect(again.json()).toEqual(answerFor(first));
});

contract('S25 somebody else’s account is not to be had', async (server) => {
  const owner = await server.newDevice();
  await server.signIn(owner);
  const thief = await createDevice({ accountId: owner.accountId, inboxId: owner.inboxId });
  const cookie = await server.signIn(await server.newDevice());
  for (const sent of [undefined, cookie, `__Host-s=${'A'.repeat(43)}`]) {
    const request = await thief.sessionRequest(server);
    const answer = await server.post('/api/session', request, sent);
    expect([answer.status, answer.json()['code']]).toEqual([401, 'auth']);
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
});

contract('a further device comes in with the account’s cookie', async (server) => {
  const first = await server.newDevice();
  const second = await createDevice(first);
  await server.signIn(second, await server.signIn(first));
  expect((await whoAmI(server, await server.signIn(second))).json()).toEqual(answerFor(first));
});

contract(
  'a signature is good for two minutes, and for nothing but what it was made for',
  async (server) => {
    const { origin } = server;
    const device = await server.newDevice();
    for (const offMs of [-121_000, 121_000]) {
      const request = await device.sessionRequest({ origin, t: Date.now() + offMs });
      const answer = await server.post('/api/session', request);
      expect([answer.status, answer.json()['code']]).toEqual([409, 'clock']);
      expect(Math.abs(Number(answer.json()['now']) - Date.now())).toBeLessThan(10_000);
    }
    const forged = [
      { ...(await device.sessionRequest({ origin: 'https://evil.example' })) },
      { ...(await device.sessionRequest({ origin })), accountId: server.newId() },
      { ...(await device.sessionRequest({ origin })), inboxId: server.newId() },
    ];
    for (const request of forged) {
      const answer = await server.post('/api/session', request);
      expect([answer.status, answer.json()['code']]).toEqual([401, 'auth']);
    }
  },
);

contract('what is no session request is refused and not repeated', async (server) => {
  const request = await (await server.newDevice()).sessionRequest(server);
  const { publicKey, proof } = request;
  const wrong: readonly object[] = [
    {},
    [],
    { ...request, accountId: '<script>' },
    { ...request, accountId: 7 },
    { ...request, inboxId: `u:${request.accountId}` },
    { ...request, inboxId: '_list' },
    { ...request, publicKey: publicKey.slice(1) },
    { ...request, publicKey: 'A'.repeat(87) },
    { ...request, proof: { ...proof, signature: `${proof.signature}A` } },
    { ...request, proof: { ...proof, t: -1 } },
    { ...request, proof: { ...proof, t: 1.5 } },
    { ...request, proof: undefined },
  ];
  for (const body of wrong) {
    const answer = await server.post('/api/session', body);
    expect([answer.status, answer.json()['code']], JSON.stringify(body)).toEqual([400, 'type']);
    expect(Object.keys(answer.json()).toSorted()).toEqual([
      'code',
      'now',
      'status',
      'title',
      'type',
    ]);
    expect(answer.text).not.toContain('script');
  }
});

function answerFor(ids: { readonly accountId: string; readonly inboxId: string }): unknown {
  const { accountId, inboxId } = ids;
  return { accountId, inboxId, now: expect.any(Number) };
}

/** @param cookie none when undefined */
function whoAmI({ ask }: ContractServer, cookie: string | undefined): Promise<Answer> {
  return ask('/api/session', cookie === undefined ? {} : { headers: { Cookie: cookie } });
}
