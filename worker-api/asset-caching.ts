/**
 * How long a browser may keep each static file. The build writes this into `_headers` for Cloudflare and Deno
 * answers with it directly, so both serve the same header.
 */

/**
 * The `Cache-Control` of a static file, by its path with a leading slash. A name that carries its content's hash
 * never changes meaning; everything else is asked for anew, and the service worker's script is not stored at all.
 */
export function assetCacheControl(path: string): string {
  if (path === '/sw.js') return 'no-store';
  return HASHED_NAME.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/** Eight characters of esbuild's base32 hash before the extension. */
const HASHED_NAME = /-[A-Z0-9]{8}\.(?:css|js)$/;
