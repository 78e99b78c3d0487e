/** Brotli budgets for what a person waits for. */
import { firstLoadFiles } from './scripts/first-load.mjs';

export default [
  { name: 'first load: scripts and styles', path: firstLoadFiles(), limit: '22 kB' },
  { name: 'service worker', path: 'dist/web/sw.js', limit: '12 kB' },
];
