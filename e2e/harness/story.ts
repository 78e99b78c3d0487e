/**
 * A test that tells a story: real browsers, the built app, a real server, and a network that can be spoiled.
 *
 * Server and proxy last for the file. A story launches the browsers it needs, each with an empty profile, and fails for
 * anything a {@link Witness} has seen, whatever the story itself asserts.
 */

import { expect, test } from 'vitest';
import { createAppServer } from './app-server.ts';
import type { AppServer, AppServerOptions } from './app-server.ts';
import { Browser } from './browser.ts';
import type { BrowserOptions } from './browser.ts';
import { createFaultProxy } from './fault-proxy.ts';
import type { FaultProxy } from './fault-proxy.ts';
import { HttpDevice } from './http-device.ts';
import { storedOutbox } from './stored-records.ts';
import type { TodoPage } from './todo-page.ts';
import { until } from './until.ts';

/** What server the stories of a file want. */
export interface Stage {
  readonly runtime?: AppServerOptions['runtime'];
  /** The folder with the built app, where it is not dist/web. */
  readonly site?: string;
  readonly hostName?: string;
}

export type Launch = (options?: Omit<BrowserOptions, 'origin'>) => Promise<Browser>;

/** The function that tells stories on such a server. */
export function storiesOn(stage: Stage) {
  const { runtime, site, hostName } = stage;
  return test
    .extend('proxyOfFile', { scope: 'file' }, async ({}, { onCleanup }) => {
      const proxy = await createFaultProxy(hostName);
      onCleanup(() => proxy.close());
      return proxy;
    })
    .extend('server', { scope: 'file' }, async ({ proxyOfFile }, { onCleanup }) => {
      const server = await createAppServer({
        origin: proxyOfFile.origin,
        ...(runtime ? { runtime } : {}),
        ...(site ? { site } : {}),
      });
      proxyOfFile.connectTo(server.port);
      onCleanup(() => server.dispose());
      return server;
    })
    .extend('proxy', async ({ proxyOfFile, server }): Promise<FaultProxy> => {
      proxyOfFile.connectTo(server.port);
      proxyOfFile.reset();
      return proxyOfFile;
    })
    .extend('launch', async ({ proxy, task }, { onCleanup }): Promise<Launch> => {
      const browsers: Browser[] = [];
      onCleanup(() => endStory(task, browsers, proxy));
      return async (options) => {
        const browser = await Browser.launch({ ...options, origin: proxy.origin });
        browsers.push(browser);
        return browser;
      };
    });
}

/** A story on the app as `npm start` serves it. */
export const story = storiesOn({});

/** What every browser of a story can do at its end, whatever drives it. */
interface Ending {
  readonly said: () => readonly string[];
  readonly end: (network: 'whole' | 'spoiled') => Promise<readonly string[]>;
}

/** Ends all browsers and fails the story for what a {@link Witness} has seen of them. */
export async function endStory(
  { name, result }: { readonly name: string; readonly result?: { readonly errors?: unknown[] } },
  browsers: readonly Ending[],
  proxy: FaultProxy,
): Promise<void> {
  if (result?.errors?.length) console.log(report(name, browsers, proxy));
  const network = proxy.wasMeddled() ? 'spoiled' : 'whole';
  const complaints = await Promise.all(browsers.map((browser) => browser.end(network)));
  proxy.heal();
  expect(complaints.flat(), 'what must not happen in any story').toEqual([]);
}

export interface Started {
  readonly browser: Browser;
  readonly app: TodoPage;
  /** Another device of the same account. */
  readonly phone: HttpDevice;
}

/** A browser whose to-dos of these titles are on the server. */
export async function startWith(
  titles: readonly string[],
  { launch, server }: { readonly launch: Launch; readonly server: AppServer },
  options?: Parameters<Launch>[0],
): Promise<Started> {
  const browser = await launch(options);
  const app = await browser.open();
  await app.installed();
  await app.add(...titles);
  const phone = await joinAs(browser, server);
  await expect.poll(() => serverTitles(phone), SOON).toEqual(titles.toSorted());
  await expect.poll(() => storedOutbox(app.page), SOON).toBe(0);
  return { browser, app, phone };
}

/** How long a fact may take to come about on a busy machine. */
export const SOON = { timeout: 10_000, interval: 50 };

/** A further device of a browser's account, as soon as the browser has a session. */
export async function joinAs(
  browser: Pick<Browser, 'sessionCookie'>,
  server: AppServer,
): Promise<HttpDevice> {
  const cookie = await until('a session', () => browser.sessionCookie());
  return HttpDevice.join(server, cookie);
}

/** Everything the server holds for the account, sorted: a title twice would show here. */
export async function serverTitles(device: HttpDevice): Promise<readonly string[]> {
  const todos = await device.todos();
  return todos
    .map(({ title, isDone, isTrashed }) =>
      [title, isDone && '(done)', isTrashed && '(in Trash)'].filter(Boolean).join(' '),
    )
    .toSorted();
}

function report(name: string, browsers: readonly Ending[], proxy: FaultProxy): string {
  const requests = proxy.seen().map(({ method, path, status, body, answer }) => {
    const isApi = path.startsWith('/api/');
    return `${method} ${path} ${status ?? '-'}${isApi ? ` ${body} -> ${answer ?? ''}` : ''}`;
  });
  const said = browsers.flatMap((browser) => browser.said());
  return [`--- ${name}`, ...requests.map((line) => line.slice(0, 600)), ...said].join('\n');
}
