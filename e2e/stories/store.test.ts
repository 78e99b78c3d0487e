/** The facts about a store, told of the one that ships on a real browser's IndexedDB. */

import { once } from 'node:events';
import { createServer } from 'node:http';
import path from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { expect, test as plainTest } from 'vitest';
import { storeFacts } from '../../replica/record-store.facts.ts';
import { checkout } from '../../scripts/setup/checkout.mjs';
import { Browser } from '../harness/browser.ts';
import { listen } from '../harness/ports.ts';

/** What the page may store, in bytes: enough for every fact, and as good as nothing. */
const ROOM = 50_000_000;
const NO_ROOM = 1000;

const test = plainTest.extend('page', { scope: 'file' }, async ({}, { onCleanup }) => {
  const script = await pageScript();
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader(
      'content-type',
      `${isScript ? 'text/javascript' : 'text/html'};charset=utf-8`,
    );
    response.end(isScript ? script : '<!doctype html><body><script src="/page.js"></script>');
  });
  const origin = `http://127.0.0.1:${await listen(server)}`;
  const browser = await Browser.launch({ origin });
  onCleanup(async () => {
    await browser.end('whole');
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const { page } = await browser.tab();
  await letFill(browser, page, origin);
  await page.goto(origin);
  return page;
});

test.for(storeFacts)('in Chromium: $name', async ({ name }, { page }) => {
  expect(await page.evaluate((fact) => checkStoreFact(fact), name)).toBeUndefined();
});

async function letFill(browser: Browser, page: Page, origin: string): Promise<void> {
  const devTools = await browser.devTools(page);
  const setFull = async (isFull: boolean): Promise<void> => {
    const quotaSize = isFull ? NO_ROOM : ROOM;
    await devTools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
  };
  await setFull(false);
  await page.exposeFunction('setFull', setFull);
}

/** The production store, built as the app is. */
async function pageScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(checkout, 'e2e/harness/store-facts-page.ts')],
    bundle: true,
    format: 'iife',
    target: 'chrome120',
    charset: 'utf8',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
