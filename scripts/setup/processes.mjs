/**
 * The processes a script starts. They stay in its process group, so that Ctrl-C and a kill of the group reach them all;
 * and when only the script is asked to stop, it stops every one of them, grandchildren included.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { descendants, isRunning } from './process-tree.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** @type {Set<ChildProcess>} */
const running = new Set();
let stopping = false;

/** How long a process may take to end by itself. */
const GRACE_MS = 4_000;

const PARENT_CHECK_MS = 500;

/**
 * Starts a process that ends with the script at the latest.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function start(command, args, options) {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/**
 * Runs a process to its end and returns its exit code; a process ended by a signal counts as 1.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export async function run(command, args, options) {
  const [code] = await once(start(command, args, options), 'exit');
  return code ?? 1;
}

/** Whether a signal has asked the script to end, so that the end of a process is no failure. */
export const isStopping = () => stopping;

/** Ends everything that was started here and waits until it is gone. */
export async function stopAll() {
  const pids = new Set(family());
  for (const child of running) child.kill('SIGTERM');
  const deadline = Date.now() + GRACE_MS;
  while ([...pids].some(isRunning) && Date.now() < deadline) {
    await sleep(20);
    for (const pid of family()) pids.add(pid); // Some start another while they end.
  }
  for (const pid of pids) if (isRunning(pid)) kill(pid);
}

function family() {
  return [...running].flatMap(({ pid }) => (pid ? [pid, ...descendants(pid)] : []));
}

/**
 * From now on the usual signals end the script by way of {@link stopAll}. So does the end of the npm that runs it: asked
 * to stop alone, npm ends without passing that on.
 *
 * @param {() => void} [stopped] called when everything is gone, before the script exits with code 0
 */
export function stopOnSignals(stopped = () => {}) {
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void stopAll().then(() => {
      stopped();
      process.exit(0);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

  const parent = process.ppid;
  if (!process.env['npm_lifecycle_event']) return;
  setInterval(() => process.ppid !== parent && stop(), PARENT_CHECK_MS).unref();
}

/** @param {number} pid */
function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}
