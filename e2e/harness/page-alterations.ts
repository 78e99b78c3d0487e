/** What a story takes from the pages of a browser before any script of theirs runs. */

export interface PageAlterations {
  /** As in Safari and Firefox. */
  readonly hasNoSyncManager?: boolean;
  /** As in a private window of Firefox. */
  readonly hasNoWorker?: boolean;
  /** Events that pages do not get to hear of, so that others are seen alone. */
  readonly deafTo?: readonly string[];
  /**
   * What every draw of the back-off's dice is, from 0 up to 1: at 0 it tries again soon, close to 1 not for 15 seconds,
   * so that another reason to sync can be seen alone. No dice show 8: then it is two minutes, whatever the machine's load.
   */
  readonly chance?: number;
}

/** A script for the start of every page, in the form that every engine takes: its text. */
export function alteringScript(alterations: PageAlterations): string {
  const { hasNoSyncManager, hasNoWorker, deafTo = [], chance } = alterations;
  return [
    called(silence, deafTo),
    hasNoWorker && called(removeServiceWorker),
    hasNoSyncManager && called(removeSyncManager),
    chance !== undefined && called(drawAlways, chance),
  ]
    .filter((part) => typeof part === 'string')
    .join('\n');
}

/** The text of a call; the function can use nothing from outside itself. */
export function called<A>(run: (argument: A) => unknown, argument?: A): string {
  return `(${String(run)})(${JSON.stringify(argument) ?? ''});`;
}

/** Stopping the events themselves would keep them from the browser's own driver too. */
function silence(names: readonly string[]): void {
  const listen = Reflect.get(EventTarget.prototype, 'addEventListener');
  Reflect.set(
    EventTarget.prototype,
    'addEventListener',
    function (this: EventTarget | undefined, type: string, ...rest: readonly unknown[]): void {
      const target = this ?? globalThis;
      const isPage = target === globalThis || target === document;
      if (!isPage || !names.includes(type)) Reflect.apply(listen, target, [type, ...rest]);
    },
  );
}

function removeSyncManager(): void {
  // An empty tab is no secure context and has none.
  if (!('ServiceWorkerRegistration' in globalThis)) return;
  Reflect.deleteProperty(ServiceWorkerRegistration.prototype, 'sync');
  Reflect.deleteProperty(globalThis, 'SyncManager');
}

function removeServiceWorker(): void {
  Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
}

function drawAlways(chance: number): void {
  Math.random = () => chance;
}
