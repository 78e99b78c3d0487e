/** What the network may answer, by a real server and the real fetch. */

import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { PROTOCOL_HEADER } from '../protocol/version.ts';
import { boundedResponse } from './bounded-response.ts';
import { createTestBrowser } from './browser.fixture.ts';
import type { Ports } from './ports.ts';
import { request } from './request.ts';

const OURS = { [PROTOCOL_HEADER]: '1', 'content-type': 'application/json' };

const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Ports on which `listener` is the server, and what was asked of `fetch`. */
async function portsTo(
  listener: RequestListener,
): Promise<Ports & { readonly inits: readonly RequestInit[] }> {
  const server = createServer(listener);
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const inits: RequestInit[] = [];
  return {
    ...createTestBrowser().context().ports,
    after: (delayMs, task) => {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
    fetch: async (path, init) => {
      inits.push(init);
      return boundedResponse(await fetch(`http://127.0.0.1:${port}${path}`, init));
    },
    inits,
  };
}

test('an answer of ours is read, with its status', async () => {
  const ports = await portsTo((_, answer) => answer.writeHead(409, OURS).end('{"now":1}'));
  expect(await request(ports, '/', 10_000)).toMatchObject({
    kind: 'reply',
    status: 409,
    json: { now: 1 },
  });
});

test('C07 a redirect is not followed', async () => {
  let asked = 0;
  const ports = await portsTo((_, answer) => {
    asked += 1;
    answer.writeHead(302, { ...OURS, location: '/portal' }).end('{"now":1}');
  });
  expect(await request(ports, '/', 10_000)).toEqual({ kind: 'offline' });
  expect(asked).toBe(1);
});

test('C17 an answer that trickles in is given up when the time is over', async () => {
  let isGivenUp = false;
  const ports = await portsTo((_, answer) => {
    answer.writeHead(200, OURS).write('{"now":');
    const drip = setInterval(() => answer.write(' '), 10);
    answer.on('close', () => {
      clearInterval(drip);
      isGivenUp = true;
    });
  });
  expect(await request(ports, '/', 200)).toEqual({ kind: 'offline' });
  await expect.poll(() => isGivenUp).toBe(true);
});

test('C23 an answer that unpacks to more than any page is read no further', async () => {
  const bomb = gzipSync(`{"now":1,"ls":"${' '.repeat(80 * 1024 * 1024)}"}`);
  const headers = { ...OURS, 'content-encoding': 'gzip' };
  const ports = await portsTo((_, answer) => answer.writeHead(200, headers).end(bomb));
  expect(await request(ports, '/', 60_000)).toEqual({ kind: 'offline' });
});

test('an answer without a body stays one', async () => {
  const ports = await portsTo((_, answer) => answer.writeHead(204, OURS).end());
  const answer = await ports.fetch('/', {});
  expect([answer.status, answer.body]).toEqual([204, null]);
});

test('a request outlives its page as far as browsers allow', async () => {
  const ports = await portsTo((_, answer) => answer.writeHead(200, OURS).end('{}'));
  await request(ports, '/', 10_000, { text: 'ä'.repeat(29_000) });
  await request(ports, '/', 10_000, { text: 'ä'.repeat(31_000) });
  expect(ports.inits.map(({ keepalive }) => keepalive)).toEqual([true, false]);
});
