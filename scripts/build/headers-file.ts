/** Cloudflare's `_headers` file: the only way to give a static file headers without running the Worker. */
import { answerHeaders } from '../../worker-api/answer-headers.ts';
import { assetCacheControl } from '../../worker-api/asset-caching.ts';
import type { SiteFiles } from './site-files.ts';

/** The headers of every answer for every path and a `Cache-Control` for each file by its address. */
export function headersFile(files: SiteFiles): string {
  const rules = [rule('/*', answerHeaders)];
  for (const name of [...files.keys()].toSorted()) {
    const path = name === 'index.html' ? '/' : `/${name}`;
    rules.push(rule(path, { 'Cache-Control': assetCacheControl(path) }));
  }
  if (rules.length > MAX_RULES) throw new Error(`_headers takes ${MAX_RULES} rules at most`);
  return rules.join('');
}

/** Cloudflare ignores further rules without a word. */
const MAX_RULES = 100;

function rule(path: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`);
  return `${path}\n${lines.join('')}`;
}
