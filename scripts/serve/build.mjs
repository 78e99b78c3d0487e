import { checkout, pinnedNode, toolEnvironment } from '../setup/checkout.mjs';
import { Explained } from '../setup/explained.mjs';
import { run } from '../setup/processes.mjs';

/** Builds dist/web. */
export async function buildSite() {
  const code = await run(pinnedNode, ['esbuild.config.mjs'], {
    cwd: checkout,
    env: toolEnvironment(),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (code === 0) return;
  throw new Explained({
    happened: 'The app could not be built; why stands above.',
    safe: 'Your to-dos are safe: nothing of them was touched.',
    todo: 'Mend what it names and run the same command again.',
  });
}
