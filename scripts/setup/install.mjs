/** Brings node_modules to what package-lock.json says, when it is not there yet. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { checkout, outsideEnvironment, pinnedNode } from './checkout.mjs';
import { Explained } from './explained.mjs';
import { start } from './processes.mjs';

/** Installs the pinned tools and libraries if anything of them is missing; takes no time and no network otherwise. */
export async function install() {
  if (isInstalled()) return;
  console.log('Installing the tools Holdfast is built with (about a minute, once) …');
  const { code, errors } = await npmCi();
  if (code === 0 && isInstalled()) return;
  throw NETWORK_ERROR.test(errors) ? networkMissing() : installFailed(errors);
}

/**
 * npm leaves its own record of what it installed, last thing, so an interrupted installation has none. Packages for other
 * platforms stand in the lock file and not in the record.
 *
 * @returns {boolean}
 */
export function isInstalled() {
  const recordFile = path.join(checkout, 'node_modules/.package-lock.json');
  if (!existsSync(recordFile) || !existsSync(pinnedNode)) return false;
  const wanted = packagesOf(path.join(checkout, 'package-lock.json'));
  const present = packagesOf(recordFile);
  return Object.entries(wanted).every(([name, { version, optional }]) => {
    if (name === '') return true;
    return present[name] ? present[name].version === version : optional === true;
  });
}

/** @returns {Record<string, { version: string, optional?: boolean }>} */
function packagesOf(/** @type {string} */ lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/** Warnings are left out: they say that this Node is older than our tools like, and the tools run on the pinned one. */
async function npmCi() {
  const flags = [
    'ci',
    '--loglevel=error',
    '--prefer-offline',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=5000',
  ];
  const child = start('npm', flags, {
    cwd: checkout,
    env: outsideEnvironment(),
    shell: process.platform === 'win32',
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => (errors += text));
  const code = await new Promise((resolve) => {
    child.once('error', (error) => resolve(void (errors += error.message)));
    child.once('close', resolve);
  });
  return { code, errors };
}

const NETWORK_ERROR =
  /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ENOTCACHED)\b/;

function networkMissing() {
  return new Explained({
    happened: 'The tools could not be installed, because the npm registry cannot be reached.',
    safe: 'Your to-dos are safe: nothing of them was touched.',
    todo: 'Connect to the network once and run the same command again; later starts need no network.',
  });
}

function installFailed(/** @type {string} */ errors) {
  return new Explained({
    happened: `The tools could not be installed. npm said:\n\n${errors.trim()}\n`,
    safe: 'Your to-dos are safe: nothing of them was touched.',
    todo: 'Run `npm ci` to see more, or delete node_modules and run the same command again.',
  });
}
