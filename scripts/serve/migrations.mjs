/** Keeps the local D1 at the newest migration. Asking wrangler takes two seconds, so it is asked only when it matters. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkout } from '../setup/checkout.mjs';
import { Explained } from '../setup/explained.mjs';
import { wrangler } from './wrangler.mjs';

/** @param {import('./settings.mjs').Settings} settings */
export async function migrateLocalD1({ data }) {
  const stampFile = path.join(data, 'migrations.sha256');
  const stamp = migrationsHash();
  const isDone = existsSync(path.join(data, 'v3/d1')) && existsSync(stampFile);
  if (isDone && readFileSync(stampFile, 'utf8') === stamp) return;

  console.log('Preparing the database …');
  const args = ['d1', 'migrations', 'apply', 'DB', '--local', `--persist-to=${data}`];
  if ((await wrangler(args, { stdio: ['ignore', 'ignore', 'inherit'] })) !== 0) {
    throw new Explained({
      happened: 'The database could not be brought to the newest layout; why stands above.',
      safe: `Your to-dos are safe in ${data}: a migration is stored whole or not at all.`,
      todo: 'Go back to the version you ran before, or report this.',
    });
  }
  writeFileSync(stampFile, stamp);
}

function migrationsHash() {
  const folder = path.join(checkout, 'worker-api/migrations');
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).toSorted()) {
    hash
      .update(name)
      .update('\0')
      .update(readFileSync(path.join(folder, name)))
      .update('\0');
  }
  return hash.digest('hex');
}
