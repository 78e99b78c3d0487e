/**
 * index.html names its sources (`app.ts`, `tokens.css`); the built page names the files made of them, whose
 * names carry the hash of their content.
 */

/** A script or stylesheet that the page asks for before it can paint. */
export interface PageSource {
  /** Path relative to web/, as written in index.html without `./` or `/`. */
  readonly path: string;
  readonly kind: 'module' | 'classic' | 'style';
}

/** The scripts and stylesheets of index.html, in the order they stand there. */
export function pageSources(html: string): readonly PageSource[] {
  return [...html.matchAll(TAG)].map(([tag, , path = '']) => ({ path, kind: kindOf(tag) }));
}

/**
 * The page with every source replaced by its built file. Throws when a source was not built.
 * `preloads` are modules that the page's own modules import; naming them here saves a round trip.
 */
export function builtHtml(
  html: string,
  builtBySource: ReadonlyMap<string, string>,
  preloads: readonly string[],
): string {
  const named = html.replaceAll(TAG, (tag, written: string, path: string) => {
    const built = builtBySource.get(path);
    if (!built) throw new Error(`index.html names ${path}, which the build did not make`);
    return tag.replace(written, `/${built}`);
  });
  const links = preloads.map((path) => `<link rel="modulepreload" href="/${path}" />\n`).join('');
  return named.replace('</head>', `${links}</head>`);
}

/** A whole opening tag; the address as written; the same without its leading `./` or `/`. */
const TAG = /<(?:script|link)\b[^>]*?\b(?:src|href)="((?:\.?\/)?([\w./-]+\.(?:ts|css)))"[^>]*>/g;

function kindOf(tag: string): PageSource['kind'] {
  if (tag.startsWith('<link')) return 'style';
  return tag.includes('type="module"') ? 'module' : 'classic';
}
