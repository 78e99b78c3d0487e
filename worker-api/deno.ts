/**
 * The server on Deno: one process, one SQLite file, for people who host it themselves.
 *
 *   PORT             where `deno serve` listens; only needed for the default of HOLDFAST_ORIGIN
 *   HOLDFAST_DATA    the folder of the database, `.holdfast` unless said otherwise
 *   HOLDFAST_ORIGIN  the address in people's address bars
 */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { createApp } from './app.ts';
import { migrate } from './node-migrations.ts';
import { siteFilesIn } from './node-site-files.ts';
import { openSqliteDatabase } from './node-sqlite-database.ts';
import type { ServerPorts } from './server-ports.ts';
import { tidyLists } from './tidying.ts';

const { PORT = '8787', HOLDFAST_DATA = '.holdfast', HOLDFAST_ORIGIN } = process.env;
const root = join(import.meta.dirname, '..');

mkdirSync(HOLDFAST_DATA, { recursive: true });
const db = openSqliteDatabase(join(HOLDFAST_DATA, 'holdfast.sqlite'));
await migrate(db, join(root, 'worker-api/migrations'));

const ports: ServerPorts = {
  db,
  origin: HOLDFAST_ORIGIN ?? `http://localhost:${PORT}`,
  assets: siteFilesIn(join(root, 'dist/web')),
  nowMs: () => Date.now(),
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  waitMs: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  reportError: (error) => console.error(error),
};
const app = createApp(ports);

/** What the cron trigger is on Cloudflare. One run at a time, the next a while after it. */
async function tidy(): Promise<void> {
  try {
    const report = await tidyLists(ports);
    if (report.lists > 0) console.log('tidied', report);
  } catch (error) {
    ports.reportError(error);
  }
  tidying = setTimeout(() => void tidy(), TIDY_EVERY_MS);
}

const TIDY_EVERY_MS = 300_000;
let tidying = setTimeout(() => void tidy(), TIDY_EVERY_MS);

/** Cloudflare compresses by itself; here it is ours to do. */
const compressed = new Hono().use(compress()).all('*', (c) => app.fetch(c.req.raw));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    clearTimeout(tidying);
    db.close();
    process.exit(0);
  });
}

/** What `deno serve` runs. */
export default { fetch: (request: Request) => compressed.fetch(request) };
