/**
 * Made-up to-dos, the same in every run: about 216 bytes of JSON each, as a person's list has them.
 *
 * A new to-do's registers all carry the stamp of its first edit; two in five were completed later, and one in eight has
 * notes.
 */

import { ID_BYTES, idFromBytes } from '../domain/random-id.ts';
import type { AccountId, ItemId, ListId } from '../domain/ids.ts';
import { JITTER_BYTES, orderKeyBetween } from '../domain/order-key.ts';
import type { Item, Register } from '../domain/register.ts';
import { stampFromParts } from '../domain/stamp-parts.ts';
import type { Stamp } from '../domain/stamp.ts';

export const sampleAccountId = 'AAAAAAAAAAAAAAAA' as AccountId;
export const sampleListId = 'LLLLLLLLLLLLLLLL' as ListId;

/** The first `count` sample to-dos, in the person's order. */
export function sampleTodos(count: number): readonly Item[] {
  const random = randomFrom(20_261_122);
  let orderKey: string | undefined;
  return Array.from({ length: count }, (_, at) => {
    orderKey = orderKeyBetween(orderKey, undefined, randomBytes(random, JITTER_BYTES));
    const createdMs = FIRST_MS + at * 60_000;
    const created = stampAt(createdMs, random);
    const registers: Record<string, Register> = {
      c: [sampleAccountId, created],
      t: [words(random, 5), created],
      o: [['', orderKey], created],
    };
    if (random() < 0.125) registers['n'] = [words(random, 9), stampAt(createdMs + 5000, random)];
    if (random() < 0.4) registers['d'] = [true, stampAt(createdMs + 86_400_000, random)];
    return { id: idFromBytes<ItemId>(randomBytes(random, ID_BYTES)), rev: at + 1, registers };
  });
}

const FIRST_MS = Date.UTC(2025, 0, 1);
const NODES = ['abcde', 'k9_Zp', '-0qXw'];
const WORDS =
  'call write water the bring book mend sort train garden letter dentist kitchen ticket bicycle invoice window Müller plants 20:15 passport';
const VOCABULARY = WORDS.split(' ');

function words(random: () => number, count: number): string {
  return Array.from({ length: count }, () => pick(VOCABULARY, random)).join(' ');
}

function stampAt(ms: number, random: () => number): Stamp {
  return stampFromParts({ ms, counter: 0, node: pick(NODES, random) });
}

function pick(from: readonly string[], random: () => number): string {
  return from[Math.floor(random() * from.length)] ?? '';
}

function randomBytes(random: () => number, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => Math.floor(random() * 256));
}

/** Numbers from 0 up to 1. Source: Tommy Ettinger's mulberry32, public domain. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
