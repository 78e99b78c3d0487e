import { once } from 'node:events';
import { createServer } from 'node:net';
import { Explained } from '../setup/explained.mjs';
import { withOwnData } from './data-owner.mjs';
import { askHealth } from './health.mjs';

/**
 * Fails with clear words when the port cannot be had.
 *
 * @param {import('./settings.mjs').Settings} settings
 */
export async function requirePort({ port, data }) {
  const code = (await listenError(port, '127.0.0.1')) ?? (await listenError(port, '::1'));
  if (!code || code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return;
  throw new Explained({ ...(await reason(port, code)), safe: `Your to-dos are safe in ${data}.` });
}

/** Browsers try both addresses of `localhost`, so a stranger on either of them is in the way. */
async function listenError(/** @type {number} */ port, /** @type {string} */ host) {
  const server = createServer();
  const outcome = Promise.race([
    once(server, 'listening').then(() => undefined),
    once(server, 'error').then(([error]) => String(error.code)),
  ]);
  server.listen({ port, host, exclusive: true });
  const code = await outcome.catch((error) => String(error.code));
  if (!code) await new Promise((closed) => server.close(closed));
  return code;
}

async function reason(/** @type {number} */ port, /** @type {string} */ code) {
  if (code === 'EACCES') {
    return {
      happened: `Port ${port} needs rights that this user does not have.`,
      todo: 'Choose one above 1023, for example: PORT=8787 npm start',
    };
  }
  if (await askHealth(port, 1_000)) {
    return {
      happened: `Holdfast already runs at http://localhost:${port}.`,
      todo: `Open that address, or start a second one: ${withOwnData(port + 1)}`,
    };
  }
  return {
    happened: `Port ${port} is taken by another program.`,
    todo: `Stop that program, or choose another port: PORT=${port + 1} npm start`,
  };
}
