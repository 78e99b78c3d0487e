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
  readonly dispose: () => Promise<void>;
}

export async function copySite(): Promise<Site> {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-site-'));
  await cp(path.join(checkout, 'dist/web'), folder, { recursive: true });
  return {
    folder,
    release: (version) => release(folder, version),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

async function release(folder: string, version: string): Promise<void> {
  await renameScript(folder, version);
  const page = path.join(folder, 'index.html');
  const html = await readFile(page, 'utf8');
  await writeFile(
    page,
    html.replace('</head>', `<meta name="release" content="${version}"></head>`),
  );

  const files = new Map<string, Uint8Array>();
  for (const name of await filesBelow(folder)) {
    if (name !== '_headers' && name !== 'sw.js') {
      files.set(name, await readFile(path.join(folder, name)));
    }
  }
  const precache = precacheEntries(files);
  const worker = await build({
    absWorkingDir: checkout,
    entryPoints: ['sw/sw.ts'],
    bundle: true,
    format: 'iife',
    target: 'es2023',
    write: false,
    define: {
      PRECACHE: JSON.stringify(precache),
      VERSION: JSON.stringify(precacheVersion(precache)),
    },
  });
  const script = worker.outputFiles[0]?.contents ?? new Uint8Array();
  files.set('sw.js', script);
  await writeFile(path.join(folder, '_headers'), headersFile(files));
  await writeFile(path.join(folder, 'sw.js'), script);
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
