/** The steps from a checkout to a running server. */
import { runScript } from '../setup/explained.mjs';
import { install } from '../setup/install.mjs';
import { stopOnSignals } from '../setup/processes.mjs';
import { buildSite, watchSite } from './build.mjs';
import { ownData } from './data-owner.mjs';
import { denoServe } from './deno.mjs';
import { migrateLocalD1 } from './migrations.mjs';
import { requirePort } from './port.mjs';
import { serve } from './server.mjs';
import { readSettings } from './settings.mjs';
import { wranglerDev } from './wrangler.mjs';

/** Cloudflare's runtime with its local D1. */
export const startWrangler = () =>
  runScript(async () => {
    const settings = await prepare('workerd');
    await migrateLocalD1(settings);
    await serve(wranglerDev(settings), settings, () => announce(settings));
  });

/** Deno, which brings its database to the newest migration by itself. */
export const startDeno = () =>
  runScript(async () => {
    const settings = await prepare('deno');
    await serve(denoServe(settings), settings, () => announce(settings));
  });

/** As the first, and a second process builds the page anew after every change; wrangler does so for the Worker. */
export const startDev = () =>
  runScript(async () => {
    const settings = await prepare('workerd', watchSite);
    await migrateLocalD1(settings);
    await serve(wranglerDev(settings), settings, () => announce(settings));
  });

/**
 * @param {'workerd' | 'deno'} runtime
 * @param {() => Promise<void>} build
 */
async function prepare(runtime, build = buildSite) {
  stopOnSignals(0, () => console.log('\nStopped.'));
  const settings = readSettings();
  await requirePort(settings);
  await ownData(settings, runtime);
  await install();
  await build();
  return settings;
}

function announce(/** @type {import('./settings.mjs').Settings} */ { port, origin, data }) {
  console.log(`\nHoldfast is ready at http://localhost:${port}`);
  if (origin !== `http://localhost:${port}`) console.log(`and expects to be opened as ${origin}`);
  console.log(`Its data is in ${data}\nStop it with Ctrl-C.\n`);
}
