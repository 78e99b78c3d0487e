/** Chromium, driven by Playwright: the {@link Browser} of all other stories. */

import { Browser } from '../harness/browser.ts';
import type { TodoPage } from '../harness/todo-page.ts';
import type { Engine, EngineOptions, Key, Role, Tab } from './engine.ts';

export async function launchChromium(options: EngineOptions): Promise<Engine> {
  const browser = await Browser.launch(options);
  return {
    name: 'chromium',
    origin: browser.origin,
    openTab: async () => new ChromiumTab(await browser.tab()),
    goOffline: () => browser.goOffline(),
    goOnline: () => browser.goOnline(),
    sessionCookie: () => browser.sessionCookie(),
    clearCookies: () => browser.context.clearCookies(),
    kill: () => browser.kill(),
    start: () => browser.start(),
    end: (network) => browser.end(network),
    said: () => browser.said(),
  };
}

class ChromiumTab implements Tab {
  readonly #page: TodoPage['page'];

  constructor({ page }: TodoPage) {
    this.#page = page;
  }

  async go(url: string): Promise<void> {
    await this.#page.goto(url).catch(() => undefined);
  }

  async reload(): Promise<void> {
    await this.#page.reload();
  }

  async back(): Promise<void> {
    await this.#page.goBack({ waitUntil: 'commit' });
  }

  run(expression: string): Promise<unknown> {
    return this.#page.evaluate(expression);
  }

  async click(role: Role, name: string): Promise<void> {
    await this.#page.getByRole(role, { name, exact: true }).click();
  }

  type(text: string): Promise<void> {
    return this.#page.keyboard.type(text);
  }

  press(key: Key): Promise<void> {
    return this.#page.keyboard.press(key);
  }

  show(): Promise<void> {
    return this.#page.bringToFront();
  }

  close(): Promise<void> {
    return this.#page.close();
  }
}
