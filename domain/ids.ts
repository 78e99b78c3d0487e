/**
 * Identifiers: 96 random bits, written as 16 base64url characters.
 *
 * They are drawn on the device, so a to-do has its final name before any server has heard of it. At ten billion
 * to-dos the chance that any two are equal is about 6e-10.
 */

declare const brand: unique symbol;

/** What tells one kind of id from another; exists in the types only. */
export interface Branded<Name extends string> {
  readonly [brand]: Name;
}
type Id<Name extends string> = string & Branded<Name>;

export type ItemId = Id<'item'>;
export type ListId = Id<'list'>;
export type AccountId = Id<'account'>;

const ID = /^[\w-]{16}$/;
/** An account's own list of settings and memberships is `u:` and the account id; every other list is a plain id. */
const LIST_ID = /^(?:u:)?[\w-]{16}$/;

export function isItemId(value: unknown): value is ItemId {
  return typeof value === 'string' && (ID.test(value) || value === LIST_ITEM_ID);
}

export function isAccountId(value: unknown): value is AccountId {
  return typeof value === 'string' && ID.test(value);
}

export function isListId(value: unknown): value is ListId {
  return typeof value === 'string' && LIST_ID.test(value);
}

/** The item inside every list that holds the list's own name, colour and place. */
export const LIST_ITEM_ID = '_list';

/** The list in which an account keeps its settings and the lists it belongs to. */
export function accountListId(accountId: AccountId): ListId {
  return `u:${accountId}` as ListId;
}
