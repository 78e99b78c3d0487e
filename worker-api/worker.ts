/** The server on Cloudflare: D1 for the data, the platform's own file server for the site. */

import type { Hono } from 'hono';
import { createApp } from './app.ts';
import { tidyLists } from './tidying.ts';
import type { TidyingPorts } from './tidying.ts';

interface Environment {
  readonly DB: D1Database;
  readonly ASSETS: Fetcher;
  readonly HOLDFAST_ORIGIN: string;
}

/** One app serves an isolate for its life: its bindings never change. */
let app: Hono | undefined;

export default {
  fetch(request, environment) {
    app ??= appOf(environment);
    return app.fetch(request);
  },
  /** The cron trigger of wrangler.toml. What it did stands in the Worker's log. */
  async scheduled(_: ScheduledController, { DB }: Pick<Environment, 'DB'>) {
    const report = await tidyLists(databasePorts(DB));
    if (report.lists > 0) console.log('tidied', report);
  },
} satisfies ExportedHandler<Environment>;

function appOf({ DB, ASSETS, HOLDFAST_ORIGIN }: Environment): Hono {
  return createApp({
    ...databasePorts(DB),
    origin: HOLDFAST_ORIGIN,
    assets: (request) => ASSETS.fetch(request),
    reportError: (error) => console.error(error),
  });
}

function databasePorts(DB: D1Database): TidyingPorts {
  return {
    db: DB,
    nowMs: () => Date.now(),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    waitMs: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
}
