/**
 * Syncing while a page is open: every reason to sync comes here, and one attempt at a time goes out.
 *
 * Works the same in every browser. Where there is Background Sync, a tag is registered beside it as soon as something
 * waits, so that the browser goes on after the page is gone.
 */

import type { SyncReason } from './journal.ts';
import { attemptSync } from './attempt.ts';
import type { AttemptResult } from './attempt.ts';
import type { Account } from './account.ts';
import { idleDelayMs, retryDelayMs, wishedDelayMs } from './back-off.ts';
import { foldLists } from './fold.ts';
import type { Background, Ports } from './ports.ts';
import { repairs } from './repairs.ts';

export interface ForegroundSyncHost {
  readonly ports: Ports;
  readonly background: Background;
  readonly account: () => Account | undefined;
  readonly isVisible: () => boolean;
  /** To-dos with changes that wait, as this page knows. */
  readonly waiting: () => number;
  /** An attempt of this page has ended. */
  readonly onAttempted: (result: AttemptResult) => void;
  /** The browser tried its last time in the background and failed. */
  readonly isLastChanceLost: () => boolean;
}

/** Less than the three minutes a browser grants, and more than one request may take. */
const BUDGET_MS = 20_000;
/** After a failure, reasons that come in quick succession (a flapping network) wait this long. */
const CALM_MS = 1000;
const WHOLE_EVERY_MS = 300_000;

export class ForegroundSync {
  readonly #host: ForegroundSyncHost;
  #running: Promise<void> | undefined;
  /** A reason that came while an attempt was running, and so may not be covered by it. */
  #next: SyncReason | undefined;
  #cancelTimer: () => void = () => undefined;
  #last: AttemptResult | undefined;
  #lastEndMs = 0;
  #lastWholeMs = 0;
  /** What the server fails at is tried again with the next whole round, and when a person says so. */
  readonly #heldBack = new Set<string>();
  /** What the browser has promised: nothing, to wake the worker as soon as it can, or to try again later. */
  #tag: 'none' | 'held' | 'backing-off' = 'none';
  /** Ends the rest that an attempt is taking before it begins. */
  #wake: () => void = () => undefined;

  constructor(host: ForegroundSyncHost) {
    this.#host = host;
  }

  /** Syncs now, or once more after the attempt that is running. Resolves when that is done. */
  async request(reason: SyncReason): Promise<void> {
    if (!this.#host.account()) return;
    // A tap is not forgotten over a reason that may have to wait.
    if (this.#next !== 'button') this.#next = reason;
    this.#wake();
    const isNews = reason === 'edit' || reason === 'start';
    if (isNews && this.#host.waiting() > 0) void this.#holdTag();
    const running = (this.#running ??= this.#run());
    await running;
  }

  /** A worker's attempt has ended. If something waits still, its tag is backing off and the next edit needs another. */
  backgroundEnded(): void {
    const { waiting, isLastChanceLost } = this.#host;
    this.#tag = waiting() === 0 || isLastChanceLost() ? 'none' : 'backing-off';
    if (!this.#running) this.#schedule();
  }

  /**
   * The page is hidden and may never come back: what waits is the worker's now.
   *
   * Chromium 156 sometimes never fires a tag whose page was closed while it registered, and then forgets to retry the
   * others too. So a page that may be closing asks for a tag only where there is none to lose.
   */
  hidden(): void {
    this.#cancelTimer();
    if (this.#host.waiting() === 0) return;
    if (this.#tag === 'none') void this.#holdTag();
    // Without a worker one request goes out that may outlive the page.
    if (!this.#host.background.handOver()) void this.request('hidden');
  }

  async #run(): Promise<void> {
    try {
      while (this.#next) {
        await this.#rest();
        await this.#attempt();
      }
    } finally {
      this.#running = undefined;
      this.#schedule();
    }
  }

  async #attempt(): Promise<void> {
    const { ports } = this.#host;
    const account = this.#host.account();
    const reason = this.#next;
    this.#next = undefined;
    if (!account || !reason) return;
    this.#cancelTimer();
    const isWhole = (reason !== 'edit' && reason !== 'timer') || this.#isWholeDue();
    if (isWhole) this.#heldBack.clear();
    this.#last = await attemptSync(ports, account, {
      reason,
      where: 'page',
      isLastChance: false,
      budgetMs: BUDGET_MS,
      isPushOnly: false,
      isWhole,
      repairs,
      heldBack: this.#heldBack,
    });
    if (isWhole) this.#lastWholeMs = ports.monotonicMs();
    this.#lastEndMs = ports.monotonicMs();
    this.#host.onAttempted(this.#last);
    if (this.#last.waiting === 0) this.#tag = 'none';
    // It was getting on; a long first load is not to wait between its parts.
    if (this.#last.outcome === 'unfinished') this.#next ??= 'timer';
    if (this.#last.outcome !== 'storage') {
      await foldLists(account.store).catch(() => undefined);
    }
  }

  /** Lists that nobody looks at are asked for less often. */
  #isWholeDue(): boolean {
    const sinceMs = this.#host.ports.monotonicMs() - this.#lastWholeMs;
    return sinceMs > WHOLE_EVERY_MS;
  }

  /** Waits until an attempt is due; a reason that comes meanwhile may make it due. */
  async #rest(): Promise<void> {
    for (let restMs = this.#restMs(); restMs > 0; restMs = this.#restMs()) {
      await new Promise<void>((resolve) => {
        const cancel = this.#host.ports.after(restMs, resolve);
        this.#wake = () => {
          cancel();
          resolve();
        };
      });
      this.#wake = () => undefined;
    }
  }

  /** A person's tap goes at once; anything else not right after a failure, and not before the server's wish. */
  #restMs(): number {
    if (this.#next === 'button' || !this.#last || this.#last.outcome === 'synced') return 0;
    const { ports } = this.#host;
    const calmMs = CALM_MS - (ports.monotonicMs() - this.#lastEndMs);
    return Math.max(calmMs, wishedDelayMs(this.#last.state, ports.nowMs()));
  }

  /** One tag at a time: the browser fires each, and one attempt sends everything. A tag is never used again. */
  async #holdTag(): Promise<void> {
    if (this.#tag === 'held') return;
    this.#tag = 'held';
    const { ports, background } = this.#host;
    const outcome = await background.register(`holdfast-${ports.nowMs().toString(36)}`);
    if (outcome !== 'registered') this.#tag = 'none';
  }

  #schedule(): void {
    this.#cancelTimer();
    const { ports, isVisible, waiting, account } = this.#host;
    if (!isVisible() || !account()) return;
    const hasFailed = this.#last !== undefined && this.#last.outcome !== 'synced';
    const delayMs =
      this.#last && (hasFailed || waiting() > 0)
        ? retryDelayMs(this.#last.state, ports.nowMs(), ports.randomFraction(), true)
        : idleDelayMs(ports.randomFraction());
    this.#cancelTimer = ports.after(delayMs, () => void this.request('timer'));
  }
}
