/** One server process from its start to its end, whichever runtime it is. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkout, toolEnvironment } from '../setup/checkout.mjs';
import { Explained } from '../setup/explained.mjs';
import { isStopping, noteFamily, start, stopAll } from '../setup/processes.mjs';
import { askHealth } from './health.mjs';

/**
 * @typedef {object} Server
 * @property {string} command
 * @property {readonly string[]} args
 * @property {NodeJS.ProcessEnv} environment
 * @property {RegExp} [crash] a line of its output that means it will not serve again
 */

/** Long enough for a slow machine under load; a healthy start takes about two seconds. */
const START_MS = 60_000;
const PROBE_EVERY_MS = 5_000;
const PROBE_TIMEOUT_MS = 5_000;
const FAILED_PROBES = 3;

/**
 * Starts a server, waits until it answers, calls `ready`, and stays until it no longer does, which is a failure: a
 * person stops a server with a signal (see processes.mjs). Then nothing of it is left running.
 *
 * @param {Server} server
 * @param {import('./settings.mjs').Settings} settings
 * @param {() => void} ready
 * @returns {Promise<never>}
 */
export async function serve(server, settings, ready) {
  const child = start(server.command, server.args, {
    cwd: checkout,
    env: toolEnvironment(server.environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const failure = Promise.race([ended(child), crashed(child, server.crash)]);
  const started = await Promise.race([failure, answering(settings.port)]);
  if (typeof started === 'string') throw await stopped('did not start', started, settings);
  noteFamily();
  ready();
  throw await stopped('stopped', await Promise.race([failure, silence(settings.port)]), settings);
}

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

async function ended(/** @type {ChildProcess} */ child) {
  const [code, signal] = await once(child, 'exit');
  return `it ended (${signal ?? `code ${code}`})`;
}

/** Passes on what the server says and resolves when it says that it crashed. */
function crashed(/** @type {ChildProcess} */ child, /** @type {RegExp | undefined} */ crash) {
  return new Promise((resolve) => {
    for (const input of [child.stdout, child.stderr]) {
      if (!input) continue;
      createInterface({ input }).on('line', (line) => {
        console.error(line);
        if (crash?.test(line)) resolve('its runtime crashed');
      });
    }
  });
}

/** Resolves with true when the server answers, and with words when it takes too long. */
async function answering(/** @type {number} */ port) {
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline) {
    if (await askHealth(port, PROBE_TIMEOUT_MS)) return true;
    await sleep(50);
  }
  return `it gave no answer for ${START_MS / 1000} s`;
}

/** Resolves when the server has stopped answering although its process lives. */
async function silence(/** @type {number} */ port) {
  for (let failed = 0; failed < FAILED_PROBES;) {
    await sleep(PROBE_EVERY_MS, undefined, { ref: false });
    noteFamily();
    failed = (await askHealth(port, PROBE_TIMEOUT_MS)) ? 0 : failed + 1;
  }
  return 'it no longer answers';
}

async function stopped(
  /** @type {string} */ what,
  /** @type {string} */ why,
  /** @type {import('./settings.mjs').Settings} */ { data },
) {
  if (isStopping()) return new Promise(() => {}); // The signal's own words are enough.
  await stopAll();
  return new Explained({
    happened: `The server ${what}: ${why}.`,
    safe: `Your to-dos are safe in ${data}; what it had acknowledged is stored.`,
    todo: 'Start it again. If it stops again, what it said is above.',
  });
}
