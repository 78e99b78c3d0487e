/** Wrangler as this project runs it: quiet, offline, nothing written outside the checkout and the data folder. */
import path from 'node:path';
import { checkout, pinnedNode, toolEnvironment } from '../setup/checkout.mjs';
import { run } from '../setup/processes.mjs';

/** The program behind the `wrangler` command, without the process that command puts in front of it. */
const cli = path.join(checkout, 'node_modules/wrangler/wrangler-dist/cli.js');

const environment = {
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_SEND_ERROR_REPORTS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_LOG_PATH: path.join(checkout, '.cache/wrangler/logs'),
  WRANGLER_REGISTRY_PATH: path.join(checkout, '.cache/wrangler/registry'),
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  // Local tracing and its explorer halve the throughput of `wrangler dev`.
  X_LOCAL_OBSERVABILITY: 'false',
  X_LOCAL_EXPLORER: 'false',
};

/**
 * `wrangler dev` on the local D1 in the data folder.
 *
 * @param {import('./settings.mjs').Settings} settings
 * @returns {import('./server.mjs').Server}
 */
export function wranglerDev({ port, data, origin }) {
  return {
    command: pinnedNode,
    args: [
      '--no-warnings',
      cli,
      'dev',
      '--ip=127.0.0.1',
      `--port=${port}`,
      '--inspector-port=0',
      `--persist-to=${data}`,
      `--var=HOLDFAST_ORIGIN:${origin}`,
      '--show-interactive-dev-session=false',
      '--log-level=warn',
    ],
    environment,
    // Wrangler restarts workerd then, but its front never serves again.
    crash: /runtime crashed unexpectedly/,
  };
}

/**
 * Runs one wrangler command to its end and returns its exit code.
 *
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function wrangler(args, options) {
  return run(pinnedNode, ['--no-warnings', cli, ...args], {
    cwd: checkout,
    env: toolEnvironment(environment),
    ...options,
  });
}
