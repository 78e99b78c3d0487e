/** A copy of the built app that can be deployed anew, as a release would. */

import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { headersFile } from '../../scripts/build/headers-file.ts';
import { precacheEntries, precacheVersion } from '../../scripts/build/precache.ts';
import { filesBelow } from '../../scripts/build/site-files.ts';
import { checkout } from '../../scripts/setup/checkout.mjs';

export interface Site {
  readonly folder: string;
  /** Releases a version whose page names itself, whose script has another name, and whose worker knows both. */
  readonly release: (version: string) => Promise<void>;
  /** Releases another worker and nothing else, from a source of the checkout or as it is written. */
  readonly releaseWorker: (
    worker: { readonly source: string } | { readonly script: string },
  ) => Promise<void>;
  readonly dispose: () => Promise<void>;
}

export async function copySite(): Promise<Site> {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-site-'));
  await cp(path.join(checkout, 'dist/web'), folder, { recursive: true });
  return {
    folder,
    release: (version) => release(folder, version),
    releaseWorker: async (worker) =>
      'script' in worker
        ? writeFile(path.join(folder, 'sw.js'), worker.script)
        : writeFile(path.join(folder, 'sw.js'), await bundled(worker.source, {})),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

async function release(folder: string, version: string): Promise<void> {
  await renameScript(folder, version);
  const page = path.join(folder, 'index.html');
  const html = await readFile(page, 'utf8');
  const before = html.replace(/<meta name="release"[^>]*>/, '');
  await writeFile(
    page,
    before.replace('</head>', `<meta name="release" content="${version}"></head>`),
  );

  const files = new Map<string, Uint8Array>();
  for (const name of await filesBelow(folder)) {
    if (name !== '_headers' && name !== 'sw.js') {
      files.set(name, await readFile(path.join(folder, name)));
    }
  }
  const precache = precacheEntries(files);
  const script = await bundled('sw/sw.ts', {
    PRECACHE: JSON.stringify(precache),
    VERSION: JSON.stringify(precacheVersion(precache)),
  });
  files.set('sw.js', script);
  await writeFile(path.join(folder, '_headers'), headersFile(files));
  await writeFile(path.join(folder, 'sw.js'), script);
}

async function bundled(source: string, define: Record<string, string>): Promise<Uint8Array> {
  const worker = await build({
    absWorkingDir: checkout,
    entryPoints: [source],
    bundle: true,
    format: 'iife',
    target: 'es2023',
    write: false,
    define,
  });
  return worker.outputFiles[0]?.contents ?? new Uint8Array();
}

/** The old name is gone from the server, as after a real release: whoever still needs it must have kept it. */
async function renameScript(folder: string, version: string): Promise<void> {
  const names = await readdir(folder);
  const old = names.find((name) => /^app-.*\.js$/.test(name));
  if (!old) throw new Error('the built app has no script');
  const renamed = `app-${version.padEnd(8, 'X').slice(0, 8)}.js`;
  await rename(path.join(folder, old), path.join(folder, renamed));
  for (const name of await readdir(folder)) {
    if (!/\.(?:html|js)$/.test(name)) continue;
    const file = path.join(folder, name);
    const text = await readFile(file, 'utf8');
    if (text.includes(old)) await writeFile(file, text.replaceAll(old, renamed));
  }
}
