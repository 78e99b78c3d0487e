/** Ten thousand to-dos as people have them: written over two years on a few devices, in words that come again. */

import { base64urlFromBytes } from '../domain/base64url.ts';
import type { ItemId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import type { Json } from '../domain/register.ts';
import { orderKeyBetween } from '../domain/order-key.ts';
import { nodeFromBytes, stampFromParts } from '../domain/stamp-parts.ts';
import type { SqlDatabase } from './sql-database.ts';
import { createListOf, LIST, NOW_MS, run } from './sync.fixture.ts';
import type { SentEdit } from './sync.fixture.ts';

const YEARS_MS = 2 * 365 * 86_400_000;

/** Numbers from 0 up to 1 that are the same in every run (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const VERBS =
  'Buy,Call,Email,Book,Fix,Return,Renew,Clean,Order,Send,Read,Write,Plan,Check,Pay,Cancel,Print,Water,Pick up,Ask about';
const THINGS =
  'milk,the dentist,train tickets,the bicycle,library books,passport,the kitchen,printer paper,the invoice,birthday card,chapter,report,holiday,tyre pressure,rent,subscription,boarding pass,tomatoes,parcel,insurance,shoes,batteries,coffee,the plumber,swimming lessons';
const DETAILS =
  ',,,,for Mia,before Friday,at the station,with Tom,for the office,again,in March,(2 kg),online,near the school,for grandma';

/** Edits that create them, each as its device would have sent it by now. */
export function manyTodos(count: number): readonly SentEdit[] {
  const random = randomOf(42);
  const bytes = (length: number) => Uint8Array.from({ length }, () => random() * 256);
  const pick = (words: string) => {
    const all = words.split(',');
    return all[Math.floor(random() * all.length)] ?? '';
  };
  const nodes = Array.from({ length: 40 }, () => nodeFromBytes(bytes(5)));
  const account = base64urlFromBytes(bytes(12));
  let orderKey: string | undefined;
  return Array.from({ length: count }, (_, index) => {
    const ms = Math.floor(NOW_MS - YEARS_MS + ((index + random()) * YEARS_MS) / count);
    const stampAt = (atMs: number) =>
      stampFromParts({ ms: atMs, counter: 0, node: nodes[Math.floor(random() * 40)] ?? 'AAAAA' });
    const made = stampAt(ms);
    orderKey = orderKeyBetween(orderKey, undefined, bytes(3));
    const number = random() < 0.3 ? ` ${1 + Math.floor(random() * 30)}` : '';
    const title = `${pick(VERBS)} ${pick(THINGS)} ${pick(DETAILS)}${number}`.replace(/ +/g, ' ');
    const isDone = random() < 0.6;
    const hasNotes = random() < 0.1;
    const later = stampAt(Math.min(NOW_MS, ms + Math.floor(random() * 14 * 86_400_000)));
    return [
      base64urlFromBytes(bytes(12)) as ItemId,
      {
        c: [account, made],
        t: [title.trim(), made],
        o: [['', orderKey], made],
        ...(isDone && { d: [true, later] as const }),
        ...(hasNotes && { n: [`${title}: ${pick(VERBS)} ${pick(THINGS)}`, later] as const }),
      },
    ];
  });
}

/** A list that holds them, one revision each, as pushes of 200 would have left it. */
export async function createListWith(db: SqlDatabase, todos: readonly SentEdit[]): Promise<void> {
  await createListOf(db);
  const rows = todos.map(([id, registers], at): Json => [id, at + 1, { ...registers } as Json]);
  for (let from = 0; from < rows.length; from += 1000) {
    const sql = `INSERT INTO items (list_id, id, rev, registers)
      SELECT ?1, value ->> 0, value ->> 1, value -> 2 FROM json_each(?2)`;
    await run(db, sql, LIST, JSON.stringify(rows.slice(from, from + 1000)));
  }
  for (let rev = 200; rev <= todos.length; rev += 200) {
    const sql = 'UPDATE lists SET rev = ?2, tag = ?3, pushed_at = ?4, hlc = ?4 WHERE id = ?1';
    await run(db, sql, LIST, rev, `tag${String(rev).padStart(5, '0')}`, NOW_MS);
  }
}

/** Edits of 200 of them, far apart in the list, each over the value it has there; other ones in every round. */
export function togglesOf(todos: readonly SentEdit[], round: number): readonly SentEdit[] {
  const step = todos.length / limits.editsPerRequest;
  const chosen = todos.filter((_, index) => index % step === round);
  return chosen.map(([id, { d: done }]) => {
    const stamp = stampFromParts({ ms: NOW_MS + round + 1, counter: 0, node: 'AAAAA' });
    return [id, { d: done ? [!done[0], stamp, done[1]] : [true, stamp] }];
  });
}
