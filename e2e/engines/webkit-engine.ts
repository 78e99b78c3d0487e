/** WebKit, driven by WebKitGTK's own driver, on a screen that nobody sees. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from '../../scripts/browsers.mjs';
import { alteringScript, called } from '../harness/page-alterations.ts';
import { freePort } from '../harness/ports.ts';
import { startGroup } from '../harness/process-group.ts';
import type { ProcessGroup } from '../harness/process-group.ts';
import { until } from '../harness/until.ts';
import { reportViolations } from '../harness/witness.ts';
import type { Engine, EngineOptions, Key, Role, Tab } from './engine.ts';
import { controlsOf } from './page-controls.ts';
import { WebDriver } from './web-driver.ts';

const START_MS = 60_000;
/** A line of the console that no story may show. */
const WRONG = /CONSOLE (?:JS |SECURITY )?ERROR/;
/**
 * What the engine says of every page of ours, of requests that a story spoils, and of promises that end with their page.
 */
const HARMLESS =
  /directive 'manifest-src'|due to access control checks|Failed to load resource|context is going away/;
const PROGRAM = fileURLToPath(new URL('webkit-browser.js', import.meta.url));

export async function launchWebKit(options: EngineOptions): Promise<Engine> {
  const profile = await mkdtemp(path.join(tmpdir(), 'holdfast-webkit-'));
  const script = `${alteringScript(options)}\n${called(reportViolations)}`;
  await writeFile(path.join(profile, 'start.js'), script);
  const screen = startGroup('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x900x24']);
  const display = await until('a screen', () => /^\d+$/m.exec(screen.output())?.[0], START_MS);
  const engine = new WebKit(options.origin, profile, screen, display);
  await engine.start();
  return engine;
}

class WebKit implements Engine {
  readonly name = 'webkit';
  readonly origin: string;
  readonly #profile: string;
  readonly #screen: ProcessGroup;
  readonly #display: string;
  #group: ProcessGroup | undefined;
  #driver: WebDriver | undefined;
  /** Stays empty and open, since no command works when the tab that was switched to is closed. */
  #firstTab = '';
  readonly #tabs = new Set<string>();
  /** Commands go to the tab that was switched to last, so they go one after the other. */
  #last: Promise<unknown> = Promise.resolve();
  readonly #said: string[] = [];

  constructor(origin: string, profile: string, screen: ProcessGroup, display: string) {
    this.origin = origin;
    this.#profile = profile;
    this.#screen = screen;
    this.#display = display;
  }

  readonly start = async (): Promise<void> => {
    const port = await freePort();
    const program = await findBrowser('webkit');
    if (!program) throw new Error('there is no WebKit: run `node scripts/browsers.mjs` first');
    const env = { ...process.env, DISPLAY: `:${this.#display}`, GDK_BACKEND: 'x11' };
    const group = startGroup(program, [`--port=${port}`], { env });
    this.#group = group;
    await until('a driver that answers', () => WebDriver.isReady(port), START_MS);
    this.#driver = await WebDriver.start(port, {
      timeouts: { pageLoad: START_MS, script: START_MS },
      'webkitgtk:browserOptions': {
        binary: PROGRAM,
        args: [this.#profile, path.join(this.#profile, 'start.js')],
      },
    });
    this.#firstTab = await this.#driver.tab();
  };

  readonly openTab = async (): Promise<Tab> => {
    const driver = this.#running();
    const handle = await this.#inTurn(async () => {
      await driver.switchTo(this.#firstTab);
      return driver.openTab();
    });
    this.#tabs.add(handle);
    const inTab: InTab = (task) =>
      this.#inTurn(async () => {
        await driver.switchTo(handle);
        return task(driver);
      });
    return new WebKitTab(inTab, () => this.#tabs.delete(handle));
  };

  /** Its driver cannot, so pages are told in the browser's place. Whoever cuts the network has to do it elsewhere. */
  readonly goOffline = async (): Promise<void> => {
    await this.#inEveryTab((driver) => driver.run(called(pretend, false)));
  };
  readonly goOnline = async (): Promise<void> => {
    await this.#inEveryTab((driver) => driver.run(called(pretend, true)));
  };

  readonly sessionCookie = async (): Promise<string | undefined> => {
    const found = await this.#inEveryTab((driver) => driver.cookies());
    const [cookie] = found.flat();
    return cookie && `${cookie.name}=${cookie.value}`;
  };

  readonly clearCookies = async (): Promise<void> => {
    await this.#inEveryTab((driver) => driver.clearCookies());
  };

  readonly kill = async (): Promise<void> => {
    this.#said.push(...this.#lines());
    await this.#group?.kill();
    this.#group = undefined;
    this.#driver = undefined;
    this.#tabs.clear();
  };

  readonly end = async (): Promise<readonly string[]> => {
    await this.kill();
    await this.#screen.kill();
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 10 });
    return this.#said.filter((line) => WRONG.test(line) && !HARMLESS.test(line));
  };

  readonly said = (): readonly string[] => [...this.#said, ...this.#lines()];

  #lines(): readonly string[] {
    return (this.#group?.output() ?? '').split('\n').filter((line) => line.includes('CONSOLE'));
  }

  /** In every tab with the app. Cookies too are those of a tab. */
  #inEveryTab<T>(task: (driver: WebDriver) => Promise<T>): Promise<readonly T[]> {
    const driver = this.#running();
    return this.#inTurn(async () => {
      const found: T[] = [];
      for (const handle of this.#tabs) {
        await driver.switchTo(handle);
        const isApp = (await driver.run('return location.origin')) === this.origin;
        if (isApp) found.push(await task(driver));
      }
      return found;
    });
  }

  #running(): WebDriver {
    if (!this.#driver) throw new Error('the browser is not running');
    return this.#driver;
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(task);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

/** Does something in one tab, when nothing else is being done. */
type InTab = <T>(task: (driver: WebDriver) => Promise<T>) => Promise<T>;

class WebKitTab implements Tab {
  readonly #inTab: InTab;
  readonly #forget: () => void;

  constructor(inTab: InTab, forget: () => void) {
    this.#inTab = inTab;
    this.#forget = forget;
  }

  go(url: string): Promise<void> {
    return this.#inTab((driver) => driver.go(url));
  }

  reload(): Promise<void> {
    return this.#inTab((driver) => driver.reload());
  }

  back(): Promise<void> {
    return this.#inTab((driver) => driver.back());
  }

  run(expression: string): Promise<unknown> {
    return this.#inTab((driver) => driver.run(`return ${expression}`));
  }

  click(role: Role, name: string): Promise<void> {
    return this.#inTab(async (driver) => {
      const id = await driver.findNamed(`return ${called(controlsOf, role)}`, role, name);
      if (!id) throw new Error(`no ${role} "${name}"`);
      await driver.click(id);
    });
  }

  type(text: string): Promise<void> {
    return this.#inTab((driver) => driver.type(text));
  }

  press(key: Key): Promise<void> {
    return this.#inTab((driver) => driver.press(key));
  }

  async show(): Promise<void> {
    await this.run("void webkit.messageHandlers.show.postMessage('')");
    const isInFront = "document.visibilityState === 'visible'";
    await until('a tab in front', () => this.run(isInFront), START_MS);
  }

  close(): Promise<void> {
    this.#forget();
    return this.#inTab((driver) => driver.closeTab());
  }
}

/** Runs in a page. */
function pretend(isOnline: boolean): void {
  Object.defineProperty(navigator, 'onLine', { value: isOnline, configurable: true });
  dispatchEvent(new Event(isOnline ? 'online' : 'offline'));
}
