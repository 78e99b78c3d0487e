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
  return new StorageError(kindByName[error.name] ?? 'lost', error);
}

/** Whether a fresh connection may cure it. */
export function isConnectionLoss(error: unknown): boolean {
  return error instanceof DOMException && connectionLosses.has(error.name);
}

const kindByName: Readonly<Record<string, StorageErrorKind>> = {
  QuotaExceededError: 'quota',
  SecurityError: 'denied',
  NotAllowedError: 'denied',
  NotReadableError: 'corrupt',
  DataError: 'corrupt',
  VersionError: 'newer-layout',
};

/**
 * InvalidStateError: the connection was closed under us. UnknownError: WebKit's "Connection to Indexed Database server
 * lost" (https://bugs.webkit.org/show_bug.cgi?id=197050). AbortError and TransactionInactiveError: the same seen from
 * inside a transaction.
 */
const connectionLosses: ReadonlySet<string> = new Set([
  'InvalidStateError',
  'UnknownError',
  'AbortError',
  'TransactionInactiveError',
]);
