/**
 * Everything that is not the API: static files, the page for the app's own paths, and 404 for the rest, so that a
 * mistyped asset is never mistaken for a page.
 */

import { Hono } from 'hono';
import { isClientRoute } from '../../protocol/client-routes.ts';
import { problemAnswer } from '../problem-answer.ts';
import type { ServerPorts } from '../server-ports.ts';

export function siteRoute({ assets, nowMs }: ServerPorts): Hono {
  return new Hono().all('*', async (c) => {
    const url = new URL(c.req.url);
    if (isClientRoute(url.pathname)) url.pathname = '/';
    const { method, headers } = c.req.raw;
    const answer = await assets(new Request(url, { method, headers }));
    return answer.status === 404 ? problemAnswer('unknown', nowMs()) : answer;
  });
}
