import { expect, test, vi } from 'vitest';
import { createApp } from './app.ts';
import { memoryDatabase } from './memory-database.fixture.ts';
import type { ServerPorts } from './server-ports.ts';
import { securityHeaders } from './security-headers.ts';
import { NOW_MS, portsOf } from './sync.fixture.ts';

const ORIGIN = 'http://localhost:8787';

type Ask = (path: string, init?: RequestInit) => Promise<Response>;

async function server(more: Partial<ServerPorts> = {}): Promise<Ask> {
  const app = createApp({ ...portsOf(await memoryDatabase()), ...more });
  return async (path, init) => app.request(`${ORIGIN}${path}`, init);
}

/** As our own page posts. */
function posted(body: string, headers: Readonly<Record<string, string>> = {}): RequestInit {
  const own = { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' };
  return { method: 'POST', body, headers: { ...own, ...headers } };
}

const PAGE = new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } });

const site = async (request: Request) => {
  const { pathname } = new URL(request.url);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return new Response(null, { status: 405 });
  return pathname === '/' ? PAGE.clone() : new Response(null, { status: 404 });
};

test('B18 every answer carries the security headers and the protocol’s', async () => {
  const ask = await server({ assets: site });
  const broken = await server({
    assets: () => Promise.reject(new Error('secret')),
    reportError: () => {},
  });
  const answers = [
    await ask('/'),
    await ask('/todo/ABCDEFGHIJKLMNOP'),
    await ask('/nothing.js'),
    await ask('/api/health'),
    await ask('/api/nothing'),
    await ask('/api/session'),
    await ask('/api/sync'),
    await ask('/api/sync', posted('{')),
    await ask('/api/sync', { method: 'OPTIONS' }),
    await ask('/api/session', { headers: { 'Sec-Fetch-Dest': 'document' } }),
    await broken('/'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([
    200, 200, 404, 200, 404, 401, 405, 400, 405, 403, 500,
  ]);
  for (const { headers, status } of answers) {
    expect(headers.get('Holdfast-Protocol'), String(status)).toBe('1');
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    for (const [name, value] of Object.entries(securityHeaders)) {
      expect(headers.get(name), name).toBe(value);
    }
  }
});

test('C22 no answer of the API is stored by anybody', async () => {
  const ask = await server();
  for (const path of ['/api/health', '/api/session', '/api/sync', '/api/nothing']) {
    expect((await ask(path)).headers.get('Cache-Control'), path).toBe('no-store');
  }
});

test('the page is served for the app’s own paths and for no other', async () => {
  const ask = await server({ assets: site });
  for (const path of ['/', '/done', '/trash', '/settings', '/todo/ABCDEFGHIJKLMNOP']) {
    expect(await (await ask(path)).text(), path).toBe('<!doctype html>');
  }
  for (const path of [
    '/done/',
    '/x',
    '/todo/short',
    '/api',
    '/api/x.css',
    '/app.js',
    '//',
    '/api/',
  ]) {
    const answer = await ask(path);
    expect([answer.status, (await problemOf(answer))['code']], path).toEqual([404, 'unknown']);
  }
  expect((await ask('/done', { method: 'POST' })).status).toBe(405);
});

test('only JSON from our own pages is taken: the whole matrix', async () => {
  const ask = await server();
  const types = [
    'application/json',
    'text/plain',
    'image/png',
    'application/x-www-form-urlencoded',
  ];
  const origins = [ORIGIN, 'https://evil.example', 'null', 'http://localhost', undefined];
  const sites = ['same-origin', 'same-site', 'cross-site', 'none', undefined];
  const cases = ['/api/sync', '/api/session'].flatMap((path) =>
    types.flatMap((type) =>
      origins.flatMap((origin) => sites.map((site) => ({ path, type, origin, site }))),
    ),
  );
  expect(cases).toHaveLength(200);
  for (const { path, type, origin, site } of cases) {
    const headers = {
      'Content-Type': type,
      ...(origin !== undefined && { Origin: origin }),
      ...(site !== undefined && { 'Sec-Fetch-Site': site }),
    };
    const { status } = await ask(path, { method: 'POST', body: '{}', headers });
    // A browser says which site it is and no page can make it say otherwise; without that the origin decides.
    const isOurs = site === undefined ? origin === ORIGIN : site === 'same-origin';
    const expected = isOurs ? (type === 'application/json' ? 400 : 415) : 403;
    expect(status, JSON.stringify({ path, ...headers })).toBe(expected);
  }
});

test('each resource has its methods and no other, and none of those changes a thing', async () => {
  const ask = await server({ assets: site });
  const allowed = {
    '/api/health': 'GET, HEAD',
    '/api/session': 'GET, HEAD, POST',
    '/api/sync': 'POST',
  };
  for (const [path, allow] of Object.entries(allowed)) {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']) {
      if (allow.split(', ').includes(method)) continue;
      const answer = await ask(path, { method, headers: { Origin: ORIGIN } });
      expect([answer.status, answer.headers.get('Allow')], `${method} ${path}`).toEqual([
        405,
        allow,
      ]);
    }
  }
});

test('nobody looks at an answer of the API in a window, the health and the description excepted', async () => {
  const ask = await server({ assets: async () => new Response('{}') });
  for (const dest of ['document', 'iframe', 'embed', 'object', 'frame']) {
    const headers = { 'Sec-Fetch-Dest': dest };
    expect((await ask('/api/session', { headers })).status).toBe(403);
    expect((await ask('/api/health', { headers })).status).toBe(200);
    expect((await ask('/api/openapi.json', { headers })).status).toBe(200);
  }
});

test('a problem says what it is and repeats nothing', async () => {
  const ask = await server();
  const answer = await ask('/api/sync', posted('{"v":1,"canary":"<script>"}'));
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
  expect(await problemOf(answer)).toEqual({
    type: '/problems/type',
    title: 'The request is not what was expected.',
    status: 400,
    code: 'type',
    now: NOW_MS,
  });
});

test('E03 another version of the protocol is told to update, whatever else it says', async () => {
  const ask = await server();
  for (const body of ['{"v":2}', '{"v":0,"t":0,"ls":[]}']) {
    const answer = await ask('/api/sync', posted(body));
    expect([answer.status, (await problemOf(answer))['code']]).toEqual([426, 'upgrade']);
  }
});

test('D01 a database that cannot answer is busy: when to come back, and nothing of why', async () => {
  const reportError = vi.fn<ServerPorts['reportError']>();
  const db: ServerPorts['db'] = {
    prepare: (sql) => ({ bind: () => db.prepare(sql), all: async () => ({ results: [] }) }),
    batch: () => Promise.reject(new Error('D1_ERROR: D1 DB is overloaded. SELECT secret')),
  };
  const ask = await server({ db, reportError });
  const answer = await ask('/api/health');
  const problem = await problemOf(answer);
  expect([answer.status, problem['code']]).toEqual([503, 'busy']);
  expect(problem['retryAfterMs']).toBeGreaterThanOrEqual(5000);
  expect(Number(answer.headers.get('Retry-After')) * 1000).toBeGreaterThanOrEqual(5000);
  expect(JSON.stringify(problem)).not.toContain('secret');
  expect(reportError).toHaveBeenCalledOnce();
});

test('a mistake of ours says nothing of itself', async () => {
  const reportError = vi.fn<ServerPorts['reportError']>();
  const ask = await server({ assets: () => Promise.reject(new TypeError('secret')), reportError });
  const answer = await ask('/');
  expect(answer.status).toBe(500);
  expect(JSON.stringify(await problemOf(answer))).not.toContain('secret');
  expect(reportError).toHaveBeenCalledWith(expect.any(TypeError));
});

test('an address without encryption is for this machine only', async () => {
  for (const origin of ['https://todo.example', 'http://localhost:1', 'http://127.0.0.1']) {
    await expect(server({ origin })).resolves.toBeTypeOf('function');
  }
  for (const origin of [
    'http://todo.example',
    'https://todo.example/',
    'http://localhost.evil',
    'x',
  ]) {
    await expect(server({ origin }), origin).rejects.toThrow();
  }
});

async function problemOf(answer: Response): Promise<Record<string, unknown>> {
  return (await answer.json()) as Record<string, unknown>;
}
