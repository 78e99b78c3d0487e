/**
 * Eyes on the app's screen: a script in every page that tells at once what its rows and its chip say, and when the page
 * opens a transaction that writes.
 *
 * It reads what is drawn and knows nothing of the app's state. What a killed page could not tell any more was not seen.
 */

import type { BrowserContext } from 'playwright-core';
import type { ShownRow } from './ledger.ts';

export type ScreenNews =
  | { readonly kind: 'transaction' }
  | { readonly kind: 'rows'; readonly rows: readonly ShownRow[] }
  /** The chip, of a moment at which everything was drawn. */
  | { readonly kind: 'chip'; readonly name: string };

/** To be called each time the browser was started, before a page of the app is opened. */
export async function watchScreen(
  context: BrowserContext,
  onNews: (news: ScreenNews) => void,
): Promise<void> {
  await context.exposeBinding(BINDING, (_, news: ScreenNews) => onNews(news));
  await context.addInitScript(watch, BINDING);
}

const BINDING = 'tellKillLab';

/** Runs in the browser, so it can use nothing from outside itself. */
function watch(binding: string): void {
  // A page of the server's own is no page of the app.
  if (location.pathname.startsWith('/api/')) return;
  const roots = new Set<Document | ShadowRoot>([document]);
  const tell = (news: ScreenNews): void => {
    const told: unknown = Reflect.get(globalThis, binding);
    if (typeof told === 'function') told(news);
  };
  const all = (selector: string): Element[] =>
    [...roots].flatMap((root) =>
      root instanceof Document || root.host.isConnected ? [...root.querySelectorAll(selector)] : [],
    );

  let told = '';
  const tellRows = (): void => {
    const rows = all('li[data-id] > input[type=checkbox]').map((box): ShownRow => [
      box.closest('ul')?.ariaLabel ?? '',
      box.ariaLabel ?? '',
    ]);
    const text = JSON.stringify(rows);
    if (text === told) return;
    told = text;
    tell({ kind: 'rows', rows });
  };
  let drawn = '';
  const tellChip = (): void => {
    const name = all('button[aria-label^="Sync: "]')[0]?.ariaLabel ?? '';
    // It may go on saying the same while the rows change, and must be true of them too.
    if (name + told !== drawn) tell({ kind: 'chip', name });
    drawn = name + told;
  };
  let isFrameAsked = false;
  const look = (): void => {
    tellRows();
    if (isFrameAsked) return;
    isFrameAsked = true;
    requestAnimationFrame(() => {
      isFrameAsked = false;
      tellRows();
      tellChip();
    });
  };

  const observer = new MutationObserver(look);
  const everything = { subtree: true, childList: true, attributes: true };
  observer.observe(document, everything);
  const { attachShadow } = Element.prototype as { attachShadow: Unbound<ShadowRoot> };
  Element.prototype.attachShadow = function attachWatched(init) {
    const root = attachShadow.call(this, init);
    roots.add(root);
    observer.observe(root, everything);
    return root;
  };
  const { transaction } = IDBDatabase.prototype as { transaction: Unbound<IDBTransaction> };
  IDBDatabase.prototype.transaction = function tellTransaction(names, mode, options) {
    if (mode === 'readwrite') tell({ kind: 'transaction' });
    return transaction.call(this, names, mode, options);
  };
}

/** A method that is called on whatever it is given. */
type Unbound<Result> = (this: unknown, ...parameters: readonly unknown[]) => Result;
