/**
 * Chance from a seed: named streams that do not disturb each other.
 *
 * Each device and each kind of fault draws from its own stream, so that switching one fault off leaves the rest of a run
 * as it was, as far as that is possible.
 *
 * Source: sfc32 of Chris Doty-Humphrey's PractRand; the name is hashed with FNV-1a.
 */

export interface RandomStream {
  /** From 0 up to 1. */
  readonly fraction: () => number;
  /** A whole number from 0 up to, not including, the limit. */
  readonly below: (limit: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly bytes: (length: number) => Uint8Array<ArrayBuffer>;
  /** @throws {RangeError} for an empty list */
  readonly pick: <T>(choices: readonly T[]) => T;
}

export function randomStream(seed: number, name: string): RandomStream {
  const next = sfc32(seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0, fnv1a(name));
  const fraction = (): number => next() / 2 ** 32;
  const below = (limit: number): number => Math.floor(fraction() * limit);
  return {
    fraction,
    below,
    chance: (probability) => fraction() < probability,
    bytes: (length) => Uint8Array.from({ length }, () => next() & 255),
    pick: <T>(choices: readonly T[]): T => {
      if (choices.length === 0) throw new RangeError('nothing to pick from');
      return choices[below(choices.length)] as T;
    },
  };
}

function sfc32(seedA: number, seedB: number, seedC: number): () => number {
  let a = seedA | 0;
  let b = seedB | 0;
  let c = seedC | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let warmUp = 0; warmUp < 12; warmUp += 1) next();
  return next;
}

function fnv1a(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (const character of text)
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01_00_01_93);
  return hash;
}
