/** What the service worker keeps, so that the app opens with no network. */
import { createHash } from 'node:crypto';
import type { SiteFiles } from './site-files.ts';

/** One file of the offline shell. */
export interface PrecacheEntry {
  /** Path on the server; the page itself is `/`. */
  readonly url: string;
  /** SHA-256 of the content, base64 as in the `integrity` option of fetch without its `sha256-`. */
  readonly sha256: string;
}

/**
 * The page, its scripts and styles, the manifest and the icons that the page names. Icons that only the manifest
 * names are left to the browser, which asks for them when the app is installed.
 */
export function precacheEntries(files: SiteFiles): readonly PrecacheEntry[] {
  const html = Buffer.from(files.get('index.html') ?? '').toString();
  return (
    [...files]
      .filter(([name]) => /^[^/]+\.(?:html|js|css)$/.test(name) || html.includes(`"/${name}"`))
      // Asked for when the app is put on a home screen, and never by the page.
      .filter(([name]) => !name.includes('apple-touch'))
      .map(([name, content]) => ({
        url: name === 'index.html' ? '/' : `/${name}`,
        sha256: createHash('sha256').update(content).digest('base64'),
      }))
      .toSorted((a, b) => (a.url < b.url ? -1 : 1))
  );
}

/** A short name for exactly this set of files. */
export function precacheVersion(entries: readonly PrecacheEntry[]): string {
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 16);
}
