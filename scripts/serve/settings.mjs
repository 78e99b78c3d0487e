/** What a person can set when starting a server. */
import path from 'node:path';
import process from 'node:process';
import { checkout } from '../setup/checkout.mjs';
import { Explained } from '../setup/explained.mjs';

/**
 * @typedef {object} Settings
 * @property {number} port
 * @property {string} data absolute path of the folder that holds the database
 * @property {string} origin the address people open, which names the cookie and is part of what devices sign
 */

/**
 * PORT, HOLDFAST_DATA and HOLDFAST_ORIGIN, each with its default.
 *
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Settings}
 */
export function readSettings(environment = process.env) {
  const port = Number(environment['PORT'] || 8787);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Explained({
      happened: `PORT is "${environment['PORT']}", which is no port number.`,
      safe: 'Nothing was started or changed.',
      todo: 'Choose a number from 1 to 65535, for example: PORT=8788 npm start',
    });
  }
  return {
    port,
    data: path.resolve(checkout, environment['HOLDFAST_DATA'] || '.holdfast'),
    origin: environment['HOLDFAST_ORIGIN'] || `http://localhost:${port}`,
  };
}
