/** The server on Cloudflare: D1 for the data, the platform's own file server for the site. */

import type { Hono } from 'hono';
import { createApp } from './app.ts';
import type { ServerPorts } from './server-ports.ts';
import { tidyLists } from './tidying.ts';

interface Environment {
  readonly DB: D1Database;
  readonly ASSETS: Fetcher;
  readonly HOLDFAST_ORIGIN: string;
}

/** One app serves an isolate for its life: its bindings never change. */
let app: Hono | undefined;

export default {
  fetch(request, environment) {
    app ??= createApp(portsOf(environment));
    return app.fetch(request);
  },
  /** The cron trigger of wrangler.toml. What it did stands in the Worker's log. */
  async scheduled(_, environment) {
    const report = await tidyLists(portsOf(environment));
    if (report.lists > 0) console.log('tidied', report);
  },
} satisfies ExportedHandler<Environment>;

function portsOf({ DB, ASSETS, HOLDFAST_ORIGIN }: Environment): ServerPorts {
  return {
    db: DB,
    origin: HOLDFAST_ORIGIN,
    assets: (request) => ASSETS.fetch(request),
    nowMs: () => Date.now(),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    waitMs: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    reportError: (error) => console.error(error),
  };
}
