import { once } from 'node:events';
import { checkout, pinnedNode, toolEnvironment } from '../setup/checkout.mjs';
import { Explained } from '../setup/explained.mjs';
import { run, start } from '../setup/processes.mjs';

const options = { cwd: checkout, env: toolEnvironment() };

/**
 * Builds dist/web.
 *
 * @param {readonly string[]} flags of esbuild.config.mjs
 */
export async function buildSite(flags = []) {
  const code = await run(pinnedNode, ['esbuild.config.mjs', ...flags], {
    ...options,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (code === 0) return;
  throw new Explained({
    happened: 'The app could not be built; why stands above.',
    safe: 'Your to-dos are safe: nothing of them was touched.',
    todo: 'Mend what it names and run the same command again.',
  });
}

/** Builds dist/web and goes on to do so after every change; resolves when the first build is done. */
export async function watchSite() {
  const child = start(pinnedNode, ['esbuild.config.mjs', '--watch'], {
    ...options,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout?.pipe(process.stdout);
  await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
}
