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

/** How many random bytes an id is made of. */
export const ID_BYTES = 12;

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const ID = /^[\w-]{16}$/;
/** An account's own list of settings and memberships is `u:` and the account id; every other list is a plain id. */
const LIST_ID = /^(?:u:)?[\w-]{16}$/;

/** The base64url text (RFC 4648 section 5, no padding) of the bytes. */
export function base64urlFromBytes(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digits = left >= 3 ? 4 : left + 1;
    for (let digit = 0; digit < digits; digit += 1) {
      text += BASE64URL.charAt((group >> (18 - 6 * digit)) & 63);
    }
  }
  return text;
}

/** The bytes behind a base64url text, or undefined when it is not one. */
export function bytesFromBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const character of text) {
    bits = ((bits << 6) | BASE64URL.indexOf(character)) & 0xff_ff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at] = (bits >> held) & 0xff;
      at += 1;
    }
  }
  return bytes;
}

/** An id made of {@link ID_BYTES} random bytes; the caller names the kind it stands for. */
export function idFromBytes<Kind extends ItemId | ListId | AccountId>(bytes: Uint8Array): Kind {
  if (bytes.length !== ID_BYTES) throw new RangeError(`an id takes ${ID_BYTES} bytes`);
  return base64urlFromBytes(bytes) as Kind;
}

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
