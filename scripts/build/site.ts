/**
 * Every file of the built site, in memory and in the order in which one needs another: scripts and styles give
 * the page its names, the finished files give the service worker its list.
 */
import type { BuildResult } from 'esbuild';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { openApiDocument } from '../openapi.ts';
import { headersFile } from './headers-file.ts';
import { builtHtml, pageSources, type PageSource } from './page-html.ts';
import { precacheEntries, precacheVersion } from './precache.ts';
import { filesBelow, type SiteFiles } from './site-files.ts';

const text = (content: string) => new TextEncoder().encode(content);

type EntryPoints = { in: string; out: string }[];
type Bundled = BuildResult<{ metafile: true; write: false }>;

/** The calls of esbuild, whose options stand in esbuild.config.mjs. */
export interface Bundlers {
  /** Scripts that import one another, and stylesheets. */
  readonly modules: (entryPoints: EntryPoints) => Promise<Bundled>;
  /** Scripts that run while the page is still being read. */
  readonly classic: (entryPoints: EntryPoints) => Promise<Bundled>;
  readonly serviceWorker: (define: Record<string, string>) => Promise<Bundled>;
}

/** The whole content of dist/web. */
export async function buildSite(bundlers: Bundlers): Promise<SiteFiles> {
  const files: SiteFiles = new Map();
  const html = await readFile('web/index.html', 'utf8');
  const sources = pageSources(html);
  const modules = await bundlers.modules(entryPoints(sources, ['module', 'style']));
  const classic = await bundlers.classic(entryPoints(sources, ['classic']));
  const builtBySource = new Map([...addOutputs(files, modules), ...addOutputs(files, classic)]);
  files.set('index.html', text(builtHtml(html, builtBySource, preloads(modules, sources))));

  for (const name of await filesBelow('web')) {
    if (STATIC.test(name)) files.set(name, await readFile(path.join('web', name)));
  }
  files.set('api/openapi.json', text(JSON.stringify(openApiDocument())));

  const precache = precacheEntries(files);
  addOutputs(
    files,
    await bundlers.serviceWorker({
      PRECACHE: JSON.stringify(precache),
      VERSION: JSON.stringify(precacheVersion(precache)),
    }),
  );
  files.set('_headers', text(headersFile(files)));
  return files;
}

/** Files of web/ that are served as they are. */
const STATIC = /\.(?:webmanifest|txt|png|svg|ico)$/;

/** A stylesheet is built under the name of the app, whose first load it belongs to. */
function entryPoints(
  sources: readonly PageSource[],
  kinds: readonly PageSource['kind'][],
): EntryPoints {
  const wanted = sources.filter(({ kind }) => kinds.includes(kind));
  return wanted.map(({ path: source, kind }) => ({
    in: `web/${source}`,
    out: kind === 'style' ? 'app' : path.parse(source).name,
  }));
}

/** Adds what esbuild made and returns the built path of each entry by its source below web/. */
function addOutputs(files: SiteFiles, bundled: Bundled): ReadonlyMap<string, string> {
  for (const { path: file, contents } of bundled.outputFiles) {
    files.set(path.relative('dist/web', file).split(path.sep).join('/'), contents);
  }
  const entries = Object.entries(bundled.metafile.outputs).filter(([, made]) => made.entryPoint);
  return new Map(
    entries.map(([file, made]) => [
      path.relative('web', made.entryPoint ?? ''),
      path.relative('dist/web', file),
    ]),
  );
}

/** Modules that the page's entries import at once, and so on: the browser need not find them one by one. */
function preloads(bundled: Bundled, sources: readonly PageSource[]): readonly string[] {
  const entries = new Set(sources.map((source) => `web/${source.path}`));
  const { outputs } = bundled.metafile;
  const found = new Set<string>();
  const visit = (file: string): void => {
    for (const { kind, path: imported } of outputs[file]?.imports ?? []) {
      if (kind !== 'import-statement' || found.has(imported)) continue;
      found.add(imported);
      visit(imported);
    }
  };
  for (const [file, { entryPoint }] of Object.entries(outputs)) {
    if (entryPoint && entries.has(entryPoint)) visit(file);
  }
  return [...found].map((file) => path.relative('dist/web', file));
}
