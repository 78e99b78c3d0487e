/** Where each path goes, and what every answer carries. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { checkout } from '../../scripts/setup/checkout.mjs';
import { contractOnBothServers } from './both-servers.ts';
import type { Answer } from './both-servers.ts';

const contract = contractOnBothServers();

const page = readFileSync(path.join(checkout, 'dist/web/index.html'), 'utf8');
const [script = ''] = page.match(/\/app-[A-Z0-9]{8}\.js/) ?? [];

/** The strings that a browser must be told by every answer of any kind. */
const HEADERS: Readonly<Record<string, string | RegExp>> = {
  'holdfast-protocol': '1',
  'content-security-policy': /^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'; /,
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': /camera=\(\)/,
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

function expectHeaders({ headers }: Answer, where: string): void {
  for (const [name, value] of Object.entries(HEADERS)) {
    expect(headers.get(name), `${name} of ${where}`).toMatch(value);
  }
  const cors = [...headers.keys()].filter((name) => name.startsWith('access-control-'));
  expect(cors, where).toEqual([]);
}

const expectedByPath: Readonly<
  Record<string, readonly [status: number, type: string, cache: string]>
> = {
  '/': [200, 'text/html; charset=utf-8', 'no-cache'],
  '/done': [200, 'text/html; charset=utf-8', 'no-cache'],
  '/todo/ABCDEFGHIJKLMNOP': [200, 'text/html; charset=utf-8', 'no-cache'],
  [script]: [200, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
  '/sw.js': [200, 'text/javascript; charset=utf-8', 'no-store'],
  '/api/openapi.json': [200, 'application/json', 'no-cache'],
  '/api/health': [200, 'application/json', 'no-store'],
  '/api/session': [401, 'application/problem+json', 'no-store'],
  '/api/sync': [405, 'application/problem+json', 'no-store'],
  '/api/nothing': [404, 'application/problem+json', 'no-store'],
  '/api/x.css': [404, 'application/problem+json', 'no-store'],
  '/nothing.js': [404, 'application/problem+json', 'no-store'],
  '/todo/short': [404, 'application/problem+json', 'no-store'],
  '/_headers': [404, 'application/problem+json', 'no-store'],
  '/worker-api/deno.ts': [404, 'application/problem+json', 'no-store'],
};

contract(
  'every path has its kind of answer, and every answer the same protection',
  async (server) => {
    for (const [where, [status, type, cache]] of Object.entries(expectedByPath)) {
      const answer = await server.ask(where);
      const { headers } = answer;
      const found = [answer.status, headers.get('Content-Type'), headers.get('Cache-Control')];
      expect(found, where).toEqual([status, type, cache]);
      expectHeaders(answer, where);
    }
  },
);

contract('the page is the same on each of the app’s paths', async (server) => {
  for (const where of ['/', '/done', '/trash', '/settings', '/todo/ABCDEFGHIJKLMNOP']) {
    expect((await server.ask(where)).text, where).toBe(page);
  }
});

contract('HEAD is GET without a body', async (server) => {
  for (const [where, [status]] of Object.entries(expectedByPath)) {
    const answer = await server.ask(where, { method: 'HEAD' });
    expect([answer.status, answer.text], where).toEqual([status, '']);
    expectHeaders(answer, `HEAD ${where}`);
  }
});

contract('a method that a path does not have changes nothing', async (server) => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
    for (const where of [
      '/',
      '/done',
      script,
      '/sw.js',
      '/api/health',
      '/api/sync',
      '/api/session',
    ]) {
      if (method === 'POST' && /sync|session/.test(where)) continue;
      const headers = { Origin: server.origin };
      const answer = await server.ask(where, { method, headers });
      expect(answer.status, `${method} ${where}`).toBe(405);
      expectHeaders(answer, `${method} ${where}`);
    }
  }
});

contract('a preflight from elsewhere is promised nothing', async (server) => {
  const headers = {
    Origin: 'https://evil.example',
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'content-type',
  };
  for (const where of ['/api/sync', '/api/session', '/api/health']) {
    const answer = await server.ask(where, { method: 'OPTIONS', headers });
    expect(answer.status).toBe(405);
    expectHeaders(answer, where);
  }
});

contract('what the browser holds already is not sent again', async (server) => {
  for (const where of ['/', '/done', script, '/sw.js']) {
    const etag = (await server.ask(where)).headers.get('ETag') ?? '';
    for (const held of [etag, `W/${etag}`]) {
      const answer = await server.ask(where, { headers: { 'If-None-Match': held } });
      expect([answer.status, answer.text], where).toEqual([304, '']);
      expectHeaders(answer, `304 ${where}`);
    }
  }
});

contract('the page’s file name leads to the page', async (server) => {
  const answer = await server.ask('/index.html');
  expect([answer.status, answer.headers.get('Location')]).toEqual([307, '/']);
  expectHeaders(answer, '/index.html');
});

contract('only our own pages may post', async (server) => {
  const { origin } = server;
  const evil = 'https://evil.example';
  const allowed = [{ 'Sec-Fetch-Site': 'same-origin', Origin: origin }, { Origin: origin }];
  const refused = [
    {},
    { Origin: evil },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: evil },
    { 'Sec-Fetch-Site': 'same-site', Origin: origin },
    { 'Sec-Fetch-Site': 'none', Origin: origin },
    { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'document', Origin: origin },
  ];
  for (const where of ['/api/sync', '/api/session']) {
    for (const [status, cases] of [
      [400, allowed],
      [403, refused],
    ] as const) {
      for (const headers of cases) {
        const init = {
          method: 'POST',
          body: '{}',
          headers: { 'Content-Type': 'application/json', ...headers },
        };
        const answer = await server.ask(where, init);
        expect(answer.status, JSON.stringify(headers)).toBe(status);
        expectHeaders(answer, where);
      }
    }
  }
});

contract('an answer of the API opens in no window', async (server) => {
  const headers = { 'Sec-Fetch-Dest': 'document', 'Sec-Fetch-Mode': 'navigate' };
  for (const [where, status] of [
    ['/api/session', 403],
    ['/api/sync', 403],
    ['/api/health', 200],
    ['/api/openapi.json', 200],
  ] as const) {
    expect((await server.ask(where, { headers })).status, where).toBe(status);
  }
});
