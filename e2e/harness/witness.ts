/**
 * Watches everything that one browser does and remembers what no story may show: an error in a console, a breach of the
 * content security policy, a request to somebody else, an answer of the API in a cache.
 */

import type { BrowserContext, ConsoleMessage, Page, Request } from 'playwright-core';

export interface Witness {
  /** What was wrong so far. */
  readonly complaints: (network: 'whole' | 'spoiled') => readonly string[];
  /** Everything that was said on a console, for the report of a failed story. */
  readonly said: () => readonly string[];
}

/** The browser's own lines about an answer or its absence, which a story that spoils the network provokes. */
const NETWORK_LINE =
  /^(?:Failed to load resource: |An unknown error occurred when fetching the script\.$)/;

export async function watch(context: BrowserContext, origin: string): Promise<Witness> {
  const wrong: string[] = [];
  const aboutNetwork: string[] = [];
  const said: string[] = [];
  context.on('console', (message) => {
    const line = lineOf(message);
    said.push(`${message.type()}: ${line}`);
    if (message.type() !== 'error' || isStrangersWelcome(message)) return;
    (NETWORK_LINE.test(message.text()) ? aboutNetwork : wrong).push(`console: ${line}`);
  });
  context.on('weberror', (error) => wrong.push(`uncaught: ${String(error.error())}`));
  context.on('request', (request) => {
    if (isForeign(request, origin)) wrong.push(`a request to ${request.url()}`);
  });
  await context.addInitScript(reportViolations);
  return {
    complaints: (network) => (network === 'whole' ? [...wrong, ...aboutNetwork] : wrong),
    said: () => said,
  };
}

/** Runs at the start of every page, so that a breach of the policy is said on its console. */
export function reportViolations(): void {
  addEventListener('securitypolicyviolation', (event) => {
    const { type, violatedDirective, blockedURI, sourceFile, lineNumber } = event;
    console.error(type, violatedDirective, blockedURI, sourceFile, lineNumber);
  });
}

/** Requests in this origin's caches that belong to the API. */
export async function cachedApiRequests(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) {
        if (new URL(url).pathname.startsWith('/api')) found.push(url);
      }
    }
    return found;
  });
}

/** A browser that was never here asks whose cookie it holds, and the protocol's answer to nobody's is 401. */
function isStrangersWelcome(message: ConsoleMessage): boolean {
  return message.text().includes(' 401 ') && message.location().url.endsWith('/api/session');
}

function lineOf(message: ConsoleMessage): string {
  const { url, lineNumber } = message.location();
  return `${message.text()} (${url}:${lineNumber})`;
}

function isForeign(request: Request, origin: string): boolean {
  const url = new URL(request.url());
  return /^(?:https?|wss?):$/.test(url.protocol) && url.origin !== origin;
}
