/** Firefox, driven by Puppeteer over WebDriver BiDi. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from 'puppeteer-core';
import type {
  Browser as Connection,
  ConsoleMessage,
  HTTPRequest,
  KeyInput,
  Page,
} from 'puppeteer-core';
import { findBrowser } from '../../scripts/browsers.mjs';
import { alteringScript, called } from '../harness/page-alterations.ts';
import { startGroup } from '../harness/process-group.ts';
import type { ProcessGroup } from '../harness/process-group.ts';
import { until } from '../harness/until.ts';
import { reportViolations } from '../harness/witness.ts';
import type { Engine, EngineOptions, Key, Role, Tab } from './engine.ts';
import { inPage, treesOf } from './page-controls.ts';

const START_MS = 60_000;

const PREFERENCES = {
  'app.normandy.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'browser.safebrowsing.provider.mozilla.updateURL': '',
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'remote.active-protocols': 1,
  'services.settings.server': '',
  'toolkit.telemetry.enabled': false,
  // Nothing but this machine can be reached: whatever else the browser wants goes to a port where nobody listens.
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
  'network.proxy.no_proxies_on': 'localhost, 127.0.0.1',
};

export async function launchFirefox(options: EngineOptions): Promise<Engine> {
  const profile = await mkdtemp(path.join(tmpdir(), 'holdfast-firefox-'));
  const lines = Object.entries(PREFERENCES).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  await writeFile(path.join(profile, 'user.js'), lines.join(''));
  const engine = new Firefox(options, profile);
  await engine.start();
  return engine;
}

class Firefox implements Engine {
  readonly name = 'firefox';
  readonly origin: string;
  readonly #options: EngineOptions;
  readonly #profile: string;
  #group: ProcessGroup | undefined;
  #connection: Connection | undefined;
  readonly #said: string[] = [];
  readonly #wrong: string[] = [];

  constructor(options: EngineOptions, profile: string) {
    this.origin = options.origin;
    this.#options = options;
    this.#profile = profile;
  }

  readonly start = async (): Promise<void> => {
    const program = await findBrowser('firefox');
    if (!program) throw new Error('there is no Firefox: run `node scripts/browsers.mjs` first');
    const args = ['--headless', '--no-remote', '--remote-debugging-port=0'];
    const group = startGroup(program, [...args, '--profile', this.#profile, 'about:blank']);
    this.#group = group;
    const address = await until('the address of BiDi', () => addressIn(group), START_MS);
    this.#connection = await connect({
      browserWSEndpoint: `${address}/session`,
      protocol: 'webDriverBiDi',
      defaultViewport: null,
    });
  };

  readonly openTab = async (): Promise<Tab> => {
    const page = await this.#running().newPage();
    page.setDefaultTimeout(10_000);
    page.on('console', (message) => this.#hear(message));
    page.on('pageerror', (error) => this.#wrong.push(`uncaught: ${String(error)}`));
    page.on('request', (request) => this.#look(request));
    await page.evaluateOnNewDocument(
      `${alteringScript(this.#options)}\n${called(reportViolations)}`,
    );
    return new FirefoxTab(page);
  };

  readonly goOffline = (): Promise<void> => this.#setOffline(true);
  readonly goOnline = (): Promise<void> => this.#setOffline(false);

  readonly sessionCookie = async (): Promise<string | undefined> => {
    const [cookie] = await this.#running().cookies();
    return cookie && `${cookie.name}=${cookie.value}`;
  };

  readonly clearCookies = async (): Promise<void> => {
    const connection = this.#running();
    await connection.deleteCookie(...(await connection.cookies()));
  };

  readonly kill = async (): Promise<void> => {
    await this.#group?.kill();
    this.#group = undefined;
    await this.#connection?.disconnect();
    this.#connection = undefined;
  };

  readonly end = async (): Promise<readonly string[]> => {
    await this.kill();
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 10 });
    return this.#wrong;
  };

  readonly said = (): readonly string[] => this.#said;

  #running(): Connection {
    if (!this.#connection) throw new Error('the browser is not running');
    return this.#connection;
  }

  async #setOffline(isOffline: boolean): Promise<void> {
    const pages = await this.#running().pages();
    await Promise.all(pages.map((page) => page.setOfflineMode(isOffline)));
  }

  #hear(message: ConsoleMessage): void {
    const line = `${message.type()}: ${message.text()}`;
    this.#said.push(line);
    if (message.type() === 'error') this.#wrong.push(`console: ${line}`);
  }

  #look(request: HTTPRequest): void {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== this.#options.origin) {
      this.#wrong.push(`a request to ${request.url()}`);
    }
  }
}

class FirefoxTab implements Tab {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async go(url: string): Promise<void> {
    await this.#page.goto(url).catch(() => undefined);
  }

  async reload(): Promise<void> {
    await this.#page.reload();
  }

  async back(): Promise<void> {
    // The driver's own way waits for a load, which a kept page does not have; and an answer goes with its page.
    await this.run('void setTimeout(() => history.back())');
  }

  run(expression: string): Promise<unknown> {
    return this.#page.evaluate(expression);
  }

  async click(role: Role, name: string): Promise<void> {
    // The browser looks a name up in one tree at a time.
    const trees = await this.#page.evaluateHandle(inPage(treesOf, role));
    for (const tree of (await trees.getProperties()).values()) {
      const found = await tree.asElement()?.$(`aria/${name}[role="${role}"]`);
      if (found) return found.click();
    }
    throw new Error(`no ${role} "${name}"`);
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  async press(key: Key): Promise<void> {
    const held = key.split('+').map((part) => (part === 'A' ? 'a' : part) as KeyInput);
    for (const part of held) await this.#page.keyboard.down(part);
    for (const part of held.toReversed()) await this.#page.keyboard.up(part);
  }

  show(): Promise<void> {
    return this.#page.bringToFront();
  }

  close(): Promise<void> {
    return this.#page.close();
  }
}

function addressIn({ child, output }: ProcessGroup): string | undefined {
  if (child.exitCode !== null) throw new Error(`the browser ended:\n${output()}`);
  return /WebDriver BiDi listening on (ws:\S+)/.exec(output())?.[1];
}
