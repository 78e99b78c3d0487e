/**
 * IndexedDB as browsers have broken it, in a Chromium that does not: imitated after reports of Safari, Firefox and
 * Chromium itself, not run on them.
 *
 * The shim stands between the app and the real thing, in pages and in the worker, and lets everything through until a
 * story says what is to go wrong.
 */

import type { BrowserContext, Page, Worker } from 'playwright-core';

/** What the browser does wrong, and where; `left` times, or always. */
export type StorageFault = (
  | { readonly at: 'open'; readonly how: 'hangs' }
  /** In an event as Safari and Firefox do, or by throwing as where a policy forbids storage. */
  | { readonly at: 'open'; readonly how: 'fails' | 'throws'; readonly name: string }
  /** Of a connection that is there. */
  | { readonly at: 'transaction'; readonly how: 'throws'; readonly name: string }
  /** A request fails, and takes its transaction along. */
  | { readonly at: 'read' | 'write'; readonly how: 'fails'; readonly name: string }
  /** All its requests succeed, and then it aborts. */
  | { readonly at: 'commit'; readonly how: 'fails'; readonly name: string }
  /** All its requests succeed and it commits, and nobody is ever told. */
  | { readonly at: 'commit'; readonly how: 'hangs' }
  /** What is asked for is not found, though it is there. */
  | { readonly at: 'read'; readonly how: 'finds-nothing' }
) & { readonly message?: string; readonly left?: number };

/** What goes wrong in this context from now on; undefined heals it. */
export function spoilStorage(where: Page | Worker, fault: StorageFault | undefined): Promise<void> {
  return 'goto' in where ? where.evaluate(set, fault) : where.evaluate(set, fault);
}

/** What goes wrong in every page that is opened from now on, from its very first script. */
export function spoilStorageAtStart(
  context: BrowserContext,
  fault: StorageFault | undefined,
): Promise<unknown> {
  return context.addInitScript(set, fault);
}

/** How often something went wrong in this context. */
export function strikes(where: Page | Worker): Promise<number> {
  return 'goto' in where ? where.evaluate(count) : where.evaluate(count);
}

/** The shim as a script, for a worker. */
export const hostileScript = (): string => `(${installHostileIndexedDB.toString()})();\n`;

interface Hostile {
  fault: (StorageFault & { left?: number }) | undefined;
  strikes: number;
}

/** Runs in the browser, as everything below does: nothing from outside a function can be used in it. */
function set(fault: StorageFault | undefined): void {
  (globalThis as unknown as { hostile: Hostile }).hostile.fault = fault;
}

function count(): number {
  return (globalThis as unknown as { hostile: Hostile }).hostile.strikes;
}

export function installHostileIndexedDB(): void {
  const hostile: Hostile = { fault: undefined, strikes: 0 };
  Object.assign(globalThis, { hostile });

  type Struck = { readonly how: string; readonly error: DOMException };
  const strike = (at: StorageFault['at'], hows: readonly string[]): Struck | undefined => {
    const { fault } = hostile;
    if (fault?.at !== at || !hows.includes(fault.how) || fault.left === 0) return undefined;
    if (fault.left !== undefined) fault.left -= 1;
    hostile.strikes += 1;
    const name = 'name' in fault ? fault.name : 'UnknownError';
    return { how: fault.how, error: new DOMException(fault.message ?? '', name) };
  };
  /** Fails soon if it has an error, else never answers. */
  const fakeRequest = (error?: DOMException): IDBOpenDBRequest => {
    const request = Object.assign(new EventTarget(), { error, result: undefined, onerror: null });
    const fail = (): void => {
      const event = new Event('error');
      request.dispatchEvent(event);
      (request.onerror as unknown as ((event: Event) => void) | null)?.(event);
    };
    if (error) setTimeout(fail);
    return request as unknown as IDBOpenDBRequest;
  };
  const abortWith = (transaction: IDBTransaction, error: DOMException): void => {
    Object.defineProperty(transaction, 'error', { get: () => error });
    try {
      transaction.abort();
    } catch {
      // It has ended.
    }
  };

  const open = Reflect.get(IDBFactory.prototype, 'open');
  IDBFactory.prototype.open = function (this: IDBFactory, ...given) {
    const struck = strike('open', ['hangs', 'fails', 'throws']);
    if (!struck) return open.apply(this, given);
    if (struck.how === 'throws') throw struck.error;
    return fakeRequest(struck.how === 'fails' ? struck.error : undefined);
  };

  const begin = Reflect.get(IDBDatabase.prototype, 'transaction');
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...given) {
    const struck = strike('transaction', ['throws']);
    if (struck) throw struck.error;
    const transaction = begin.apply(this, given);
    if (transaction.mode === 'readonly') return transaction;
    const atCommit = strike('commit', ['fails', 'hangs']);
    if (atCommit?.how === 'fails') {
      transaction.commit = () => abortWith(transaction, atCommit.error);
    } else if (atCommit) transaction.addEventListener = () => undefined;
    return transaction;
  };

  type Method = 'get' | 'getAll' | 'getAllKeys' | 'openKeyCursor' | 'put' | 'delete';
  const spoil = (method: Method, at: 'read' | 'write'): void => {
    const real = IDBObjectStore.prototype[method] as (...given: unknown[]) => IDBRequest;
    const spoilt = function (this: IDBObjectStore, ...given: unknown[]): IDBRequest {
      const struck = strike(at, ['fails', 'finds-nothing']);
      if (!struck) return real.apply(this, given);
      if (struck.how === 'finds-nothing') {
        return real.apply(this, [IDBKeyRange.only('nothing lies here'), ...given.slice(1)]);
      }
      const { transaction } = this;
      setTimeout(() => abortWith(transaction, struck.error));
      return fakeRequest(struck.error);
    };
    Object.defineProperty(IDBObjectStore.prototype, method, { value: spoilt });
  };
  for (const method of ['get', 'getAll', 'getAllKeys', 'openKeyCursor'] as const) {
    spoil(method, 'read');
  }
  spoil('put', 'write');
  spoil('delete', 'write');
}
