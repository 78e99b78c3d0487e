/**
 * A Chromium of its own, with a profile that outlives it.
 *
 * It is started as a person's would be, in a process group of its own, and driven over the DevTools protocol without
 * Playwright's overrides: tabs hide one another, pages enter the back/forward cache, and killing the group is a crash.
 */

import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type {
  Browser as Connection,
  BrowserContext,
  CDPSession,
  Page,
  Worker,
} from 'playwright-core';
import { findBrowser } from '../../scripts/browsers.mjs';
import { installHostileIndexedDB } from './hostile-indexed-db.ts';
import { untilIdleAfter } from './idle-worker.ts';
import { alteringScript } from './page-alterations.ts';
import type { PageAlterations } from './page-alterations.ts';
import { startGroup } from './process-group.ts';
import type { ProcessGroup } from './process-group.ts';
import { TodoPage } from './todo-page.ts';
import { until } from './until.ts';
import { cachedApiRequests, watch } from './witness.ts';
import type { Witness } from './witness.ts';

export interface BrowserOptions extends PageAlterations {
  readonly origin: string;
  /** The browser itself tries a failed background sync again after two seconds instead of five minutes. */
  readonly hasQuickRetries?: boolean;
  /** The person, or the browser's maker, has switched background sync off. */
  readonly isBackgroundSyncDenied?: boolean;
  /** IndexedDB is one that a story can break, in pages from the first on. */
  readonly hasHostileStorage?: boolean;
}

const FLAGS = [
  '--headless',
  '--remote-debugging-port=0',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--password-store=basic',
  '--window-size=1280,900',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

const QUICK_RETRIES = [
  '--force-fieldtrials=BackgroundSync/Test/',
  '--force-fieldtrial-params=BackgroundSync.Test:initial_retry_delay_sec/2/retry_delay_factor/1/max_sync_attempts/3/max_sync_event_duration_sec/5',
];

export class Browser {
  readonly origin: string;
  readonly #options: BrowserOptions;
  readonly #profile: string;
  #group: ProcessGroup | undefined;
  #address = '';
  #connection: Connection | undefined;
  #witness: Witness | undefined;
  readonly #complaints: string[] = [];
  #wasOffline = false;

  private constructor(options: BrowserOptions, profile: string) {
    this.origin = options.origin;
    this.#options = options;
    this.#profile = profile;
  }

  /** Starts a browser that was never used before. */
  static async launch(options: BrowserOptions): Promise<Browser> {
    const profile = await mkdtemp(path.join(tmpdir(), 'holdfast-profile-'));
    const browser = new Browser(options, profile);
    await browser.start();
    return browser;
  }

  get context(): BrowserContext {
    const context = this.#connection?.contexts()[0];
    if (!context) throw new Error('the browser is not running');
    return context;
  }

  /** Where its DevTools listen. */
  get debuggingPort(): number {
    return Number(new URL(this.#address).port);
  }

  /** Starts the browser again on the profile it had. No page of the app is open then. */
  async start(): Promise<void> {
    const program = await findBrowser('chromium');
    if (!program) throw new Error('there is no Chromium: run `node scripts/browsers.mjs` first');
    const retries = this.#options.hasQuickRetries ? QUICK_RETRIES : [];
    const args = [...FLAGS, ...retries, `--user-data-dir=${this.#profile}`, 'about:blank'];
    const group = startGroup(program, args);
    this.#group = group;
    this.#address = await until('the DevTools’ address', () => addressIn(group), 90_000);
    this.#connection = await chromium.connectOverCDP(this.#address, { noDefaults: true });
    this.#witness = await watch(this.context, this.origin);
    if (this.#options.isBackgroundSyncDenied) await this.#denyBackgroundSync();
    if (this.#options.hasHostileStorage) {
      await this.context.addInitScript(installHostileIndexedDB);
    }
    await this.context.addInitScript(alteringScript(this.#options));
  }

  /** Opens a tab on a path of the app and waits until it can be used. */
  async open(path = '/'): Promise<TodoPage> {
    const todoPage = await this.tab();
    await todoPage.page.goto(this.origin + path);
    await todoPage.ready();
    return todoPage;
  }

  /** An empty tab; the one the browser began with, if it is empty still. */
  async tab(): Promise<TodoPage> {
    const empty = this.context.pages().find((page) => page.url() === 'about:blank');
    const page = empty ?? (await this.context.newPage());
    page.setDefaultTimeout(10_000);
    return new TodoPage(page);
  }

  /**
   * Closes the app's tabs; the browser stays. Resolves when the attempt that a closing tab asks the worker for has ended
   * too, so that whatever is sent afterwards is sent for another reason.
   */
  async closeTabs(): Promise<void> {
    const worker = await this.worker();
    const pages = this.context.pages();
    await untilIdleAfter(worker, async () => {
      await this.context.newPage();
      await Promise.all(pages.map((page) => page.close()));
    });
  }

  /** Puts another tab before this one, does something meanwhile, and comes back. */
  async hideAndShow({ page }: TodoPage, meanwhile?: () => void): Promise<void> {
    const opened = this.context.waitForEvent('page');
    await page.evaluate(() => void open('about:blank'));
    const other = await opened;
    await until('a hidden tab', () => page.evaluate(() => document.visibilityState === 'hidden'));
    meanwhile?.();
    await other.close();
  }

  /** Whether the browser has written the text into its profile, where a crash cannot take it. */
  async hasOnDisk(text: string): Promise<boolean> {
    const folder = path.join(this.#profile, 'Default/Local Storage/leveldb');
    const names = await readdir(folder).catch(() => []);
    const forms = [Buffer.from(text, 'latin1'), Buffer.from(text, 'utf16le')];
    for (const name of names) {
      const content = await readFile(path.join(folder, name)).catch(() => Buffer.alloc(0));
      if (forms.some((form) => content.includes(form))) return true;
    }
    return false;
  }

  /** Cuts pages and worker off the network, as flight mode does. */
  async goOffline(): Promise<void> {
    this.#wasOffline = true;
    await this.context.setOffline(true);
  }

  async goOnline(): Promise<void> {
    await this.context.setOffline(false);
  }

  /** The session cookie as `name=value`, once there is one. */
  async sessionCookie(): Promise<string | undefined> {
    const [cookie] = await this.context.cookies(this.origin);
    return cookie && `${cookie.name}=${cookie.value}`;
  }

  /** Kills the browser with everything that belongs to it, as the system does when memory runs out. */
  async kill(): Promise<void> {
    this.#complaints.push(...(this.#witness?.complaints('spoiled') ?? []));
    await this.#group?.kill();
    this.#group = undefined;
    await this.#connection?.close();
    this.#connection = undefined;
  }

  /** Ends the browser, forgets its profile and answers what was wrong in all its life. */
  async end(network: 'whole' | 'spoiled'): Promise<readonly string[]> {
    if (this.#connection) {
      const isSpoiled = this.#wasOffline || network === 'spoiled';
      const complaints = this.#witness?.complaints(isSpoiled ? 'spoiled' : 'whole') ?? [];
      this.#complaints.push(...complaints, ...(await this.#cachedApiRequests()));
      await this.kill();
    }
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 10 });
    return [...new Set(this.#complaints)];
  }

  said(): readonly string[] {
    return this.#witness?.said() ?? [];
  }

  /** The service worker, which the browser starts and stops as it likes. */
  async worker(): Promise<Worker> {
    return until('a service worker', () => this.context.serviceWorkers().at(-1));
  }

  /** Makes the browser wake the worker as if it had a reason to. */
  dispatchSync(tag: string, { isLastChance }: { readonly isLastChance: boolean }): Promise<void> {
    return this.#dispatch('ServiceWorker.dispatchSyncEvent', { tag, lastChance: isLastChance });
  }

  /** The same for what an installed app is woken for now and then. */
  dispatchPeriodicSync(tag: string): Promise<void> {
    return this.#dispatch('ServiceWorker.dispatchPeriodicSyncEvent', { tag });
  }

  async #dispatch(
    command: 'ServiceWorker.dispatchSyncEvent' | 'ServiceWorker.dispatchPeriodicSyncEvent',
    event: { readonly tag: string; readonly lastChance?: boolean },
  ): Promise<void> {
    const devTools = await this.devTools();
    const registrations = Promise.withResolvers<string>();
    devTools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [first] }) => {
      if (first) registrations.resolve(first.registrationId);
    });
    await devTools.send('ServiceWorker.enable');
    const registrationId = await registrations.promise;
    const { tag, lastChance = false } = event;
    await devTools.send(command, { origin: this.origin, registrationId, tag, lastChance });
    await devTools.detach();
  }

  /** A DevTools session on a page, or on a page of the browser's choice. */
  async devTools(page?: Page): Promise<CDPSession> {
    const any = page ?? this.context.pages()[0];
    if (!any) throw new Error('the browser has no page to talk through');
    return this.context.newCDPSession(any);
  }

  async #denyBackgroundSync(): Promise<void> {
    // It holds for as long as the session that asked for it, so no tab's will do.
    const devTools = await this.#connection?.newBrowserCDPSession();
    const permission = { name: 'background-sync' };
    await devTools?.send('Browser.setPermission', { permission, setting: 'denied' });
  }

  /** Asked of every page of the app that is still alive. */
  async #cachedApiRequests(): Promise<readonly string[]> {
    const pages = this.context.pages().filter((page) => page.url().startsWith(this.origin));
    const found = await Promise.all(pages.map((page) => cachedApiRequests(page).catch(() => [])));
    return found.flat().map((url) => `${url} in a cache`);
  }
}

function addressIn({ child, output }: ProcessGroup): string | undefined {
  if (child.exitCode !== null) throw new Error(`the browser ended:\n${output()}`);
  return /ws:\/\/\S+/.exec(output())?.[0];
}
