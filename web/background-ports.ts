/**
 * The page's hold on the service worker: registering it, asking it to sync, and learning of a new version.
 */

import type { Background, Ports } from '../replica/ports.ts';
import { takeBackNotice } from '../replica/unsent-notice-ports.ts';

/** The part of a registration that TypeScript's library does not know. */
interface SyncManager {
  readonly register: (tag: string) => Promise<void>;
}

/** https://wicg.github.io/periodic-background-sync/ */
interface PeriodicSyncManager {
  readonly register: (tag: string, options: { readonly minInterval: number }) => Promise<void>;
}

/** The part of Trusted Types that is used here. https://www.w3.org/TR/trusted-types/ */
interface TrustedTypes {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ) => { readonly createScriptURL: (url: string) => string };
}

/** Some browsers neither register nor refuse. */
const REGISTER_PATIENCE_MS = 2000;
/** The browser takes it as a wish, and grants it to apps that are installed and used. */
const PERIOD_MS = 12 * 3_600_000;

export type BackgroundSupport = 'yes' | 'no' | 'denied' | 'unknown';

export class PageBackground extends EventTarget implements Background {
  readonly #log: Ports['log'];
  /** Made once: a policy's name cannot be used again. */
  #url: string | undefined;
  #registration: ServiceWorkerRegistration | undefined;
  /** Resolves when the browser has taken the worker or refused it. */
  #started: Promise<void> | undefined;
  #support: BackgroundSupport = 'unknown';
  #isUpdateReady = false;

  constructor(log: Ports['log']) {
    super();
    this.#log = log;
  }

  /** Whether this browser sends changes after the app is closed, as far as trying has shown. */
  get support(): BackgroundSupport {
    return this.#support;
  }

  /** A new version is installed and waits for the person. Changes are announced by the event `update-ready`. */
  get isUpdateReady(): boolean {
    return this.#isUpdateReady;
  }

  /** Registers the worker. A page without one works all the same while it is open. */
  start(): Promise<void> {
    this.#started = this.#start();
    return this.#started;
  }

  async #start(): Promise<void> {
    const workers = navigator.serviceWorker;
    if (!workers) {
      this.#support = 'no';
      return;
    }
    workers.addEventListener('controllerchange', () => {
      if (this.#isUpdateReady) location.reload();
    });
    await this.#register(workers);
  }

  async #register(workers: ServiceWorkerContainer): Promise<void> {
    try {
      this.#url ??= workerUrl();
      const registration = await workers.register(this.#url, { updateViaCache: 'none' });
      if (registration === this.#registration) return;
      this.#registration = registration;
      if (!syncManagerOf(registration)) this.#support = 'no';
      const follow = (worker: ServiceWorker | null): void => {
        // The first one of all is no update: no page runs under another.
        if (registration.active) this.#follow(worker);
      };
      registration.addEventListener('updatefound', () => follow(registration.installing));
      follow(registration.waiting ?? registration.installing);
      void this.#askForPeriods(registration);
    } catch (error) {
      this.#log('no service worker; keep the page open to send', error);
    }
  }

  readonly register: Background['register'] = async (tag) => {
    const registration = await this.#ready();
    const manager = registration && syncManagerOf(registration);
    if (!manager) return 'absent';
    const late = new Promise<'late'>((resolve) => {
      setTimeout(() => resolve('late'), REGISTER_PATIENCE_MS);
    });
    // Being there does not mean being allowed: only trying tells.
    const tried = manager.register(tag).then(
      () => 'registered' as const,
      () => 'denied' as const,
    );
    const outcome = await Promise.race([tried, late]);
    if (outcome !== 'late') this.#support = outcome === 'registered' ? 'yes' : 'denied';
    return outcome;
  };

  readonly handOver: Background['handOver'] = () => {
    const worker = this.#registration?.active;
    worker?.postMessage('sync');
    return Boolean(worker);
  };

  /** There is nothing unsent that the worker may have told of. */
  readonly takeBackNotice = async (): Promise<void> => {
    if (this.#registration) await takeBackNotice(this.#registration);
  };

  /** Lets the waiting version take over; the page reloads when it has. */
  update(): void {
    this.#registration?.waiting?.postMessage('update');
  }

  /** Asks the server for a new version, or for the worker where it could not be had at the start. */
  async lookForUpdate(): Promise<void> {
    const { installing, waiting, active } = this.#registration ?? {};
    if (installing ?? waiting ?? active) {
      await this.#registration?.update().catch(() => undefined);
    } else if (navigator.serviceWorker) {
      await this.#register(navigator.serviceWorker);
    }
  }

  /** So that what others wrote is there before the app is opened; a browser that will not need not. */
  async #askForPeriods(registration: ServiceWorkerRegistration): Promise<void> {
    if (!('periodicSync' in registration)) return;
    const manager = registration.periodicSync as PeriodicSyncManager;
    await navigator.serviceWorker.ready;
    await manager.register('holdfast', { minInterval: PERIOD_MS }).catch(() => undefined);
  }

  /** The registration once its worker is active; a first visit's worker takes a moment to install. */
  async #ready(): Promise<ServiceWorkerRegistration | undefined> {
    await this.#started;
    if (!this.#registration || this.#registration.active) return this.#registration;
    return navigator.serviceWorker.ready;
  }

  #follow(worker: ServiceWorker | null): void {
    const look = (): void => {
      const isReady = worker?.state === 'installed' && navigator.serviceWorker.controller !== null;
      if (!isReady || this.#isUpdateReady) return;
      this.#isUpdateReady = true;
      this.dispatchEvent(new Event('update-ready'));
    };
    worker?.addEventListener('statechange', look);
    look();
  }
}

function syncManagerOf(registration: ServiceWorkerRegistration): SyncManager | undefined {
  return 'sync' in registration ? (registration.sync as SyncManager) : undefined;
}

/** Trusted Types allow a worker's address only through a policy, and ours lets through this one address. */
function workerUrl(): string {
  const url = '/sw.js';
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('holdfast-sw', {
    createScriptURL: (address) => {
      if (address !== url) throw new TypeError('no other worker');
      return address;
    },
  });
  // The library's types ask for a string; where there are Trusted Types the browser asks for theirs.
  return policy?.createScriptURL(url) ?? url;
}
