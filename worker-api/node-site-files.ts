/**
 * The built site from a folder, answered as Cloudflare's file server answers it: the page is `/`, every file has an
 * ETag, what is not there is 404 and only reading is allowed.
 */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { assetCacheControl } from './asset-caching.ts';

/** Reads the folder at every request, so that a new build is served at once. */
export function siteFilesIn(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const name = pathname === '/' ? '/index.html' : pathname;
    const content = await contentOf(folder, name);
    if (!content) return new Response(null, { status: 404 });
    const caching = { 'Cache-Control': assetCacheControl(pathname) };
    if (!READ_METHODS.has(request.method)) {
      return new Response(null, { status: 405, headers: caching });
    }
    if (pathname.startsWith('/index')) {
      return new Response(null, { status: 307, headers: { Location: `/${search}` } });
    }
    const etag = `"${createHash('sha256').update(content).digest('hex').slice(0, 32)}"`;
    const headers = {
      'Content-Type': CONTENT_TYPES[extname(name)] ?? 'application/octet-stream',
      ...caching,
      ETag: etag,
    };
    const held = request.headers.get('If-None-Match');
    if (held === etag || held === `W/${etag}`) return new Response(null, { status: 304, headers });
    return new Response(request.method === 'HEAD' ? null : content, { headers });
  };
}

const READ_METHODS = new Set(['GET', 'HEAD']);

/** The kinds of files that the build makes. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

/** Undefined for everything that is no file of the site; `_headers` is none, it tells Cloudflare what to send. */
async function contentOf(
  folder: string,
  name: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!SITE_FILE.test(name)) return undefined;
  return readFile(join(folder, name)).catch(() => undefined);
}

/** Nothing hidden, no way up. */
const SITE_FILE = /^(?:\/[a-z\d][\w.-]*)+$/i;
