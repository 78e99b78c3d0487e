/**
 * A further device of an account, driven over HTTP: what a story needs of a phone, and its eyes on the server.
 *
 * It has a key of its own, registered under a browser's session cookie.
 */

import { webcrypto } from 'node:crypto';
import { CLOCK_START, observe, stampFromClock, tick } from '../../domain/clock.ts';
import { base64urlFromBytes } from '../../domain/base64url.ts';
import { ID_BYTES, idFromBytes } from '../../domain/random-id.ts';
import type { AccountId, ItemId, ListId } from '../../domain/ids.ts';
import { limits } from '../../domain/limits.ts';
import { JITTER_BYTES, orderKeyBetween } from '../../domain/order-key.ts';
import { registerKeys } from '../../domain/register.ts';
import type { Item, Json } from '../../domain/register.ts';
import { nodeFromBytes } from '../../domain/stamp-parts.ts';
import { NODE_LENGTH } from '../../domain/stamp.ts';
import { todoFromItem, valuesFromChange } from '../../domain/todo.ts';
import type { Todo, TodoChange } from '../../domain/todo.ts';
import type { Edit } from '../../protocol/edit.ts';
import { sessionProofText } from '../../protocol/session-proof.ts';
import type { SessionAnswer } from '../../protocol/session-answer.ts';
import { CURSOR_START } from '../../protocol/sync-request.ts';
import type { ListAnswer, SyncAnswer } from '../../protocol/sync-answer.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import type { AppServer } from './app-server.ts';

export interface Account {
  readonly accountId: AccountId;
  readonly inboxId: ListId;
}

export class HttpDevice {
  readonly account: Account;
  readonly #server: AppServer;
  readonly #cookie: string;
  readonly #node = nodeFromBytes(random(NODE_LENGTH));
  #clock = CLOCK_START;

  private constructor(server: AppServer, cookie: string, account: Account) {
    this.#server = server;
    this.#cookie = cookie;
    this.account = account;
  }

  /** @param cookie a browser's session, as `name=value` */
  static async join(server: AppServer, cookie: string): Promise<HttpDevice> {
    const known = await ask(server, cookie, '/api/session');
    const { accountId, inboxId, now } = (await jsonOf(known)) as SessionAnswer;
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    const { subtle } = webcrypto;
    const pair = await subtle.generateKey(algorithm, false, ['sign', 'verify']);
    const publicKey = new Uint8Array(await subtle.exportKey('raw', pair.publicKey));
    const text = sessionProofText(server.origin, accountId, inboxId, now);
    const hashed = { name: 'ECDSA', hash: 'SHA-256' };
    const signed = await subtle.sign(hashed, pair.privateKey, new TextEncoder().encode(text));
    const signature = base64urlFromBytes(new Uint8Array(signed));
    const joined = await ask(server, cookie, '/api/session', {
      accountId,
      inboxId,
      publicKey: base64urlFromBytes(publicKey),
      proof: { t: now, signature },
    });
    await jsonOf(joined);
    const [own = ''] = joined.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '');
    return new HttpDevice(server, own, { accountId, inboxId });
  }

  /** Everything the server holds in the Inbox: open, done and trashed to-dos alike. */
  async todos(): Promise<readonly Todo[]> {
    const items = await this.items();
    return items.flatMap((item) => todoFromItem(item) ?? []);
  }

  async items(): Promise<readonly Item[]> {
    const found: Item[] = [];
    let cursor = CURSOR_START;
    for (;;) {
      const part = await this.#sync(cursor, []);
      for (const [id, rev, registers = {}] of part.ch ?? []) found.push({ id, rev, registers });
      const [epoch, , , headRev, tag] = cursor;
      const [nextHeadRev, nextTag] = part.hd ?? [headRev, tag];
      cursor = [part.ep ?? epoch, part.to ?? 0, part.gc ?? 0, nextHeadRev, nextTag];
      if (part.m !== 1) break;
    }
    for (const { registers } of found) {
      for (const [, stamp] of Object.values(registers)) this.#clock = observe(this.#clock, stamp);
    }
    return found;
  }

  /** Adds to-dos after all others, in this order. */
  async add(titles: readonly string[]): Promise<void> {
    const orderKeys = (await this.todos()).map(({ orderKey }) => orderKey);
    let last = orderKeys.toSorted().at(-1);
    const edits = titles.map((title): Edit => {
      last = orderKeyBetween(last, undefined, random(JITTER_BYTES));
      const place = { parentId: undefined, orderKey: last };
      const values = { [registerKeys.creator]: this.account.accountId };
      const id = idFromBytes<ItemId>(random(ID_BYTES));
      return this.#stamped(id, { ...values, ...valuesFromChange({ title, place }) });
    });
    await this.push(edits);
  }

  /** Changes the to-do of that title. */
  async change(title: string, change: TodoChange): Promise<void> {
    await this.changeAll([title], change);
  }

  /** Changes all of these in the same way, in one push where they fit. */
  async changeAll(titles: readonly string[], change: TodoChange): Promise<void> {
    const todos = await this.todos();
    const edits = titles.map((title) => {
      const todo = todos.find((candidate) => candidate.title === title);
      if (!todo) throw new Error(`the server holds no to-do titled "${title}"`);
      return this.#stamped(todo.id, valuesFromChange(change));
    });
    await this.push(edits);
  }

  async push(edits: readonly Edit[]): Promise<void> {
    for (let at = 0; at < edits.length; at += limits.editsPerRequest) {
      const part = await this.#sync(CURSOR_START, edits.slice(at, at + limits.editsPerRequest));
      if (part.no) throw new Error(`the server refused ${JSON.stringify(part.no)}`);
    }
  }

  #stamped(id: ItemId, values: Readonly<Record<string, Json>>): Edit {
    this.#clock = tick(this.#clock, Date.now());
    const stamp = stampFromClock(this.#clock, this.#node);
    const registers = Object.entries(values).map(([key, value]) => [key, [value, stamp]] as const);
    return [id, Object.fromEntries(registers)];
  }

  async #sync(cursor: typeof CURSOR_START, edits: readonly Edit[]): Promise<ListAnswer> {
    const list = { l: this.account.inboxId, c: cursor };
    const answer = await ask(this.#server, this.#cookie, '/api/sync', {
      v: PROTOCOL_VERSION,
      t: Date.now(),
      a: this.account.accountId,
      ls: [edits.length > 0 ? { ...list, e: edits } : list],
    });
    const [part] = ((await jsonOf(answer)) as SyncAnswer).ls;
    if (!part || 'code' in part) throw new Error(`the server answered ${JSON.stringify(part)}`);
    return part;
  }
}

/** Asks the server itself, past the proxy, as a page of its origin would. */
function ask(server: AppServer, cookie: string, path: string, body?: unknown): Promise<Response> {
  const headers = { cookie, origin: server.origin, 'sec-fetch-site': 'same-origin' };
  const address = `http://127.0.0.1:${server.port}${path}`;
  if (body === undefined) return fetch(address, { headers });
  return fetch(address, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function jsonOf(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`the server answered ${answer.status} ${text}`);
  return JSON.parse(text);
}

function random(length: number): Uint8Array {
  return webcrypto.getRandomValues(new Uint8Array(length));
}
