/** `npm start`: on a machine with only Node and npm, everything from the installation to a running server. */
import { requireNode } from './setup/node-version.mjs';

requireNode();
// Imported late: an old Node could not even read these files.
const { startWrangler } = await import('./serve/start.mjs');
await startWrangler();
