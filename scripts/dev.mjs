/** `npm run dev`: like `npm start`, and every change is built and served at once. */
import { requireNode } from './setup/node-version.mjs';

requireNode();
// Imported late: an old Node could not even read these files.
const { startDev } = await import('./serve/start.mjs');
await startDev();
