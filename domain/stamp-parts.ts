/** Making stamps and taking them apart. */

import {
  DIGITS,
  MS_LENGTH,
  NODE_LENGTH,
  millisecondsOfStamp,
  nodeOfStamp,
  numberFromDigits,
} from './stamp.ts';
import type { Stamp } from './stamp.ts';

export interface StampParts {
  /** Milliseconds since 1970, as the author's clock saw them. */
  readonly ms: number;
  readonly counter: number;
  /** Exactly {@link NODE_LENGTH} characters of {@link DIGITS}. */
  readonly node: string;
}

export const MAX_MS = 2 ** 42 - 1;
export const MAX_COUNTER = 2 ** 24 - 1;

const COUNTER_LENGTH = 4;
/** @throws {RangeError} when a part does not fit its characters. */
export function stampFromParts({ ms, counter, node }: StampParts): Stamp {
  if (node.length !== NODE_LENGTH) throw new RangeError('a node has 5 characters');
  return (digits(ms, MS_LENGTH) + digits(counter, COUNTER_LENGTH) + node) as Stamp;
}

export function partsOfStamp(stamp: Stamp): StampParts {
  return {
    ms: millisecondsOfStamp(stamp),
    counter: numberFromDigits(stamp.slice(MS_LENGTH, MS_LENGTH + COUNTER_LENGTH)),
    node: nodeOfStamp(stamp),
  };
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
