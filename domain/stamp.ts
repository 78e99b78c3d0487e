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

/** The 64 digits in ASCII order. Order keys use them too. */
export const DIGITS = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';

export const STAMP_LENGTH = 16;
export const NODE_LENGTH = 5;
export const MS_LENGTH = 7;
const STAMP = /^[\w-]{16}$/;

export function isStamp(value: unknown): value is Stamp {
  return typeof value === 'string' && STAMP.test(value);
}

export function millisecondsOfStamp(stamp: Stamp): number {
  return numberFromDigits(stamp.slice(0, MS_LENGTH));
}

export function nodeOfStamp(stamp: Stamp): string {
  return stamp.slice(-NODE_LENGTH);
}

/** The number that the digits stand for. */
export function numberFromDigits(text: string): number {
  let value = 0;
  for (const digit of text) value = value * 64 + DIGITS.indexOf(digit);
  return value;
}
