/**
 * Builds the page and the service worker into dist/web, the same bytes from the same sources.
 *
 *   node esbuild.config.mjs            once
 *   node esbuild.config.mjs --watch    again after every change
 *   node esbuild.config.mjs --out=DIR  somewhere else than dist/web
 *   node esbuild.config.mjs --recovery with the worker that takes the place of a broken one
 */
import { build } from 'esbuild';
import { mkdir, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { buildSite } from './scripts/build/site.ts';
import { writeSiteFiles } from './scripts/build/site-files.ts';
import { smallScript } from './scripts/build/small-script.ts';
import { smallStyles } from './scripts/build/small-styles.ts';
import { watchFolders } from './scripts/build/watch.ts';

const { values: options } = parseArgs({
  options: {
    watch: { type: 'boolean', default: false },
    out: { type: 'string', default: 'dist/web' },
    recovery: { type: 'boolean', default: false },
  },
});
const { watch: watching, out: folder, recovery } = options;
const worker = recovery ? 'sw/recovery.ts' : 'sw/sw.ts';

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
  plugins: [smallStyles],
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
  serviceWorker: async (define) => {
    const options = { entryPoints: [{ in: worker, out: 'sw' }], define };
    const bundled = await bundle('sw', { ...options, format: 'iife' });
    if (!watching) {
      for (const file of bundled.outputFiles) file.contents = await smallScript(file.contents);
    }
    return bundled;
  },
};

await buildOrSayWhy();
if (watching) watchFolders(['domain', 'protocol', 'replica', 'web', 'sw'], buildOrSayWhy);

async function buildOrSayWhy() {
  const started = performance.now();
  try {
    await writeSiteFiles(folder, await buildSite(bundlers));
    console.log(`built ${folder} in ${Math.round(performance.now() - started)} ms`);
  } catch (error) {
    // esbuild has printed its own errors, with the lines they are about.
    if (!(error instanceof Error && 'errors' in error)) console.error(error);
    process.exitCode = 1;
  }
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
