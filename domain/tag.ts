/**
 * Tags: each is a register of its own, so that two people can tag one to-do at once.
 *
 * The register is called `g.` and the base64url of the tag's text in UTF-8, and holds true, or false once it was taken
 * away.
 */

import { base64urlFromBytes, bytesFromBase64url } from './base64url.ts';
import type { Registers } from './register.ts';
import { TAG_PREFIX } from './register.ts';

/**
 * The text as a tag: NFC, without space around it. Undefined when nothing is left, when it is longer than 64 code points
 * or 192 bytes (what the key of a register can hold), or when it is no text (half a surrogate pair).
 */
export function tagFromText(text: string): string | undefined {
  if (!text.isWellFormed()) return undefined;
  const tag = text.normalize('NFC').trim();
  const isFitting = tag !== '' && Array.from(tag).length <= MAX_CODE_POINTS;
  return isFitting && utf8From(tag).length <= MAX_BYTES ? tag : undefined;
}

const MAX_CODE_POINTS = 64;
const MAX_BYTES = 192;

/** The register that says whether a to-do has the tag; undefined for a text that can be none. */
export function tagKey(text: string): string | undefined {
  const tag = tagFromText(text);
  return tag === undefined ? undefined : TAG_PREFIX + base64urlFromBytes(utf8From(tag));
}

/** The tags of a to-do, in the order of their code units. */
export function tagsOf(registers: Registers): readonly string[] {
  const tags: string[] = [];
  for (const [key, [value]] of Object.entries(registers)) {
    const tag = value === true ? tagFromKey(key) : undefined;
    if (tag !== undefined) tags.push(tag);
  }
  return tags.toSorted();
}

/** Only what `tagKey` makes is read: a key that spells a tag in another way is none, or there would be two of it. */
function tagFromKey(key: string): string | undefined {
  if (!key.startsWith(TAG_PREFIX)) return undefined;
  const bytes = bytesFromBase64url(key.slice(TAG_PREFIX.length));
  const text = bytes && textFrom(bytes);
  return text !== undefined && tagKey(text) === key ? text : undefined;
}

/** By way of percent signs: there is no TextEncoder in `domain/`. */
function utf8From(text: string): Uint8Array {
  const escaped = encodeURIComponent(text);
  const bytes = Array.from(escaped.matchAll(/%(..)|./g), ([byte, digits]) =>
    digits === undefined ? byte.charCodeAt(0) : Number.parseInt(digits, 16),
  );
  return Uint8Array.from(bytes);
}

function textFrom(bytes: Uint8Array): string | undefined {
  const escaped = Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`);
  try {
    return decodeURIComponent(escaped.join(''));
  } catch {
    // No UTF-8.
    return undefined;
  }
}
