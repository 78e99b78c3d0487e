/**
 * The built app on a server of its own, started with the very command that `npm start` uses.
 *
 * Stopping it is a power cut: the whole group dies at once and nothing is flushed. Starting it again serves the same
 * data on the same port.
 */

import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { denoServe } from '../../scripts/serve/deno.mjs';
import { askHealth } from '../../scripts/serve/health.mjs';
import { migrateLocalD1 } from '../../scripts/serve/migrations.mjs';
import { wranglerDev } from '../../scripts/serve/wrangler.mjs';
import { checkout, toolEnvironment } from '../../scripts/setup/checkout.mjs';
import { freePort, isTaken } from './ports.ts';
import { startGroup } from './process-group.ts';
import type { ProcessGroup } from './process-group.ts';
import { until } from './until.ts';

export interface AppServerOptions {
  /** The address browsers use, which is the proxy's where there is one. */
  readonly origin: string;
  readonly runtime?: 'workerd' | 'deno';
  /** The folder with the built app, where it is not dist/web. Only workerd can serve another. */
  readonly site?: string;
  /** What the runtime starts, where it is not the server's own entry. It may keep state between awaits. */
  readonly entry?: string;
}

export interface AppServer {
  readonly port: number;
  readonly origin: string;
  /** The folder that holds its data. */
  readonly data: string;
  readonly start: () => Promise<void>;
  /** Resolves when the port is free again. */
  readonly stop: () => Promise<void>;
  /** Stops it and forgets its data. */
  readonly dispose: () => Promise<void>;
}

/** Much longer than it takes: a busy machine is no failure. */
const START_MS = 90_000;

export async function createAppServer(options: AppServerOptions): Promise<AppServer> {
  const { origin, runtime = 'workerd' } = options;
  if (!existsSync(path.join(checkout, 'dist/web/index.html'))) {
    throw new Error('dist/web holds no built app: run `npm run build` first');
  }
  const port = await freePort();
  const data = await mkdtemp(path.join(tmpdir(), 'holdfast-data-'));
  // Whoever is killed tidies nothing away.
  const scratch = await mkdtemp(path.join(tmpdir(), 'holdfast-scratch-'));
  const settings = { port, origin, data };
  if (runtime === 'workerd') await cp(await migratedData(), data, { recursive: true });
  let group: ProcessGroup | undefined;

  const start = async (): Promise<void> => {
    const server = runtime === 'deno' ? denoServe(settings) : wranglerDev(settings);
    const site = options.site ? [`--assets=${options.site}`] : [];
    const args = withEntry([...server.args, ...site], options);
    const env = toolEnvironment({ ...server.environment, TMPDIR: scratch });
    const started = startGroup(server.command, args, { cwd: checkout, env });
    group = started;
    await until('a server that answers', () => answers(port, started), START_MS).catch((error) => {
      throw new Error(`the server said:\n${started.output()}`, { cause: error });
    });
  };
  const stop = async (): Promise<void> => {
    await group?.kill();
    group = undefined;
    await until('a free port', async () => !(await isTaken(port)));
  };
  await start();
  return {
    port,
    origin,
    data,
    start,
    stop,
    dispose: async () => {
      await stop();
      for (const folder of [data, scratch]) {
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    },
  };
}

/** Deno's entry is its last argument; wrangler takes another one than wrangler.toml's. */
function withEntry(args: readonly string[], { runtime, entry }: AppServerOptions): string[] {
  if (entry === undefined) return [...args];
  if (runtime === 'deno') return [...args.slice(0, -1), entry];
  return [...args, entry, '--compatibility-flags=nodejs_als'];
}

async function answers(port: number, { child, output }: ProcessGroup): Promise<boolean> {
  if (child.exitCode !== null) throw new Error(`the server ended:\n${output()}`);
  return askHealth(port, 2000);
}

/** A data folder with an empty, migrated database; made once and copied, because making one takes seconds. */
async function migratedData(): Promise<string> {
  const data = path.join(checkout, '.cache/e2e/empty-data');
  await migrateLocalD1({ data, port: 0, origin: '' });
  return data;
}
