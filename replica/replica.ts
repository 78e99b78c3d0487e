/**
 * This device's copy, acting: edits go to its store, and what waits there goes to the server.
 *
 * One for each page. What the page shows is read by replica-view.ts, which hears of everything that is done here.
 */

import type { ItemId, ListId } from '../domain/ids.ts';
import { nodeFromBytes } from '../domain/stamp-parts.ts';
import { NODE_LENGTH } from '../domain/stamp.ts';
import { adoptAccountIfNone, ensureAccount } from './account-change.ts';
import type { AccountIds } from './account.ts';
import { readCookieSession } from './cookie-session.ts';
import { closeBreakers } from './close-breakers.ts';
import { AccountMovedError, DecidedElsewhereError, commitEdits } from './edit.ts';
import type { Decided, NewEdit } from './edit.ts';
import { ForegroundSync } from './foreground-sync.ts';
import { isJournalEntry } from './journal.ts';
import type { JournalEntry, SyncReason } from './journal.ts';
import { forgetAnswered } from './kept-deletions.ts';
import { Mirror } from './mirror.ts';
import type { Background, Ports } from './ports.ts';
import { keys } from './records.ts';
import type { ReplicaView } from './replica-view.ts';
import { statusOf } from './status-of.ts';
import { StorageError } from './storage-error.ts';
import { StorageRecovery } from './storage-recovery.ts';
import type { PageStorage, StorageTrouble } from './storage-recovery.ts';
import type { SyncStatus } from './sync-status.ts';

const NO_IDS: ReadonlySet<ItemId> = new Set();

export interface ReplicaHost {
  readonly ports: Ports;
  readonly background: Background;
  readonly view: ReplicaView;
  readonly isVisible: () => boolean;
  /** The browser's hint about the network. */
  readonly isOnline: () => boolean;
  /** Without it, an edit that cannot be stored is not kept at all. */
  readonly pageStorage?: PageStorage;
}

/** What is stored in one go. */
export interface Commit extends Decided {
  readonly edits: readonly NewEdit[];
}

/** What to store, given the mirror it starts from; called again when that turns out to be out of date. */
export type MakeCommit = (mirror: Mirror) => readonly NewEdit[] | Commit;

export class Replica {
  readonly view: ReplicaView;
  readonly #ports: Ports;
  readonly #node: string;
  readonly #sync: ForegroundSync;
  readonly #isVisible: () => boolean;
  readonly #isOnline: () => boolean;
  readonly #recovery: StorageRecovery | undefined;
  /** Edits that were refused and are not held either: whoever made them was told. */
  #refusals = 0;
  /** The question whose cookie this browser holds, once it was put. */
  #asking: Promise<void> | undefined;

  constructor({ background, view, isVisible, isOnline, pageStorage, ...host }: ReplicaHost) {
    this.view = view;
    this.#isVisible = isVisible;
    this.#isOnline = isOnline;
    this.#recovery = pageStorage && this.#recoveryWith(host.ports, pageStorage);
    const ports = this.#recovery?.ports ?? host.ports;
    this.#ports = ports;
    this.#node = nodeFromBytes(ports.randomBytes(NODE_LENGTH));
    this.#sync = new ForegroundSync({
      ports,
      background,
      isVisible,
      account: () => view.mirror?.account,
      waiting: () => view.unsentIds().size,
      onAttempted: ({ failure }) => this.#noteAttempt(failure),
      isLastChanceLost: () => view.mirror?.state.isLastChanceLost === true,
    });
    view.listener = {
      onAccount: () => void this.requestSync('start'),
      onAttempted: (where) => {
        if (where === 'worker') this.#sync.backgroundEnded();
        void this.#forgetAnswered();
      },
      onFailure: (kind) => this.#recovery?.failed(kind),
    };
  }

  get status(): SyncStatus {
    return statusOf(this.view, this.#refusals + this.heldIds.size, this.#isOnline());
  }

  /** What a person should know about this device's storage, if anything. */
  get trouble(): StorageTrouble | undefined {
    return this.#recovery?.trouble;
  }

  /** To-dos with changes that this device could not store yet. */
  get heldIds(): ReadonlySet<ItemId> {
    return this.#recovery?.heldIds ?? NO_IDS;
  }

  /** Begins to sync; in a browser without an account, asks whose cookie it holds. */
  async start(): Promise<void> {
    await this.#ensureLoaded();
    void this.requestSync('start');
  }

  async requestSync(reason: SyncReason): Promise<void> {
    await this.#ensureLoaded();
    // Neither a timer nor an edit is news about the storage, whose retries have a timer of their own.
    if (reason !== 'timer' && reason !== 'edit') await this.#recovery?.retry();
    if (!this.view.isLoaded) return;
    if (!this.view.mirror) await (this.#asking ??= this.#restoreByCookie());
    if (reason === 'button') await this.#closeBreakers();
    await this.#sync.request(reason);
  }

  /** The page is hidden and may never come back. */
  hidden(): void {
    this.#sync.hidden();
  }

  /**
   * Stores edits on this device, and what was decided with them; resolves when all of it is on its disk, or when edits
   * that it refuses are held until it takes them: {@link heldIds} are theirs.
   *
   * @throws {StorageError} when the device could not store them, and they are not held
   * @throws {ValueTooLargeError} when a text is longer than any server takes
   */
  async commit(make: MakeCommit): Promise<void> {
    try {
      // Whoever waits here is looking at an empty field.
      this.#assertOpen();
      await this.view.inTurn(() => this.#commitNow(make));
    } catch (error) {
      if (error instanceof StorageError) this.#noteRefusal(error);
      throw error;
    }
    void this.requestSync('edit');
    // An edit that was committed because the page is being left.
    if (!this.#isVisible()) this.hidden();
  }

  /** The sync journal, newest first. */
  async journal(): Promise<readonly JournalEntry[]> {
    const { mirror } = this.view;
    const entries = await mirror?.account.store.read((records) => records.entries(keys.attempts));
    return (entries ?? [])
      .map(([, entry]) => entry)
      .filter(isJournalEntry)
      .toReversed();
  }

  async #commitNow(make: MakeCommit, isRetry = false): Promise<void> {
    this.#assertOpen();
    const mirror = this.view.mirror ?? (await this.#openFirst());
    const made = make(mirror);
    const { edits, settled = [], reopened = [] } = 'edits' in made ? made : { edits: made };
    if (edits.length + settled.length + reopened.length === 0) return;
    const { account } = mirror;
    const generationOf = (list: ListId): number => mirror.generationOf(list);
    const target = { account, generationOf, isStored: mirror.isStored, node: this.#node };
    try {
      const committed = await commitEdits(this.#ports, target, edits, { settled, reopened });
      mirror.addCommitted(committed);
      const reopenedKeys = reopened.map(([key]) => key);
      if (settled.length + reopened.length > 0) await mirror.follow(reopenedKeys, settled);
      this.#refusals = 0;
      this.view.show(mirror);
      const put = [...committed.map(([key]) => key), ...reopenedKeys];
      const { accountId } = account;
      this.#ports.channel.post({ kind: 'changed', accountId, put, gone: settled });
      // The storage works again.
      void this.#recovery?.retry();
    } catch (error) {
      if (!isRetry && (await this.#catchUp(mirror, error))) {
        await this.#commitNow(make, true);
        return;
      }
      // What was decided on is asked about again; an edit would be lost.
      const isEdit = settled.length + reopened.length === 0;
      const isHeld =
        isEdit &&
        error instanceof StorageError &&
        (await this.#recovery?.hold(mirror, target, edits, error));
      if (!isHeld) throw error;
    }
  }

  /** A store that could not be opened is tried again by itself, which takes its time. */
  #assertOpen(): void {
    const { trouble } = this;
    if (trouble?.state === 'unopened') throw new StorageError(trouble.why);
  }

  /** What an answer brought could not be stored, or what waits not be read. */
  #noteAttempt(failure: StorageError | undefined): void {
    if (failure?.kind === 'newer-layout') this.view.noteFailure(failure);
    void this.#recovery?.noteAttempt(failure);
  }

  #noteRefusal(error: StorageError): void {
    this.#refusals += 1;
    this.view.noteFailure(error);
  }

  #recoveryWith(ports: Ports, pageStorage: PageStorage): StorageRecovery {
    return new StorageRecovery({
      ports,
      view: this.view,
      pageStorage,
      onCured: () => void this.requestSync('start'),
      moveOn: () => this.#moveOn(),
    });
  }

  /** Answers whether the commit failed for what this page did not know, and knows now. */
  async #catchUp(mirror: Mirror, error: unknown): Promise<boolean> {
    if (error instanceof DecidedElsewhereError) await mirror.load();
    else if (error instanceof AccountMovedError) {
      await this.#moveOn();
      await this.view.openCurrent();
    } else if (error instanceof StorageError) {
      return (await this.#recovery?.cure(mirror, error)) ?? false;
    } else return false;
    return true;
  }

  /** A move that another tab began, or that was cut off: the attempt ends it. */
  #moveOn(): Promise<void> {
    return this.#sync.request('button');
  }

  /** A tap is worth more than any rest. */
  async #closeBreakers(): Promise<void> {
    const { mirror } = this.view;
    if (!mirror || mirror.breakerEndMs === 0) return;
    await closeBreakers(mirror.account).catch((error: unknown) => this.view.noteFailure(error));
  }

  async #forgetAnswered(): Promise<void> {
    const { mirror } = this.view;
    if (!mirror || mirror.kept.size === 0) return;
    try {
      const gone = await forgetAnswered(mirror.account);
      const { accountId } = mirror.account;
      if (gone.length > 0) this.#ports.channel.post({ kind: 'changed', accountId, put: [], gone });
    } catch (error) {
      this.view.noteFailure(error);
    }
  }

  /** The cookie outlives the storage that a browser clears: then the server gives everything back. */
  async #restoreByCookie(): Promise<void> {
    const cookie = await readCookieSession(this.#ports);
    // Asked again at the next reason to sync, but not of a server that has answered.
    if (cookie.kind === 'unknown') this.#asking = undefined;
    // Somebody may have written meanwhile; then the first sync finds out about the cookie and moves the to-dos.
    if (cookie.kind !== 'session' || this.view.mirror) return;
    const { ids, lastSeenDay } = cookie;
    try {
      await this.view.inTurn(() => this.#openEmpty(ids));
    } catch (error) {
      this.#asking = undefined;
      this.view.noteFailure(error);
      return;
    }
    this.view.noteRestored({ isRunning: true, lastSeenDay });
  }

  async #ensureLoaded(): Promise<void> {
    if (this.view.isLoaded) return;
    await this.view.inTurn(async () => {
      if (!this.view.isLoaded) await this.view.openCurrent();
    });
  }

  /** For the first edit of this browser, as far as this page knows. */
  async #openFirst(): Promise<Mirror> {
    const mirror = new Mirror(await ensureAccount(this.#ports));
    await mirror.load();
    return mirror;
  }

  async #openEmpty(ids: AccountIds): Promise<void> {
    if (this.view.mirror) return;
    const mirror = new Mirror(await adoptAccountIfNone(this.#ports, ids));
    await mirror.load();
    this.view.show(mirror);
  }
}
