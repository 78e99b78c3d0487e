/** Who started whom, from the operating system. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import process from 'node:process';

/**
 * Every process below this one, each before those below it.
 *
 * @param {number} pid
 * @returns {readonly number[]}
 */
export function descendants(pid) {
  const pairs = parentPairs();
  /** @type {(parent: number) => number[]} */
  const below = (parent) =>
    pairs.filter(([, of]) => of === parent).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

/**
 * @param {number} pid
 * @returns {boolean} false for a zombie too: it holds neither port nor file
 */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || statusOf(pid).state !== 'Z';
  } catch {
    return false;
  }
}

/** @returns {readonly (readonly [pid: number, parent: number])[]} */
function parentPairs() {
  if (process.platform === 'win32') return [];
  if (process.platform !== 'linux') return parentPairsFromPs();
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((name) => {
    try {
      return [/** @type {const} */ ([Number(name), statusOf(Number(name)).parent])];
    } catch {
      return []; // It ended while we were reading.
    }
  });
}

/** Linux without the procps package has no ps, so we read what ps would. */
function statusOf(/** @type {number} */ pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state, parent: Number(parent) };
}

/** @returns {readonly (readonly [number, number])[]} */
function parentPairsFromPs() {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).split('\n');
  return lines.map((line) => {
    const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
    return [pid, parent];
  });
}
