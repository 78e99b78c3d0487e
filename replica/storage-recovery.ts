/**
 * What a page does while its device's storage fails: it holds new edits in memory, makes room, builds anew what the
 * browser has cleared, works in memory where nothing may be kept, and tries again until all is stored.
 */

import type { ItemId } from '../domain/ids.ts';
import { AccountMovedError } from './edit.ts';
import type { EditTarget, NewEdit } from './edit.ts';
import { HeldEdits } from './held-edits.ts';
import type { HeldBackup } from './held-edits.ts';
import { createMemoryStorage } from './memory-storage.ts';
import type { Mirror } from './mirror.ts';
import type { Ports } from './ports.ts';
import { rebuildStore } from './rebuild-store.ts';
import type { ReplicaView } from './replica-view.ts';
import { StorageError } from './storage-error.ts';
import type { StorageErrorKind } from './storage-error.ts';

/** What a page does for its storage beside the database. */
export interface PageStorage {
  readonly backup: HeldBackup;
  /** Gives back room that can be had again later. Answers whether there was any. */
  readonly makeRoom: () => Promise<boolean>;
}

/** What a person should know about this device's storage. */
export interface StorageTrouble {
  readonly why: StorageErrorKind;
  /**
   * `unopened`: nothing can be shown; `in-memory`: nothing is kept; `held`: some edits are not kept yet; `behind`: what
   * others did cannot be stored.
   */
  readonly state: 'unopened' | 'in-memory' | 'held' | 'behind';
}

export interface StorageRecoveryHost {
  readonly ports: Ports;
  readonly view: ReplicaView;
  readonly pageStorage: PageStorage;
  /** Storage works again, or in another way: what waits can be sent. */
  readonly onCured: () => void;
  /** The account was moved elsewhere; the attempt that this asks for carries the move on. */
  readonly moveOn: () => Promise<void>;
}

const FIRST_REST_MS = 2000;
const LONGEST_REST_MS = 30_000;

export class StorageRecovery {
  /** Those of the page, with what is held laid over its stores. */
  readonly ports: Ports;
  readonly #host: StorageRecoveryHost;
  readonly #held: HeldEdits;
  /** Set while the page keeps everything in memory. */
  #inMemory: StorageErrorKind | undefined;
  #restMs = FIRST_REST_MS;
  #cancelTimer: (() => void) | undefined;
  #hasMadeRoom = false;
  /** How the last attempt to sync failed on this device's storage, if it did. */
  #behind: StorageErrorKind | undefined;
  #running: Promise<void> | undefined;

  constructor(host: StorageRecoveryHost) {
    const { ports, view, pageStorage } = host;
    this.#host = host;
    this.#held = new HeldEdits(pageStorage.backup);
    let storage = this.#held.over(ports);
    this.ports = { ...ports, openStore: (name) => storage.openStore(name) };
    this.#keepInMemory = (why) => {
      storage = createMemoryStorage();
      this.#inMemory = why;
    };
    void view.inTurn(async () => this.#begin());
  }

  readonly #keepInMemory: (why: StorageErrorKind) => void;

  get trouble(): StorageTrouble | undefined {
    const { isLoaded, failure } = this.#host.view;
    if (this.#inMemory) return { why: this.#inMemory, state: 'in-memory' };
    if (!isLoaded) return failure && { why: failure, state: 'unopened' };
    if (this.#heldHere.size > 0) return { why: failure ?? 'lost', state: 'held' };
    return this.#behind && { why: this.#behind, state: 'behind' };
  }

  /** To-dos with changes that are in memory only. */
  get heldIds(): ReadonlySet<ItemId> {
    const ids = new Set<ItemId>();
    for (const { edits } of this.#heldHere.values()) for (const [id] of edits) ids.add(id);
    return ids;
  }

  /** Does what may make the same work now; answers whether there was anything to do. */
  async cure(mirror: Mirror, { kind }: StorageError): Promise<boolean> {
    if (kind === 'wiped') {
      await rebuildStore(this.ports, mirror);
      return true;
    }
    return kind === 'quota' && this.#makeRoom();
  }

  /** Once in a while: what was dropped may be fetched again. */
  async #makeRoom(): Promise<boolean> {
    if (this.#hasMadeRoom) return false;
    this.#hasMadeRoom = true;
    return this.#host.pageStorage.makeRoom();
  }

  /** Keeps edits that the device refuses, where they can be kept at all. */
  async hold(
    mirror: Mirror,
    target: EditTarget,
    edits: readonly NewEdit[],
    error: StorageError,
  ): Promise<boolean> {
    if (error.kind === 'newer-layout') return false;
    mirror.addCommitted(await this.#held.commit(this.ports, mirror, target, edits));
    this.#host.view.noteFailure(error);
    return true;
  }

  /** An attempt to sync has ended, and so has failed to store something or has not. */
  async noteAttempt(failure: StorageError | undefined): Promise<void> {
    const was = this.#behind;
    this.#behind = failure?.kind;
    if (!failure) this.#hasMadeRoom = false;
    if (!failure && !was) return;
    const { accountId } = this.#host.view.mirror?.account ?? {};
    // Such an attempt writes nothing down and so tells nobody that it is over.
    if (failure) this.ports.channel.post({ kind: 'sending', accountId, count: 0 });
    if (failure?.kind === 'quota' && (await this.#makeRoom())) this.#host.onCured();
    this.#host.view.noteNews();
  }

  /** Reads what could not be read and stores what could not be stored. */
  async retry(): Promise<void> {
    if (!this.#isTroubled) return;
    this.#running ??= this.#retry().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  /** The storage has failed, one way or another. */
  failed(kind: StorageErrorKind): void {
    const { view } = this.#host;
    if (!view.isLoaded && (kind === 'denied' || kind === 'corrupt')) void this.#goInMemory(kind);
    else if (this.#isTroubled) this.#retryLater();
  }

  get #isTroubled(): boolean {
    const { isLoaded, failure } = this.#host.view;
    return !isLoaded || this.#heldHere.size > 0 || failure === 'wiped';
  }

  get #heldHere(): ReturnType<HeldEdits['of']> {
    const { mirror } = this.#host.view;
    return mirror ? this.#held.of(mirror.account.accountId) : NONE;
  }

  /** What is shown was opened before this was there. */
  async #begin(): Promise<void> {
    const { view } = this.#host;
    view.useStorage(this.ports);
    if (view.failure) this.failed(view.failure);
    const { mirror } = view;
    if (!mirror || this.#heldHere.size === 0) return;
    // By an earlier page.
    await mirror.load().catch((error: unknown) => view.noteFailure(error));
    this.#retryLater(0);
  }

  async #goInMemory(why: StorageErrorKind): Promise<void> {
    const { view } = this.#host;
    if (this.#inMemory) return;
    this.#keepInMemory(why);
    await view.inTurn(() => view.openCurrent());
    this.#host.onCured();
  }

  async #retry(): Promise<void> {
    const { view } = this.#host;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    try {
      await view.inTurn(() => this.#retryNow());
    } catch (error) {
      if (error instanceof AccountMovedError) await this.#host.moveOn();
      else view.noteFailure(error);
      this.#retryLater();
    }
  }

  async #retryNow(): Promise<void> {
    const { view, ports, onCured } = this.#host;
    if (!view.isLoaded) {
      await view.openCurrent();
      if (!view.isLoaded) return;
    }
    const { mirror } = view;
    if (!mirror) return;
    const { accountId, store } = mirror.account;
    if (view.failure === 'wiped') await this.#cureWiped(mirror);
    if (this.#heldHere.size > 0) {
      const put = await this.#held.store(accountId, store);
      ports.channel.post({ kind: 'changed', accountId, put, gone: [] });
    }
    this.#restMs = FIRST_REST_MS;
    this.#hasMadeRoom = false;
    view.show(mirror);
    onCured();
  }

  /** Unless somebody else has built it up again already. */
  async #cureWiped(mirror: Mirror): Promise<void> {
    try {
      await mirror.load();
    } catch (error) {
      if (!(error instanceof StorageError) || error.kind !== 'wiped') throw error;
      await rebuildStore(this.ports, mirror);
      await mirror.load();
    }
  }

  #retryLater(restMs = this.#restMs): void {
    if (this.#cancelTimer) return;
    this.#restMs = Math.min(2 * this.#restMs, LONGEST_REST_MS);
    this.#cancelTimer = this.ports.after(restMs, () => void this.retry());
  }
}

const NONE: ReturnType<HeldEdits['of']> = new Map();
