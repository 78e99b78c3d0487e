/**
 * Only our own pages may call the API. The cookie is SameSite=Strict already; this holds where it does not.
 *
 * `Sec-Fetch-Site` is set by the browser and out of a page's reach, so it decides where there is one; else `Origin`
 * must be ours. hono/csrf looks only at the content types a form can send.
 */

import type { MiddlewareHandler } from 'hono';
import { problemAnswer } from './problem-answer.ts';
import type { ServerPorts } from './server-ports.ts';

export function sameOriginOnly({ origin, nowMs }: ServerPorts): MiddlewareHandler {
  return async (c, next) => {
    const isPage = DOCUMENTS.has(c.req.header('Sec-Fetch-Dest') ?? '');
    const isForeign = !SAFE_METHODS.has(c.req.method) && !isSameOrigin(c.req.raw.headers, origin);
    if (isPage || isForeign) return problemAnswer('type', nowMs(), { status: 403 });
    return next();
  };
}

/** What a browser asks for when it would show the answer: nobody is meant to look at the API's. */
const DOCUMENTS = new Set(['document', 'embed', 'frame', 'iframe', 'object']);

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

function isSameOrigin(headers: Headers, origin: string): boolean {
  const site = headers.get('Sec-Fetch-Site');
  return site === null ? headers.get('Origin') === origin : site === 'same-origin';
}
