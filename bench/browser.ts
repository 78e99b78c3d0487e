/** A headless Chromium on a profile of its own, and the CPU time its page takes. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

export interface BenchBrowser {
  /** For example `156.0.8078.79`. */
  readonly version: string;
  /** Opens the page anew: with nothing compiled, nothing optimised, no connection open. */
  readonly load: (url: string) => Promise<void>;
  /** Evaluates an expression in the page and waits for the promise it makes. */
  readonly evaluate: (expression: string) => Promise<unknown>;
  /** As {@link evaluate}, with the milliseconds of CPU that the page's main thread took for it. */
  readonly evaluateMetered: (
    expression: string,
  ) => Promise<{ readonly value: unknown; readonly cpuMs: number }>;
  readonly close: () => Promise<void>;
}

/** Everything that would go to the network or to a GPU is off. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
  '--js-flags=--expose-gc',
];

export async function openBrowser(): Promise<BenchBrowser> {
  const profile = await mkdtemp(path.join(tmpdir(), 'holdfast-bench-'));
  // A throw-away context would keep IndexedDB in memory.
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: FLAGS,
  });
  const [page] = context.pages();
  if (!page) throw new Error('the browser opened no page');
  const devtools = await context.newCDPSession(page);
  const { product } = await devtools.send('Browser.getVersion');
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });

  const evaluate = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails } = await devtools.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value;
  };
  const cpuMs = async (): Promise<number> => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
  };
  return {
    version: product.slice(product.indexOf('/') + 1),
    load: async (url) => {
      await page.goto(url);
    },
    evaluate,
    evaluateMetered: async (expression) => {
      await evaluate('gc()');
      const before = await cpuMs();
      const value = await evaluate(expression);
      return { value, cpuMs: (await cpuMs()) - before };
    },
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
