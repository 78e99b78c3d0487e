/** Where things are in this checkout. */
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const checkout = fileURLToPath(new URL('../..', import.meta.url));

const binFolder = path.join(checkout, 'node_modules/.bin');

/** The pinned Node, which is newer than the one a person may have started us with. */
export const pinnedNode = path.join(
  checkout,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/**
 * The environment for our tools: the installed ones, the pinned Node among them, are found first.
 *
 * @param {NodeJS.ProcessEnv} [more]
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(more = {}) {
  return { ...process.env, PATH: [binFolder, ...pathWithoutTools()].join(path.delimiter), ...more };
}

/**
 * The environment as it was outside the checkout. npm itself runs with it, since it is about to replace our tools.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function outsideEnvironment() {
  return { ...process.env, PATH: pathWithoutTools().join(path.delimiter) };
}

function pathWithoutTools() {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.filter((folder) => path.resolve(folder) !== binFolder);
}
