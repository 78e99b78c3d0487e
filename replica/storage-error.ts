/**
 * What went wrong with the device's storage, in the ways that differ for a person.
 *
 * IndexedDB reports through DOMException names that vary by engine and by bug; they are read here and nowhere else.
 */
export type StorageErrorKind =
  /** No room. Nothing of the failed transaction was stored. */
  | 'quota'
  /** The database did not open, because another tab or the browser held it. */
  | 'blocked'
  /** The connection was lost, again after reopening. */
  | 'lost'
  /** The browser says the stored data is damaged. */
  | 'corrupt'
  /** This browser does not allow storage here (private window, policy). */
  | 'denied'
  /** The browser has cleared the store behind the back of a page that had read it. */
  | 'wiped'
  /** A newer version of the app wrote it; this one must be reloaded before it writes. */
  | 'newer-layout';

export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly kind: StorageErrorKind;

  constructor(kind: StorageErrorKind, cause?: unknown) {
    super(`storage: ${kind}`, { cause });
    this.kind = kind;
  }
}

/** The error as a StorageError; one that did not come from storage is answered as it is. */
export function storageErrorFrom(error: unknown): unknown {
  if (!(error instanceof DOMException)) return error;
  return new StorageError(kindOf(error), error);
}

/**
 * The same for an error from opening a database. Firefox's private windows have refused with InvalidStateError there
 * (https://bugzilla.mozilla.org/show_bug.cgi?id=781982), which from a connection means that it was closed.
 */
export function openingErrorFrom(error: unknown): unknown {
  const isRefusal = error instanceof DOMException && error.name === 'InvalidStateError';
  return isRefusal ? new StorageError('denied', error) : storageErrorFrom(error);
}

/**
 * Whether a fresh connection may cure it, as for all that has no name of its own here.
 *
 * InvalidStateError: the connection was closed under us. UnknownError: WebKit's "Connection to Indexed Database server
 * lost" (https://bugs.webkit.org/show_bug.cgi?id=197050). AbortError and TransactionInactiveError: the same seen from
 * inside a transaction.
 */
export function isConnectionLoss(error: unknown): boolean {
  return error instanceof DOMException && kindOf(error) === 'lost';
}

/** Chromium has no name of its own for files that it cannot read (https://github.com/dexie/Dexie.js/issues/543). */
function kindOf({ name, message }: DOMException): StorageErrorKind {
  if (name === 'UnknownError' && message.includes('backing store')) return 'corrupt';
  return kindByName[name] ?? 'lost';
}

const kindByName: Readonly<Record<string, StorageErrorKind>> = {
  QuotaExceededError: 'quota',
  SecurityError: 'denied',
  NotAllowedError: 'denied',
  NotReadableError: 'corrupt',
  DataError: 'corrupt',
  VersionError: 'newer-layout',
};
