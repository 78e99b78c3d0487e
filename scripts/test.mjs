/** `npm test`: on a machine with only Node and npm, installs what is missing and runs every suite, or the ones named. */
import { requireNode } from './setup/node-version.mjs';

requireNode();
// Imported late: an old Node could not even read these files.
const { runScript } = await import('./setup/explained.mjs');
const { stopOnSignals } = await import('./setup/processes.mjs');
const { runAll } = await import('./test/run-all.mjs');

await runScript(async () => {
  stopOnSignals(130);
  const failed = await runAll(process.argv.slice(2));
  process.exitCode = failed > 0 ? 1 : 0;
});
