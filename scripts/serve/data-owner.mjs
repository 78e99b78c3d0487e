/** One server a data folder: two that write the same database file would not see each other's writes. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { Explained } from '../setup/explained.mjs';
import { isRunning } from '../setup/process-tree.mjs';
import { askHealth } from './health.mjs';

/**
 * Writes down who serves the data, or fails with clear words when another server does. What a crashed server left
 * behind is no hindrance: its process is gone, or is another program that does not answer like Holdfast.
 *
 * @param {import('./settings.mjs').Settings} settings
 * @param {'workerd' | 'deno'} runtime each has a database file of its own
 */
export async function ownData({ data, port }, runtime) {
  const file = path.join(data, `${runtime}.json`);
  const owner = readOwner(file);
  if (owner && isRunning(owner.pid) && (await askHealth(owner.port, 1_000))) {
    throw new Explained({
      happened: `The data in ${data} is served already, at http://localhost:${owner.port}.`,
      safe: 'Your to-dos are safe: nothing was started.',
      todo: `Open that address, or give this server data of its own: ${withOwnData(port)}`,
    });
  }
  try {
    mkdirSync(data, { recursive: true });
    writeFileSync(file, JSON.stringify({ pid: process.pid, port }));
  } catch (error) {
    throw notWritable(data, error);
  }
}

function notWritable(/** @type {string} */ data, /** @type {unknown} */ error) {
  const words = {
    happened: `Nothing can be written to ${data}.`,
    safe: 'Nothing was started or changed.',
    todo: 'Make that folder writable, or choose another: HOLDFAST_DATA=~/holdfast npm start',
  };
  return new Explained(words, error);
}

/** The command that starts a server beside another one. */
export function withOwnData(/** @type {number} */ port) {
  return `HOLDFAST_DATA=.holdfast/${port} PORT=${port} npm start`;
}

/** @returns {{ pid: number, port: number } | undefined} */
function readOwner(/** @type {string} */ file) {
  try {
    const { pid, port } = JSON.parse(readFileSync(file, 'utf8'));
    return { pid: Number(pid), port: Number(port) };
  } catch {
    return undefined;
  }
}
