/**
 * What this device holds, read and kept current: all of the replica that a screen is drawn from.
 *
 * It follows the store and the other contexts of the browser, and changes nothing. replica.ts is the half that acts; a
 * page can load it a moment later.
 */

import type { ItemId } from '../domain/ids.ts';
import { currentAccount, openAccount } from './account.ts';
import type { Storage } from './account.ts';
import { parseMessage } from './messages.ts';
import type { Message } from './messages.ts';
import { Mirror } from './mirror.ts';
import type { Ports } from './ports.ts';
import { StorageError } from './storage-error.ts';
import type { StorageErrorKind } from './storage-error.ts';

export interface ReplicaViewHost {
  readonly ports: Pick<Ports, 'openStore' | 'channel' | 'log'>;
  /** Something shown has changed. */
  readonly onChange: () => void;
}

/** A copy that the browser had lost and the server gave back. */
export interface Restored {
  readonly isRunning: boolean;
  /** The day the server last heard of this account before, `YYYY-MM-DD`; edits made here since may be missing. */
  readonly lastSeenDay: string | undefined;
}

/** What the acting half wants to hear of. */
export interface ViewListener {
  /** Another account is the current one now, and open. */
  readonly onAccount: () => void;
  readonly onAttempted: (where: 'page' | 'worker') => void;
  /** What this device holds could not be read. */
  readonly onFailure: (kind: StorageErrorKind) => void;
}

export class ReplicaView {
  readonly #host: ReplicaViewHost;
  #storage: Storage;
  #mirror: Mirror | undefined;
  #isLoaded = false;
  #isReadOnly = false;
  #isSending = false;
  #failure: StorageErrorKind | undefined;
  #restored: Restored | undefined;
  /** A message could not be followed, so what is shown is behind what is stored. */
  #isBehind = false;
  /** Everything that touches the mirror, one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  /** The acting half, once it is there. */
  listener: ViewListener | undefined;

  constructor(host: ReplicaViewHost) {
    this.#host = host;
    this.#storage = host.ports;
    host.ports.channel.listen((message) => this.#hear(message));
  }

  get mirror(): Mirror | undefined {
    return this.#mirror;
  }

  /** The store has been read once. */
  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  /** How the device's storage failed last. */
  get failure(): StorageErrorKind | undefined {
    return this.#failure;
  }

  /** A newer version of the app owns the store; this page must be reloaded before it can write. */
  get isReadOnly(): boolean {
    return this.#isReadOnly;
  }

  get restored(): Restored | undefined {
    return this.#restored;
  }

  /** A request with changes is out. */
  get isSending(): boolean {
    return this.#isSending;
  }

  /** To-dos with registers that the server has not acknowledged. */
  unsentIds(): ReadonlySet<ItemId> {
    const ids = new Set<ItemId>();
    for (const { edits } of this.#mirror?.edits.values() ?? []) {
      for (const [id] of edits) ids.add(id);
    }
    return ids;
  }

  /** Opens the current account and reads it; where that fails, what was shown stays. To be called in turn. */
  async openCurrent(): Promise<void> {
    try {
      const account = await currentAccount(this.#storage);
      const mirror = account && new Mirror(account);
      await mirror?.load();
      // A page that was frozen in the middle of this.
      if (mirror?.isMoved && !(await this.#isCurrent(mirror))) return await this.openCurrent();
      this.#mirror?.account.store.close();
      this.#mirror = mirror;
      this.#isLoaded = true;
      this.#failure = undefined;
      this.#host.onChange();
    } catch (error) {
      this.noteFailure(error);
    }
  }

  /** Opens its stores in another way from now on. To be called in turn. */
  useStorage(storage: Storage): void {
    this.#storage = storage;
    if (!this.#mirror) return;
    const { account } = this.#mirror;
    account.store.close();
    this.#mirror.account = openAccount(storage, account);
  }

  /** Reads everything again: a page that was frozen has missed messages. */
  reread(): Promise<void> {
    return this.inTurn(async () => {
      if (await this.#isCurrent(this.#mirror)) await this.#mirror?.load();
      else await this.openCurrent();
    }).then(
      () => this.#host.onChange(),
      (error: unknown) => this.#fallBehind(error),
    );
  }

  /** Shows this account's mirror from now on. */
  show(mirror: Mirror): void {
    this.#mirror = mirror;
    this.#failure = undefined;
    this.#host.onChange();
  }

  /** Something beside the mirror has changed that is shown. */
  noteNews(): void {
    this.#host.onChange();
  }

  noteRestored(restored: Restored): void {
    this.#restored = restored;
    this.#host.onChange();
  }

  /**
   * The device's storage failed.
   *
   * @throws the error itself when it is no {@link StorageError}
   */
  noteFailure(error: unknown): void {
    if (!(error instanceof StorageError)) throw error;
    this.#failure = error.kind;
    if (error.kind === 'newer-layout') this.#isReadOnly = true;
    this.#host.ports.log('this device’s storage failed', error);
    this.#host.onChange();
    this.listener?.onFailure(error.kind);
  }

  /** Runs the task when all that were given before have ended. */
  inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(task);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** Another tab may have moved everything to another account. */
  async #isCurrent(mirror: Mirror | undefined): Promise<boolean> {
    const account = await currentAccount(this.#storage);
    account?.store.close();
    // None at all: the browser has cleared everything under a page that knows it all still.
    return !account || account.accountId === mirror?.account.accountId;
  }

  /** The copy is back only when a sync has brought it. */
  #endRestoring(): void {
    if (!this.#restored?.isRunning || this.#mirror?.state.outcome !== 'synced') return;
    this.#restored = { ...this.#restored, isRunning: false };
  }

  /** Every attempt to sync ends in a message, at which everything is read again. */
  #fallBehind(error: unknown): void {
    this.#isBehind = true;
    this.noteFailure(error);
  }

  #hear(raw: unknown): void {
    const message = parseMessage(raw);
    if (!message) return;
    const shown = this.#mirror?.account.accountId;
    if (message.accountId === shown) {
      if (message.kind !== 'account') void this.#follow(message);
    } else if (message.kind === 'account' || (shown === undefined && message.kind === 'changed')) {
      // The account was moved, or another tab has made the first edit of this browser.
      void this.#switch();
    }
  }

  async #switch(): Promise<void> {
    await this.inTurn(() => this.openCurrent());
    this.listener?.onAccount();
  }

  async #follow(message: Exclude<Message, { kind: 'account' }>): Promise<void> {
    if (message.kind === 'sending') this.#isSending = message.count > 0;
    await this.inTurn(async () => {
      const mirror = this.#mirror;
      if (mirror?.account.accountId !== message.accountId) return;
      if (this.#isBehind || message.kind === 'reread') await mirror.load();
      else if (message.kind === 'changed') await mirror.follow(message.put, message.gone);
      else if (message.kind === 'attempted') await mirror.followAttempt();
      this.#isBehind = false;
    }).catch((error: unknown) => this.#fallBehind(error));
    if (message.kind === 'attempted') {
      this.#isSending = false;
      this.#endRestoring();
      this.listener?.onAttempted(message.where);
    }
    this.#host.onChange();
  }
}
