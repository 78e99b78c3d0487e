/**
 * Builds the page and the service worker into dist/web, the same bytes from the same sources.
 *
 *   node esbuild.config.mjs            once
 *   node esbuild.config.mjs --watch    again after every change
 */
import { build } from 'esbuild';
import { mkdir, writeFile } from 'node:fs/promises';
import { buildSite } from './scripts/build/site.ts';
import { writeSiteFiles } from './scripts/build/site-files.ts';
import { watchFolders } from './scripts/build/watch.ts';

const watching = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: import.meta.dirname,
  outdir: 'dist/web',
  bundle: true,
  minify: !watching,
  sourcemap: watching ? 'inline' : false,
  target: ['es2023', 'chrome120', 'firefox121', 'safari17'],
  charset: 'utf8',
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
};

/** @type {import('./scripts/build/site.ts').Bundlers} */
const bundlers = {
  modules: (entryPoints) =>
    bundle('page', {
      entryPoints,
      format: 'esm',
      splitting: true,
      entryNames: '[name]-[hash]',
      chunkNames: 'chunk-[hash]',
    }),
  classic: (entryPoints) =>
    bundle('page-classic', { entryPoints, format: 'iife', entryNames: '[name]-[hash]' }),
  serviceWorker: (define) =>
    bundle('sw', { entryPoints: ['sw/sw.ts'], format: 'iife', entryNames: '[name]', define }),
};

await buildOnce();
if (watching) {
  watchFolders(['domain', 'protocol', 'replica', 'web', 'sw'], () =>
    buildOnce().catch((error) => console.error(error.message)),
  );
}

async function buildOnce() {
  const started = performance.now();
  const files = await buildSite(bundlers);
  await writeSiteFiles('dist/web', files);
  console.log(`built dist/web in ${Math.round(performance.now() - started)} ms`);
}

/**
 * @param {string} name under which what went into each output is kept in .cache, for a look at the size
 * @param {import('esbuild').BuildOptions} options
 */
async function bundle(name, options) {
  const result = await build({ ...shared, ...options, metafile: true, write: false });
  await mkdir('.cache/build', { recursive: true });
  await writeFile(`.cache/build/${name}.json`, JSON.stringify(result.metafile));
  return result;
}
