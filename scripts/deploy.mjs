/**
 * `npm run deploy`: builds, brings the remote database to the newest migration, then deploys the Worker and its files.
 * `npm run deploy -- --recovery` puts the worker of sw/recovery.ts in the place of a broken one.
 */
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { Explained, runScript } = await import('./setup/explained.mjs');
const { install } = await import('./setup/install.mjs');
const { buildSite } = await import('./serve/build.mjs');
const { wrangler } = await import('./serve/wrangler.mjs');

await runScript(async () => {
  await install();
  await buildSite(process.argv.slice(2).filter((flag) => flag === '--recovery'));
  await step(['d1', 'migrations', 'apply', 'DB', '--remote'], 'The database was not migrated');
  await step(['deploy'], 'The database is migrated, but the new version was not deployed');
});

/** Migrations come first and only add, so the version that still runs keeps working. */
async function step(/** @type {string[]} */ args, /** @type {string} */ failure) {
  if ((await wrangler(args)) === 0) return;
  throw new Explained({
    happened: `${failure}; why stands above.`,
    safe: 'What was deployed before still runs.',
    todo: 'See wrangler.toml for what a real account needs, then run `npm run deploy` again.',
  });
}
