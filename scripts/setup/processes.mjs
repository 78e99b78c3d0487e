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

/** @type {readonly number[]} */
let lastSeen = [];

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

/**
 * Remembers who belongs to us right now. A process that is killed leaves its children to nobody, and then they could no
 * longer be told from strangers.
 */
export function noteFamily() {
  lastSeen = family();
}

/** Ends everything that was started here and waits until it is gone. */
export async function stopAll() {
  const pids = new Set(family());
  const orphans = lastSeen.filter((pid) => !pids.has(pid));
  for (const child of running) child.kill('SIGTERM');
  for (const pid of orphans) signal(pid, 'SIGTERM');
  for (const pid of orphans) pids.add(pid);
  const deadline = Date.now() + GRACE_MS;
  while ([...pids].some(isRunning) && Date.now() < deadline) {
    await sleep(20);
    for (const pid of family()) pids.add(pid); // Some start another while they end.
  }
  for (const pid of pids) if (isRunning(pid)) signal(pid, 'SIGKILL');
}

function family() {
  return [...running].flatMap(({ pid }) => (pid ? [pid, ...descendants(pid)] : []));
}

/**
 * From now on the usual signals end the script by way of {@link stopAll}. So does the end of the npm that runs it: asked
 * to stop alone, npm ends without passing that on.
 *
 * @param {number} exitCode whether being stopped is a success depends on what the script is for
 * @param {() => void} [stopped] called when everything is gone, before the script exits
 */
export function stopOnSignals(exitCode, stopped = () => {}) {
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void stopAll().then(() => {
      stopped();
      process.exit(exitCode);
    });
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, stop);

  const parent = process.ppid;
  if (!process.env['npm_lifecycle_event']) return;
  setInterval(() => process.ppid !== parent && stop(), PARENT_CHECK_MS).unref();
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} name
 */
function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // It ended meanwhile.
  }
}
