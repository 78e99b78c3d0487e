/**
 * This device's copy, alive: the current account, its mirror in memory, and the syncing of both.
 *
 * One for each page. What it shows follows the store; what it is asked to change goes to the store first.
 */

import { NODE_LENGTH, nodeFromBytes } from '../domain/stamp.ts';
import type { AccountId, ItemId } from '../domain/ids.ts';
import { adoptAccount, currentAccount, ensureAccount } from './account.ts';
import type { Account, AccountIds } from './account.ts';
import { AccountMovedError, commitEdits } from './edit.ts';
import type { NewEdit } from './edit.ts';
import type { ForegroundSync } from './foreground-sync.ts';
import type { JournalEntry, SyncReason } from './journal.ts';
import { parseMessage } from './messages.ts';
import type { Message } from './messages.ts';
import { Mirror } from './mirror.ts';
import type { Background, Ports } from './ports.ts';
import { keys } from './records.ts';
import { readCookieSession } from './cookie-session.ts';
import { StorageError } from './storage-error.ts';
import { statusFrom } from './sync-status.ts';
import type { SyncStatus } from './sync-status.ts';
import { SYNC_STATE_START } from './sync-state.ts';

export interface ReplicaHost {
  readonly ports: Ports;
  readonly background: Background;
  /** Fetches the code that syncs; a page does so only when there is something to sync. */
  readonly loadSync: () => Promise<typeof import('./foreground-sync.ts')>;
  readonly isVisible: () => boolean;
  /** The browser's hint about the network. */
  readonly isOnline: () => boolean;
  /** Something shown has changed. */
  readonly onChange: () => void;
}

/** A copy that the browser had lost and the server gave back. */
export interface Restored {
  readonly isRunning: boolean;
  /** The day the server last heard of this account before, `YYYY-MM-DD`; edits made here since may be missing. */
  readonly lastSeenDay: string | undefined;
}

export class Replica {
  readonly #host: ReplicaHost;
  readonly #node: string;
  #sync: ForegroundSync | undefined;
  #loading: Promise<ForegroundSync> | undefined;
  #mirror: Mirror | undefined;
  #isLoaded = false;
  #isReadOnly = false;
  #isSending = false;
  #unstored = 0;
  #restored: Restored | undefined;
  /** The question whose cookie this browser holds, once it was put. */
  #asking: Promise<void> | undefined;
  /** Everything that touches the mirror, one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(host: ReplicaHost) {
    this.#host = host;
    this.#node = nodeFromBytes(host.ports.randomBytes(NODE_LENGTH));
    host.ports.channel.listen((message) => this.#hear(message));
  }

  get mirror(): Mirror | undefined {
    return this.#mirror;
  }

  /** The store has been read once. */
  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  /** A newer version of the app owns the store; this page must be reloaded before it can write. */
  get isReadOnly(): boolean {
    return this.#isReadOnly;
  }

  get restored(): Restored | undefined {
    return this.#restored;
  }

  get status(): SyncStatus {
    return statusFrom({
      state: this.#mirror?.state ?? SYNC_STATE_START,
      waiting: this.unsentIds().size,
      refused: this.#mirror?.refused.length ?? 0,
      unstored: this.#unstored,
      isSending: this.#isSending,
      isOnline: this.#host.isOnline(),
    });
  }

  /** To-dos with registers that the server has not acknowledged. */
  unsentIds(): ReadonlySet<ItemId> {
    const ids = new Set<ItemId>();
    for (const { edits } of this.#mirror?.edits.values() ?? [])
      for (const [id] of edits) ids.add(id);
    return ids;
  }

  /** Reads the store, then begins to sync; in a browser without an account, asks whose cookie it holds. */
  async start(): Promise<void> {
    await this.#inTurn(() => this.#openCurrent());
    void this.requestSync('start');
  }

  async requestSync(reason: SyncReason): Promise<void> {
    if (!this.#mirror) await (this.#asking ??= this.#restoreByCookie());
    if (this.#mirror) await (await this.#loadSync()).request(reason);
  }

  /** The page is hidden and may never come back. */
  hidden(): void {
    if (this.#sync) this.#sync.hidden();
    else if (this.unsentIds().size > 0) this.#host.background.handOver();
  }

  /**
   * Stores edits on this device; resolves when they are on its disk.
   *
   * @param make the edits, given the mirror they start from; called again when the account has changed meanwhile
   * @throws {StorageError} when the device could not store them
   * @throws {ValueTooLargeError} when a text is longer than any server takes
   */
  async commit(make: (mirror: Mirror) => readonly NewEdit[]): Promise<void> {
    try {
      await this.#inTurn(() => this.#commitNow(make));
    } catch (error) {
      if (error instanceof StorageError) this.#noteFailure(error);
      throw error;
    }
    void this.requestSync('edit');
  }

  /** The sync journal, newest first. */
  async journal(): Promise<readonly JournalEntry[]> {
    const entries = await this.#mirror?.account.store.read((records) =>
      records.entries(keys.attempts),
    );
    return (entries ?? []).map(([, entry]) => entry as JournalEntry).toReversed();
  }

  async #commitNow(make: (mirror: Mirror) => readonly NewEdit[], isRetry = false): Promise<void> {
    const { ports } = this.#host;
    const mirror = (this.#mirror ??= new Mirror(await ensureAccount(ports)));
    const { account, generation, clock } = mirror;
    const edits = make(mirror);
    if (edits.length === 0) return;
    const target = { account, list: account.inboxId, generation, clock, node: this.#node };
    try {
      const committed = await commitEdits(ports, target, edits);
      mirror.addCommitted(committed);
      this.#unstored = 0;
      const put = committed.map(([key]) => key);
      ports.channel.post({ kind: 'changed', accountId: account.accountId, put, gone: [] });
      this.#host.onChange();
    } catch (error) {
      if (!(error instanceof AccountMovedError) || isRetry) throw error;
      // A move that another tab began, or that was cut off: the attempt ends it.
      await this.requestSync('edit');
      await this.#openCurrent();
      await this.#commitNow(make, true);
    }
  }

  async #openCurrent(): Promise<void> {
    const { ports } = this.#host;
    const account = await currentAccount(ports);
    this.#mirror?.account.store.close();
    this.#mirror = account && new Mirror(account);
    try {
      await this.#mirror?.load();
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      this.#noteFailure(error);
    }
    this.#isLoaded = true;
    this.#host.onChange();
  }

  /** The cookie outlives the storage that a browser clears: then the server gives everything back. */
  async #restoreByCookie(): Promise<void> {
    const cookie = await readCookieSession(this.#host.ports);
    // Asked again at the next reason to sync, but not of a server that has answered.
    if (cookie.kind === 'unknown') this.#asking = undefined;
    // Somebody may have written meanwhile; then the first sync finds out about the cookie and moves the to-dos.
    if (cookie.kind !== 'session' || this.#mirror) return;
    const { ids, lastSeenDay } = cookie;
    try {
      await this.#inTurn(() => this.#openEmpty(ids));
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      this.#asking = undefined;
      this.#noteFailure(error);
      return;
    }
    this.#restored = { isRunning: true, lastSeenDay };
    this.#host.onChange();
    await this.requestSync('start');
    this.#restored = { isRunning: false, lastSeenDay };
    this.#host.onChange();
  }

  async #openEmpty(ids: AccountIds): Promise<void> {
    if (this.#mirror) return;
    const account = await adoptAccount(this.#host.ports, ids);
    const mirror = new Mirror(account);
    await mirror.load();
    this.#mirror = mirror;
  }

  #hear(raw: unknown): void {
    const message = parseMessage(raw);
    if (!message) return;
    if (message.kind === 'account') {
      if (message.accountId !== this.#mirror?.account.accountId) void this.#switch();
      return;
    }
    if (!this.#mirror) {
      // Another tab has made the first edit of this browser.
      if (message.kind === 'changed' && this.#isLoaded)
        void this.#inTurn(() => this.#openCurrent());
      return;
    }
    if (message.accountId === this.#mirror.account.accountId)
      void this.#follow(message, message.accountId);
  }

  async #switch(): Promise<void> {
    await this.#inTurn(() => this.#openCurrent());
    await this.requestSync('start');
  }

  async #follow(
    message: Exclude<Message, { kind: 'account' }>,
    accountId: AccountId,
  ): Promise<void> {
    if (message.kind === 'sending') this.#isSending = message.count > 0;
    await this.#inTurn(async () => {
      const mirror = this.#mirror;
      if (mirror?.account.accountId !== accountId) return;
      try {
        if (message.kind === 'changed') await mirror.follow(message.put, message.gone);
        if (message.kind === 'reread') await mirror.load();
        if (message.kind === 'attempted') await mirror.follow([keys.sync], []);
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        this.#noteFailure(error);
      }
    });
    if (message.kind === 'attempted') {
      this.#isSending = false;
      if (message.where === 'worker') this.#sync?.backgroundEnded();
    }
    this.#host.onChange();
  }

  #noteFailure(error: StorageError): void {
    if (error.kind === 'newer-layout') this.#isReadOnly = true;
    else this.#unstored += 1;
    this.#host.ports.log('this device could not store a change', error);
    this.#host.onChange();
  }

  /** Where the code cannot be had (a first visit that lost its network), the worker is asked. */
  #loadSync(): Promise<Pick<ForegroundSync, 'request'>> {
    const { ports, background, isVisible, loadSync } = this.#host;
    const waiting = (): number => this.unsentIds().size;
    this.#loading ??= loadSync().then(({ ForegroundSync: Sync }) => {
      const account = (): Account | undefined => this.#mirror?.account;
      this.#sync = new Sync({ ports, background, isVisible, waiting, account });
      return this.#sync;
    });
    return this.#loading.catch((error: unknown) => {
      this.#loading = undefined;
      ports.log('the code that syncs could not be fetched', error);
      if (waiting() > 0) background.handOver();
      return { request: () => Promise.resolve() };
    });
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(task);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}
