/**
 * What the contexts of one browser tell each other: that records changed, so that each re-reads them.
 *
 * A message is a hint. One that is lost costs a moment of staleness, never an edit.
 */

import { isAccountId } from '../domain/ids.ts';
import type { AccountId } from '../domain/ids.ts';

export type Message =
  /** These records were written, those are gone. */
  | {
      readonly kind: 'changed';
      readonly accountId: AccountId;
      readonly put: readonly string[];
      readonly gone: readonly string[];
    }
  /** So much has changed that reading everything again is best. */
  | { readonly kind: 'reread'; readonly accountId: AccountId }
  /** Another account is the current one now. */
  | { readonly kind: 'account'; readonly accountId: AccountId }
  /** An attempt to sync has ended; the record `sync` says how. */
  | { readonly kind: 'attempted'; readonly accountId: AccountId; readonly where: 'page' | 'worker' }
  /** A request with so many to-dos' changes goes out. */
  | { readonly kind: 'sending'; readonly accountId: AccountId; readonly count: number };

/** The message, or undefined for anything that is none (another version's, a stranger's). */
export function parseMessage(value: unknown): Message | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined;
  if (!('accountId' in value) || !isAccountId(value.accountId)) return undefined;
  const { accountId } = value;
  switch (value.kind) {
    case 'reread':
    case 'account':
      return { kind: value.kind, accountId };
    case 'attempted':
      return 'where' in value && (value.where === 'page' || value.where === 'worker')
        ? { kind: 'attempted', accountId, where: value.where }
        : undefined;
    case 'sending':
      return 'count' in value && typeof value.count === 'number'
        ? { kind: 'sending', accountId, count: value.count }
        : undefined;
    case 'changed':
      return 'put' in value && areKeys(value.put) && 'gone' in value && areKeys(value.gone)
        ? { kind: 'changed', accountId, put: value.put, gone: value.gone }
        : undefined;
    default:
      return undefined;
  }
}

function areKeys(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((key) => typeof key === 'string');
}
