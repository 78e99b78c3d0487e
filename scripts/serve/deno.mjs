/** Deno as this project runs it: offline, on the installed packages, with no right that it does not need. */
import path from 'node:path';
import process from 'node:process';
import { checkout } from '../setup/checkout.mjs';

/**
 * `deno serve` with SQLite in the data folder.
 *
 * @param {import('./settings.mjs').Settings} settings
 * @returns {import('./server.mjs').Server}
 */
export function denoServe({ port, data, origin }) {
  const variables = { PORT: String(port), HOLDFAST_DATA: data, HOLDFAST_ORIGIN: origin };
  return {
    command: path.join(
      checkout,
      'node_modules/.bin',
      process.platform === 'win32' ? 'deno.cmd' : 'deno',
    ),
    args: [
      'serve',
      '--quiet',
      '--no-prompt',
      '--no-remote',
      '--no-lock',
      '--node-modules-dir=manual',
      `--allow-env=${Object.keys(variables).join()}`,
      `--allow-read=dist/web,worker-api/migrations,${data}`,
      `--allow-write=${data}`,
      '--host=127.0.0.1',
      `--port=${port}`,
      'worker-api/deno.ts',
    ],
    environment: {
      ...variables,
      DENO_DIR: path.join(checkout, '.cache/deno'),
      DENO_NO_UPDATE_CHECK: '1',
    },
  };
}
