/**
 * Somebody who means ill: an account of their own from which they reach for other people's lists, keys and names, and
 * at times a stolen cookie with which they write whatever the server takes.
 *
 * They speak to the server directly. Whether it minds is for the oracles to see; that it gives nobody a session for
 * another's account is seen here.
 */

import { accountListId, LIST_ITEM_ID } from '../domain/ids.ts';
import type { AccountId } from '../domain/ids.ts';
import { ID_BYTES, idFromBytes } from '../domain/random-id.ts';
import { MEMBER_PREFIX, registerKeys } from '../domain/register.ts';
import { stampFromParts } from '../domain/stamp-parts.ts';
import { sessionProofText } from '../protocol/session-proof.ts';
import { deviceKeysFrom } from './device-keys.ts';
import type { Serve, ServedAnswer } from './exchange.ts';
import { currentStore } from './outcome.ts';
import { randomStream } from './random.ts';
import type { RandomStream } from './random.ts';
import type { World } from './world.ts';

const MINUTE_MS = 60_000;
const NODE = 'evil0';

export function createHostileClient(world: World, serve: Serve, untilMs: number): void {
  const { scheduler, faults } = world;
  const random = randomStream(world.seed, 'hostile client');
  const mallory = new Mallory(world, serve, random);
  const everyMinute = (): void => {
    if (scheduler.nowMs() >= untilMs) return;
    scheduler.after(MINUTE_MS, everyMinute);
    if (faults.strikes('server', 'hostile')) void mallory.strike();
  };
  if (faults.rateOf('hostile') > 0) scheduler.after(MINUTE_MS, everyMinute);
}

class Mallory {
  readonly #world: World;
  readonly #serve: Serve;
  readonly #random: RandomStream;
  readonly #cookies = new Map<string, string>();
  readonly #made = new Set<string>();

  constructor(world: World, serve: Serve, random: RandomStream) {
    this.#world = world;
    this.#serve = serve;
    this.#random = random;
  }

  async strike(): Promise<void> {
    const { devices } = this.#world;
    const victim = this.#random.pick(devices);
    const store = currentStore(victim);
    if (!store) return;
    const [own, stolen] = [this.#cookies, victim.cookies];
    switch (this.#random.below(6)) {
      case 0:
        return this.#askForSession(store.accountId);
      case 1:
        return this.#push(
          own,
          this.#random.pick([store.inboxId, accountListId(store.accountId)]),
          true,
        );
      case 2:
        return this.#push(own, idFromBytes(this.#random.bytes(ID_BYTES)), true);
      case 3:
        return this.#pushIntoShared(stolen, store.accountId);
      case 4:
        return this.#nameMembers(stolen, store.accountId);
      default:
        return this.#push(stolen, store.inboxId, false);
    }
  }

  /** With a cookie of one who may write there, may only read it, or was taken off it. */
  async #pushIntoShared(stolen: ReadonlyMap<string, string>, victim: AccountId): Promise<void> {
    const list = await this.#sharedWith(victim);
    if (list !== undefined) await this.#push(stolen, list, false);
  }

  /** Lets somebody in, or takes somebody off, where another is the owner; and says that it is one's own. */
  async #nameMembers(stolen: ReadonlyMap<string, string>, victim: AccountId): Promise<void> {
    const list = await this.#sharedWith(victim);
    if (list === undefined) return;
    const now = { ms: this.#world.server.nowMs(), counter: this.#random.below(100), node: NODE };
    const stamp = stampFromParts(now);
    const accounts = await this.#world.server.select('SELECT id FROM accounts ORDER BY id');
    const named = String(this.#random.pick(accounts)['id']);
    const role = this.#random.pick(['editor', 'viewer', false]);
    const registers = {
      [`${MEMBER_PREFIX}${named}`]: [role, stamp],
      ...(this.#random.chance(0.3) && { [registerKeys.creator]: [named, stamp] }),
    };
    await this.#sendEdits(stolen, { l: list, e: [[LIST_ITEM_ID, registers]] });
  }

  /** A list of somebody else's of which the account is or was a member. */
  async #sharedWith(account: AccountId): Promise<string | undefined> {
    const sql = `SELECT list_id FROM members WHERE account_id = ?1 AND role <> 'owner' ORDER BY list_id`;
    const rows = await this.#world.server.select(sql, account);
    return rows.length > 0 ? String(this.#random.pick(rows)['list_id']) : undefined;
  }

  /** For an account of one's own, or for the victim's with a key that is not theirs. */
  async #askForSession(victim: AccountId): Promise<void> {
    const isForged = this.#cookies.size > 0;
    const accountId = isForged ? victim : idFromBytes<AccountId>(this.#random.bytes(ID_BYTES));
    const inboxId = idFromBytes(this.#random.bytes(ID_BYTES));
    const keys = deviceKeysFrom(this.#random);
    const key = await keys.generate();
    const t = this.#world.server.nowMs();
    const text = sessionProofText('http://localhost:8787', accountId, inboxId, t);
    const signer = isForged && this.#random.chance(0.5) ? await keys.generate() : key;
    const proof = { t, signature: await keys.sign(signer, text) };
    const body = { accountId, inboxId, publicKey: key.publicKey, proof };
    const cookies =
      isForged && this.#random.chance(0.5) ? new Map<string, string>() : this.#cookies;
    // An account that a restored server does not know is whose key comes first.
    const sql = 'SELECT 1 FROM accounts WHERE id = ?1';
    const isKnown = (await this.#world.server.select(sql, victim)).length > 0;
    const answer = await this.#send('/api/session', cookies, body);
    if (isForged && signer !== key && answer.status === 200)
      this.#world.report('a session was given for a signature of another key');
    if (isForged && isKnown && answer.status === 200 && answer.body.includes(victim))
      this.#world.report('a stranger was given a session of somebody’s account');
    const [cookie] = answer.headers.getSetCookie();
    const [name = '', value = ''] = (cookie?.split(';')[0] ?? '').split('=');
    if (!isForged && value !== '') this.#cookies.set(name, value);
  }

  async #push(cookies: ReadonlyMap<string, string>, list: string, isNew: boolean): Promise<void> {
    // An oracle tells to-dos apart by their ids, so with a victim's own cookie they stay in their list.
    const [sql, values] = isNew
      ? ['SELECT id FROM items', []]
      : ["SELECT id FROM items WHERE list_id = ?1 AND id <> '_list'", [list]];
    const known = (await this.#world.server.select(sql, ...values)).map(({ id }) => String(id));
    const edits = Array.from({ length: 1 + this.#random.below(4) }, () => this.#edit(known));
    const before = await this.#revisionOf(list);
    await this.#sendEdits(cookies, { l: list, e: edits, ...(isNew && { new: 1 }) });
    // Whatever was answered: nothing of it may have been stored. But a list that a restored server has lost, or that
    // its device has not sent yet, is made by whoever names it first.
    const isWhole = this.#world.restores === 0 && !this.#made.has(list);
    const after = await this.#revisionOf(list);
    if (isNew && before === undefined && after !== undefined) this.#made.add(list);
    if (isNew && isWhole && before !== undefined && after !== before)
      this.#world.report(`${list} took edits of a stranger`);
  }

  async #revisionOf(list: string): Promise<unknown> {
    const rows = await this.#world.server.select('SELECT rev FROM lists WHERE id = ?1', list);
    return rows[0]?.['rev'];
  }

  /** On one of the victims' to-dos, or on none that is known. */
  #edit(known: readonly string[]): unknown {
    const id =
      this.#random.chance(0.6) && known.length > 0 ? this.#random.pick(known) : this.#newId();
    const leadMs = this.#random.pick([0, 299_000, 4e11, -1e12]);
    const ms = Math.max(0, this.#world.server.nowMs() + leadMs);
    const stamp = stampFromParts({ ms, counter: this.#random.below(100), node: NODE });
    const [key, value] = this.#random.pick(nasty);
    return [id, { c: ['nobody', stamp], [key]: [value, stamp] }];
  }

  #newId(): string {
    return this.#random.pick([
      idFromBytes(this.#random.bytes(ID_BYTES)),
      '__proto__',
      '',
      'x'.repeat(99),
    ]);
  }

  #sendEdits(cookies: ReadonlyMap<string, string>, part: object): Promise<ServedAnswer> {
    const ls = [{ c: ['', 0, 0, 0, ''], ...part }];
    return this.#send('/api/sync', cookies, { v: 1, t: this.#world.server.nowMs(), ls });
  }

  #send(path: string, cookies: ReadonlyMap<string, string>, body: unknown): Promise<ServedAnswer> {
    const text = JSON.stringify(body);
    return this.#serve({ device: undefined, method: 'POST', path, cookies, body: text });
  }
}

/** Values that some screen, sorter or merger may not have expected. */
const nasty: readonly (readonly [key: string, value: unknown])[] = [
  ['o', ['', 'z'.repeat(10_000)]],
  ['o', ['', '----']],
  ['o', 7],
  ['o', ['self', 'a', 'b']],
  ['t', { a: ['title', null] }],
  ['t', '😀\u0000\uD800'],
  ['t', 'x'.repeat(70_000)],
  ['d', 'yes'],
  ['x', 1],
  ['zz', [[[[[]]]]]],
  ['__proto__', 1],
  ['j.AAAAAAAAAAAAAAAA', 'editor'],
];
