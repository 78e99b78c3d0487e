/**
 * A device driven over HTTP: what a story needs of a phone, and its eyes on the server.
 *
 * It has a key of its own, and is a further device of a browser's account or the first of an account of its own.
 */

import { webcrypto } from 'node:crypto';
import { CLOCK_START, observe, stampFromClock, tick } from '../../domain/clock.ts';
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
import type { SessionAnswer } from '../../protocol/session-answer.ts';
import { CURSOR_START } from '../../protocol/sync-request.ts';
import type { Cursor } from '../../protocol/sync-request.ts';
import type { ListAnswer, SyncAnswer } from '../../protocol/sync-answer.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import type { AppServer } from './app-server.ts';
import { createDevice } from './device.ts';

export interface Account {
  readonly accountId: AccountId;
  readonly inboxId: ListId;
}

/** A server as a device finds it; with the proxy's port, the way leads through the proxy. */
export type ServerAddress = Pick<AppServer, 'origin' | 'port'>;

export class HttpDevice {
  readonly account: Account;
  /** Its session, as `name=value`. */
  readonly cookie: string;
  readonly #server: ServerAddress;
  readonly #node = nodeFromBytes(random(NODE_LENGTH));
  #clock = CLOCK_START;

  private constructor(server: ServerAddress, cookie: string, account: Account) {
    this.#server = server;
    this.cookie = cookie;
    this.account = account;
  }

  /** @param cookie another device's session, as `name=value` */
  static async join(server: ServerAddress, cookie: string): Promise<HttpDevice> {
    const known = await ask(server, cookie, '/api/session');
    const { accountId, inboxId } = (await jsonOf(known)) as SessionAnswer;
    return HttpDevice.#signIn(server, { accountId, inboxId }, cookie);
  }

  /** The first device of a new account. */
  static async found(server: ServerAddress): Promise<HttpDevice> {
    const accountId = idFromBytes<AccountId>(random(ID_BYTES));
    const inboxId = idFromBytes<ListId>(random(ID_BYTES));
    return HttpDevice.#signIn(server, { accountId, inboxId });
  }

  static async #signIn(
    server: ServerAddress,
    account: Account,
    cookie?: string,
  ): Promise<HttpDevice> {
    const { sessionRequest } = await createDevice(account);
    const joined = await ask(server, cookie, '/api/session', await sessionRequest(server));
    await jsonOf(joined);
    const [own = ''] = joined.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '');
    return new HttpDevice(server, own, account);
  }

  /** Everything the server holds in the Inbox: open, done and trashed to-dos alike. */
  async todos(): Promise<readonly Todo[]> {
    const items = await this.items();
    return items.flatMap((item) => todoFromItem(item) ?? []);
  }

  async items(): Promise<readonly Item[]> {
    const found: Item[] = [];
    for (let cursor = CURSOR_START, isMore = true; isMore;) {
      const part = await this.sync(cursor, []);
      found.push(...itemsFrom(part));
      cursor = cursorAfter(cursor, part);
      isMore = part.m === 1;
    }
    return found;
  }

  /** Adds to-dos after all others, in this order. */
  async add(titles: readonly string[]): Promise<void> {
    const orderKeys = (await this.todos()).map(({ orderKey }) => orderKey);
    let last = orderKeys.toSorted().at(-1);
    const edits = titles.map((title): Edit => {
      last = orderKeyBetween(last, undefined, random(JITTER_BYTES));
      return this.adding(title, last);
    });
    await this.push(edits);
  }

  /** The edit that adds a to-do, not sent yet. */
  adding(title: string, orderKey: string): Edit {
    const creator = { [registerKeys.creator]: this.account.accountId };
    const place = { parentId: undefined, orderKey };
    const id = idFromBytes<ItemId>(random(ID_BYTES));
    return this.#stamped(id, { ...creator, ...valuesFromChange({ title, place }) });
  }

  /** The edit that changes a to-do, not sent yet. */
  changing(id: ItemId, change: TodoChange): Edit {
    return this.#stamped(id, valuesFromChange(change));
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
      return this.changing(todo.id, change);
    });
    await this.push(edits);
  }

  async push(edits: readonly Edit[]): Promise<void> {
    for (let at = 0; at < edits.length; at += limits.editsPerRequest) {
      const part = await this.sync(CURSOR_START, edits.slice(at, at + limits.editsPerRequest));
      if (part.no) throw new Error(`the server refused ${JSON.stringify(part.no)}`);
    }
  }

  /**
   * Sends edits and asks for what came after the cursor, once.
   *
   * @throws {Error} when the server was not reached or did not sync the Inbox
   */
  async sync(cursor: Cursor, edits: readonly Edit[]): Promise<ListAnswer> {
    const list = { l: this.account.inboxId, c: [...cursor] };
    const answer = await ask(this.#server, this.cookie, '/api/sync', {
      v: PROTOCOL_VERSION,
      t: Date.now(),
      a: this.account.accountId,
      ls: [edits.length > 0 ? { ...list, e: edits } : list],
    });
    const [part] = ((await jsonOf(answer)) as SyncAnswer).ls;
    if (!part || 'code' in part) throw new Error(`the server answered ${JSON.stringify(part)}`);
    for (const { registers } of itemsFrom(part)) {
      for (const [, stamp] of Object.values(registers)) this.#clock = observe(this.#clock, stamp);
    }
    return part;
  }

  #stamped(id: ItemId, values: Readonly<Record<string, Json>>): Edit {
    this.#clock = tick(this.#clock, Date.now());
    const stamp = stampFromClock(this.#clock, this.#node);
    const registers = Object.entries(values).map(([key, value]) => [key, [value, stamp]] as const);
    return [id, Object.fromEntries(registers)];
  }
}

/** The cursor of a device that holds the part. */
export function cursorAfter(before: Cursor, part: ListAnswer): Cursor {
  const [epoch, rev, gc, headRev, tag] = before;
  const [nextHeadRev, nextTag] = part.hd ?? [headRev, tag];
  return [part.ep ?? epoch, part.to ?? rev, part.gc ?? gc, nextHeadRev, nextTag];
}

/** What a part tells of; nothing of the registers of items that the device held already. */
export function itemsFrom({ ch = [] }: ListAnswer): readonly Item[] {
  return ch.map(([id, rev, registers = {}]) => ({ id, rev, registers }));
}

/** Asks as a page of the server's origin would. */
function ask(
  { port, origin }: ServerAddress,
  cookie: string | undefined,
  path: string,
  body?: unknown,
): Promise<Response> {
  const headers = { origin, 'sec-fetch-site': 'same-origin', ...(cookie && { cookie }) };
  const address = `http://127.0.0.1:${port}${path}`;
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
