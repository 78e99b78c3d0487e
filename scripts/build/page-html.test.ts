import { expect, test } from 'vitest';
import { builtHtml, pageSources } from './page-html.ts';

const html = `<head>
<link rel="icon" href="/icons/icon.svg" />
<link rel="stylesheet" href="./tokens.css" />
<script src="theme.ts"></script>
<script type="module" src="/app.ts"></script>
</head>`;

test('the sources of a page are its scripts and stylesheets', () => {
  expect(pageSources(html)).toEqual([
    { path: 'tokens.css', kind: 'style' },
    { path: 'theme.ts', kind: 'classic' },
    { path: 'app.ts', kind: 'module' },
  ]);
});

test('the built page names the built files and preloads what they import', () => {
  const built = new Map([
    ['tokens.css', 'app-1.css'],
    ['theme.ts', 'theme-2.js'],
    ['app.ts', 'app-3.js'],
  ]);
  expect(builtHtml(html, built, ['chunk-4.js'])).toBe(`<head>
<link rel="icon" href="/icons/icon.svg" />
<link rel="stylesheet" href="/app-1.css" />
<script src="/theme-2.js"></script>
<script type="module" src="/app-3.js"></script>
<link rel="modulepreload" href="/chunk-4.js" />
</head>`);
});

test('a source that was not built stops the build', () => {
  expect(() => builtHtml(html, new Map(), [])).toThrow('tokens.css');
});
