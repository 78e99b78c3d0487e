/**
 * A stamp is one moment of a hybrid logical clock, written as 16 characters that sort as it does.
 *
 * 7 characters of milliseconds (42 bits, to the year 2109), 4 of a counter (24 bits), 5 of a node (30 bits), over an
 * alphabet in ASCII order, so `<` in JavaScript and BINARY collation in SQLite agree. Never compare stamps with
 * localeCompare. The node is drawn anew by each JavaScript context, so even a cloned browser profile cannot write a
 * stamp twice; it carries no authority.
 *
 * Source: Kulkarni et al., "Logical Physical Clocks", 2014.
 */

declare const brand: unique symbol;
export type Stamp = string & { readonly [brand]: 'stamp' };

export interface StampParts {
  /** Milliseconds since 1970, as the author's clock saw them. */
  readonly ms: number;
  readonly counter: number;
  /** Exactly {@link NODE_LENGTH} characters of {@link DIGITS}. */
  readonly node: string;
}

/** The 64 digits in ASCII order. Order keys use them too. */
export const DIGITS = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';

export const STAMP_LENGTH = 16;
export const NODE_LENGTH = 5;
export const MAX_MS = 2 ** 42 - 1;
export const MAX_COUNTER = 2 ** 24 - 1;

const MS_LENGTH = 7;
const COUNTER_LENGTH = 4;
const STAMP = /^[\w-]{16}$/;

export function isStamp(value: unknown): value is Stamp {
  return typeof value === 'string' && STAMP.test(value);
}

/** @throws {RangeError} when a part does not fit its characters. */
export function stampFromParts({ ms, counter, node }: StampParts): Stamp {
  if (node.length !== NODE_LENGTH) throw new RangeError('a node has 5 characters');
  return (digits(ms, MS_LENGTH) + digits(counter, COUNTER_LENGTH) + node) as Stamp;
}

export function partsOfStamp(stamp: Stamp): StampParts {
  return {
    ms: millisecondsOfStamp(stamp),
    counter: number(stamp.slice(MS_LENGTH, MS_LENGTH + COUNTER_LENGTH)),
    node: nodeOfStamp(stamp),
  };
}

export function millisecondsOfStamp(stamp: Stamp): number {
  return number(stamp.slice(0, MS_LENGTH));
}

export function nodeOfStamp(stamp: Stamp): string {
  return stamp.slice(-NODE_LENGTH);
}

/** A node's five characters, from as many random bytes. */
export function nodeFromBytes(bytes: Uint8Array): string {
  if (bytes.length !== NODE_LENGTH) throw new RangeError('a node takes 5 bytes');
  return Array.from(bytes, (byte) => DIGITS.charAt(byte & 63)).join('');
}

function digits(value: number, length: number): string {
  if (!Number.isInteger(value) || value < 0 || value >= 64 ** length) {
    throw new RangeError(`${value} does not fit ${length} characters`);
  }
  let text = '';
  for (let rest = value; text.length < length; rest = Math.floor(rest / 64)) {
    text = DIGITS.charAt(rest % 64) + text;
  }
  return text;
}

function number(text: string): number {
  let value = 0;
  for (const digit of text) value = value * 64 + DIGITS.indexOf(digit);
  return value;
}
