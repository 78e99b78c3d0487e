/** `npm run start:deno`: the same app and API from Deno, with SQLite in one file. */
import { requireNode } from './setup/node-version.mjs';

requireNode();
// Imported late: an old Node could not even read these files.
const { startDeno } = await import('./serve/start.mjs');
await startDeno();
