/** A client of the W3C WebDriver protocol, with as much of it as stories need. https://www.w3.org/TR/webdriver2/ */

import type { Key } from './engine.ts';

export interface Cookie {
  readonly name: string;
  readonly value: string;
}

/** The name under which an answer refers to an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** The protocol's code points for keys. https://www.w3.org/TR/webdriver2/#keyboard-actions */
const KEYS: Readonly<Record<Key, readonly string[]>> = {
  'Control+A': ['\uE009', 'a'],
  Delete: ['\uE017'],
  Enter: ['\uE007'],
  Escape: ['\uE00C'],
};

export class WebDriver {
  readonly #address: string;

  private constructor(address: string) {
    this.#address = address;
  }

  /** Has the driver that listens there start a browser. */
  static async start(port: number, capabilities: object): Promise<WebDriver> {
    const driver = `http://127.0.0.1:${port}`;
    const body = { capabilities: { alwaysMatch: capabilities } };
    const { sessionId } = (await ask('POST', `${driver}/session`, body)) as { sessionId: string };
    return new WebDriver(`${driver}/session/${sessionId}`);
  }

  static async isReady(port: number): Promise<boolean> {
    return fetch(`http://127.0.0.1:${port}/status`).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  /** The handle of the tab that commands go to. */
  async tab(): Promise<string> {
    return (await this.#get('/window')) as string;
  }

  /** The handle of a new tab, which is not yet the one that commands go to. */
  async openTab(): Promise<string> {
    const { handle } = (await this.#post('/window/new', { type: 'tab' })) as { handle: string };
    return handle;
  }

  async switchTo(handle: string): Promise<void> {
    await this.#post('/window', { handle });
  }

  async closeTab(): Promise<void> {
    await ask('DELETE', `${this.#address}/window`);
  }

  async go(url: string): Promise<void> {
    await this.#post('/url', { url });
  }

  async reload(): Promise<void> {
    await this.#post('/refresh', {});
  }

  async back(): Promise<void> {
    await this.#post('/back', {});
  }

  /** What a function body returns; waits for a promise. */
  run(script: string): Promise<unknown> {
    return this.#post('/execute/sync', { script, args: [] });
  }

  /** The first of the elements that a script returns of which the engine says that it has this role and name. */
  async findNamed(script: string, role: string, name: string): Promise<string | undefined> {
    const found = (await this.run(script)) as Readonly<Record<string, string>>[];
    for (const { [ELEMENT]: id } of found) {
      const has = async (what: string) => this.#get(`/element/${id}/computed${what}`);
      if (id && (await has('role')) === role && (await has('label')) === name) return id;
    }
    return undefined;
  }

  async click(elementId: string): Promise<void> {
    await this.#post(`/element/${elementId}/click`, {});
  }

  async type(text: string): Promise<void> {
    await this.#press([...text].flatMap((key) => [down(key), up(key)]));
  }

  async press(key: Key): Promise<void> {
    const held = KEYS[key];
    await this.#press([...held.map(down), ...held.toReversed().map(up)]);
  }

  async cookies(): Promise<readonly Cookie[]> {
    return (await this.#get('/cookie')) as Cookie[];
  }

  async clearCookies(): Promise<void> {
    await ask('DELETE', `${this.#address}/cookie`);
  }

  async #press(actions: readonly object[]): Promise<void> {
    await this.#post('/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  #get(path: string): Promise<unknown> {
    return ask('GET', this.#address + path);
  }

  #post(path: string, body: object): Promise<unknown> {
    return ask('POST', this.#address + path, body);
  }
}

function down(value: string): object {
  return { type: 'keyDown', value };
}

function up(value: string): object {
  return { type: 'keyUp', value };
}

async function ask(method: string, address: string, body?: object): Promise<unknown> {
  const answer = await fetch(address, {
    method,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const { value } = (await answer.json()) as { readonly value: unknown };
  if (!answer.ok) throw new Error(`${method} ${address}: ${JSON.stringify(value)}`);
  return value;
}
