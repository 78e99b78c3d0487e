import { expect, test } from 'vitest';
import { precacheEntries, precacheVersion } from './precache.ts';

const content = (text: string) => new TextEncoder().encode(text);
const files = new Map([
  ['index.html', content('<link href="/icons/icon.svg"><link href="/manifest.webmanifest">')],
  ['app-1.js', content('1')],
  ['manifest.webmanifest', content('{}')],
  ['icons/icon.svg', content('<svg/>')],
  ['icons/icon-512.png', content('png')],
  ['api/openapi.json', content('{}')],
  ['robots.txt', content('')],
]);

test('the offline shell is the page and what the page names', () => {
  expect(precacheEntries(files).map((entry) => entry.url)).toEqual([
    '/',
    '/app-1.js',
    '/icons/icon.svg',
    '/manifest.webmanifest',
  ]);
});

test('E09 an entry carries the hash that fetch can check', () => {
  const entry = precacheEntries(files).find(({ url }) => url === '/app-1.js');
  expect(entry?.sha256).toBe('a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=');
});

test('another content is another version', () => {
  const changed = new Map([...files, ['app-1.js', content('2')] as const]);
  expect(precacheVersion(precacheEntries(changed))).not.toBe(
    precacheVersion(precacheEntries(files)),
  );
});
