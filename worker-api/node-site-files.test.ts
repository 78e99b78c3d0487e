import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { siteFilesIn } from './node-site-files.ts';

function site() {
  const parent = mkdtempSync(join(tmpdir(), 'holdfast-'));
  onTestFinished(() => rmSync(parent, { recursive: true }));
  writeFileSync(join(parent, 'secret.txt'), 'secret');
  const folder = join(parent, 'web');
  mkdirSync(join(folder, 'icons'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'app-ABCDEFGH.js'), '1');
  writeFileSync(join(folder, 'sw.js'), '2');
  writeFileSync(join(folder, 'icons/icon.svg'), '<svg/>');
  writeFileSync(join(folder, '_headers'), '/*');
  writeFileSync(join(folder, '.hidden'), 'hidden');
  const files = siteFilesIn(folder);
  return (path: string, init?: RequestInit) => files(new Request(`http://localhost${path}`, init));
}

test('a file comes with its kind, how long it may be kept, and an ETag', async () => {
  const answer = await site()('/app-ABCDEFGH.js');
  expect(await answer.text()).toBe('1');
  expect(Object.fromEntries(answer.headers)).toEqual({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': 'text/javascript; charset=utf-8',
    etag: expect.stringMatching(/^"[\da-f]{32}"$/),
  });
});

test('the page is the root, and its file name leads there', async () => {
  const get = site();
  expect(await (await get('/')).text()).toBe('<!doctype html>');
  expect((await get('/')).headers.get('Cache-Control')).toBe('no-cache');
  expect((await get('/sw.js')).headers.get('Cache-Control')).toBe('no-store');
  const moved = await get('/index.html?a=1');
  expect([moved.status, moved.headers.get('Location')]).toEqual([307, '/?a=1']);
});

test('what the browser holds already is not sent again', async () => {
  const get = site();
  const etag = (await get('/')).headers.get('ETag') ?? '';
  for (const held of [etag, `W/${etag}`]) {
    const answer = await get('/', { headers: { 'If-None-Match': held } });
    expect([answer.status, await answer.text(), answer.headers.get('ETag')]).toEqual([
      304,
      '',
      etag,
    ]);
  }
  expect((await get('/', { headers: { 'If-None-Match': '"other"' } })).status).toBe(200);
});

test('HEAD has no body and nothing but reading is allowed', async () => {
  const get = site();
  const head = await get('/', { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    expect((await get('/', { method })).status).toBe(405);
    expect((await get('/nothing', { method })).status).toBe(404);
  }
});

test('nothing else can be read', async () => {
  const get = site();
  for (const path of [
    '/nothing.js',
    '/icons',
    '/icons/',
    '/_headers',
    '/.hidden',
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/icons/../../secret.txt',
    '/icons%2Ficon.svg',
    '//sw.js',
    '/sw.js/',
    '/sw.js%00',
  ]) {
    expect((await get(path)).status, path).toBe(404);
  }
});
