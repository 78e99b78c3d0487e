/**
 * A browser with a person in it and a further device of the same account, both behind the fault proxy, and witnesses to
 * what the screen says and what the server answers. It outlives its kills.
 */

import type { Page } from 'playwright-core';
import type { AppServer } from '../harness/app-server.ts';
import { Browser } from '../harness/browser.ts';
import type { FaultProxy } from '../harness/fault-proxy.ts';
import { HttpDevice } from '../harness/http-device.ts';
import { storedItems, storedOutbox } from '../harness/stored-records.ts';
import type { TodoPage } from '../harness/todo-page.ts';
import { until } from '../harness/until.ts';
import { byId, differences, duplicatesIn, lostOnServer } from './findings.ts';
import { Ledger } from './ledger.ts';
import { OutboxDevice } from './outbox-device.ts';
import { watchScreen } from './screen-watch.ts';
import type { ScreenNews } from './screen-watch.ts';
import type { Finding, RoundResult } from './tally.ts';
import { Traffic } from './traffic.ts';

type Counts = Pick<RoundResult, 'edits' | 'saved' | 'acknowledged'>;

/** The server and the proxy of all browsers of a target. */
export interface Place {
  readonly proxy: FaultProxy;
  readonly server: AppServer;
}

/** How long a thing may take that must come, on a busy machine. */
const PATIENCE_MS = 60_000;

const SAVED = 'Sync: saved';

export class WatchedBrowser {
  readonly browser: Browser;
  readonly ledger = new Ledger();
  readonly traffic: Traffic;
  app: TodoPage;
  /** Hears what the screen says, after the ledger. */
  onNews: (news: ScreenNews, shown: number) => void = () => undefined;
  #phone: OutboxDevice | undefined;
  #lies: Finding[] = [];

  private constructor(browser: Browser, app: TodoPage, traffic: Traffic) {
    this.browser = browser;
    this.app = app;
    this.traffic = traffic;
  }

  /** A browser whose account is on the server. */
  static async launch({ proxy }: Place, name: string): Promise<WatchedBrowser> {
    const browser = await Browser.launch({ origin: proxy.origin });
    const watched = new WatchedBrowser(browser, await browser.tab(), new Traffic(proxy));
    await watched.#watch();
    await watched.open();
    await watched.app.installed();
    watched.ledger.wishNew([name]);
    await watched.app.add(name);
    const cookie = await until('a session', () => browser.sessionCookie());
    watched.#phone = new OutboxDevice(await HttpDevice.join(proxy, cookie), `phone-of-${name}`);
    return watched;
  }

  /** A further device of the account. */
  get phone(): OutboxDevice {
    if (!this.#phone) throw new Error('the browser has no account yet');
    return this.#phone;
  }

  /** All so far: what was begun, what was seen to be saved, and what was acknowledged. */
  get counts(): Counts {
    const { ledger, phone, traffic } = this;
    return {
      edits: ledger.edits + phone.edits,
      saved: ledger.saved + phone.edits,
      acknowledged: traffic.acknowledged,
    };
  }

  countsSince(before: Counts): Counts {
    const { edits, saved, acknowledged } = this.counts;
    return {
      edits: edits - before.edits,
      saved: saved - before.saved,
      acknowledged: acknowledged - before.acknowledged,
    };
  }

  /** Starts the browser again on its profile. Nothing of the app is open then. */
  async restart(): Promise<void> {
    await this.browser.start();
    await this.#watch();
  }

  /** A tab of the app's origin in which nothing of the app runs: eyes on what is stored. */
  async observe(): Promise<Page> {
    const { page } = await this.browser.tab();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(`${this.browser.origin}/api/health`);
    return page;
  }

  /** Opens the app in a tab with the witness in it. */
  async open(): Promise<void> {
    this.app = await this.browser.open();
    this.app.page.setDefaultTimeout(PATIENCE_MS);
  }

  /**
   * What a kill has left, held against what the witnesses have noted: first as it lies on the device, before an open app
   * can get anything back from the server, then when everything is sent and the same everywhere.
   *
   * @param observer is closed
   */
  async compare(observer: Page): Promise<readonly Finding[]> {
    const atOnce = this.ledger.missingFrom((await storedItems(observer)).values());
    await this.open();
    await observer.close();
    return [...atOnce, ...(await this.#compareAtLast())];
  }

  async #compareAtLast(): Promise<readonly Finding[]> {
    const { app, traffic, ledger } = this;
    const drained = await until(
      'an empty outbox and "saved"',
      () => this.#isDrained(),
      PATIENCE_MS,
    ).then(
      () => [],
      async (error: unknown): Promise<readonly Finding[]> => {
        const waiting = await storedOutbox(app.page);
        const evidence = `${String(error)}: ${waiting} records wait, ${await app.chipName()}`;
        return [{ kind: 'undrained', evidence }];
      },
    );
    const device = await storedItems(app.page);
    const server = byId(await this.phone.http.items());
    const findings = [
      ...drained,
      ...differences('the device', device, server),
      ...lostOnServer(traffic, server),
      ...duplicatesIn('the device', device),
      ...duplicatesIn('the server', server),
      ...ledger.missingFrom(device.values()),
      ...this.#lies,
    ];
    this.#lies = [];
    ledger.settle(device.values());
    return findings;
  }

  /** Ends the browser; what it complained of in all its life is a failure too. */
  async end(): Promise<void> {
    this.traffic.stop();
    const complaints = await this.browser.end('spoiled');
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  }

  #watch(): Promise<void> {
    return watchScreen(this.browser.context, (news) => this.#hear(news));
  }

  async #isDrained(): Promise<boolean> {
    if ((await storedOutbox(this.app.page)) > 0) return false;
    if (!(await this.app.chipName()).startsWith(SAVED)) return false;
    const device = await storedItems(this.app.page);
    return differences('', device, byId(await this.phone.http.items())).length === 0;
  }

  #hear(news: ScreenNews): void {
    const shown = news.kind === 'rows' ? this.ledger.see(news.rows) : 0;
    if (news.kind === 'chip' && news.name.startsWith(SAVED)) {
      this.#lies.push(...this.ledger.unsaid(this.traffic));
    }
    this.onNews(news, shown);
  }
}
