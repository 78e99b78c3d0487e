/** The server on Cloudflare: D1 for the data, the platform's own file server for the site. */

import type { Hono } from 'hono';
import { createApp } from './app.ts';

interface Environment {
  readonly DB: D1Database;
  readonly ASSETS: Fetcher;
  readonly HOLDFAST_ORIGIN: string;
}

let app: Hono | undefined;

export default {
  fetch(request, environment) {
    app ??= appOf(environment);
    return app.fetch(request);
  },
} satisfies ExportedHandler<Environment>;

/** One app serves an isolate for its life: its bindings never change. */
function appOf({ DB, ASSETS, HOLDFAST_ORIGIN }: Environment): Hono {
  return createApp({
    db: DB,
    origin: HOLDFAST_ORIGIN,
    assets: (request) => ASSETS.fetch(request),
    nowMs: () => Date.now(),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    waitMs: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    reportError: (error) => console.error(error),
  });
}
