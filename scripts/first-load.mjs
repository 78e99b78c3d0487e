/** What a browser fetches before the first paint, read from the built page: the files, and how many requests they are. */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const MAX_REQUESTS = 6;

/** Scripts, styles and preloaded modules that the built page names, as paths in the checkout. */
export function firstLoadFiles() {
  const html = readFileSync(new URL('../dist/web/index.html', import.meta.url), 'utf8');
  return [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(
    ([, file]) => `dist/web/${file}`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = firstLoadFiles();
  const requests = 1 + files.length;
  console.log(`${requests} requests before the first paint, ${MAX_REQUESTS} allowed`);
  console.log(['the page', ...files].map((file) => `  ${file}`).join('\n'));
  process.exitCode = requests > MAX_REQUESTS ? 1 : 0;
}
