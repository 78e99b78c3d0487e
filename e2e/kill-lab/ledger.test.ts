/** What the witness at the screen must notice, shown on devices and servers that have the fault. */

import { expect, test } from 'vitest';
import type { Item, Json } from '../../domain/register.ts';
import type { ItemId } from '../../domain/ids.ts';
import { stampFromParts } from '../../domain/stamp-parts.ts';
import { byId, differences, duplicatesIn } from './findings.ts';
import { Ledger } from './ledger.ts';

function item(name: string, values: Readonly<Record<string, Json>>): Item {
  const stamp = stampFromParts({ ms: 1_790_000_000_000, counter: 0, node: 'AAAAA' });
  const registers = Object.entries(values).map(([key, value]) => [key, [value, stamp]] as const);
  return { id: name.padEnd(16, '-') as ItemId, rev: 1, registers: Object.fromEntries(registers) };
}

const kindsOf = (findings: readonly { readonly kind: string }[]): readonly string[] =>
  findings.map(({ kind }) => kind);

/** Two were added, one of them was renamed; the second name was not shown yet. */
function written(): Ledger {
  const ledger = new Ledger();
  ledger.wishNew(['a milk', 'b bread']);
  ledger.see([
    ['To-dos', 'a milk'],
    ['To-dos', 'b bread'],
  ]);
  ledger.wish('a milk', 'title', 'a oat milk');
  return ledger;
}

test('what was shown as saved must be on the device; what was on its way may be', () => {
  const bread = item('b', { t: 'b bread' });
  expect(written().missingFrom([item('a', { t: 'a milk' }), bread])).toEqual([]);
  expect(written().missingFrom([item('a', { t: 'a oat milk' }), bread])).toEqual([]);
  expect(kindsOf(written().missingFrom([item('a', { t: 'a soy milk' }), bread]))).toEqual(['lost']);
  const renamed = written();
  renamed.see([
    ['To-dos', 'a oat milk'],
    ['To-dos', 'b bread'],
  ]);
  expect(kindsOf(renamed.missingFrom([item('a', { t: 'a milk' }), bread]))).toEqual(['lost']);
});

test('a completed to-do counts when it is among those done, a deleted one when its row is gone', () => {
  const todos = [item('a', { t: 'a milk' }), item('b', { t: 'b bread' })];
  const ledger = written();
  ledger.wish('b bread', 'isDone', true);
  ledger.see([
    ['To-dos', 'a milk'],
    ['To-dos', 'b bread'],
  ]);
  expect(ledger.missingFrom(todos)).toEqual([]);
  ledger.see([
    ['To-dos', 'a milk'],
    ['Done', 'b bread'],
  ]);
  expect(kindsOf(ledger.missingFrom(todos))).toEqual(['lost']);

  const deleted = written();
  deleted.wish('b bread', 'isTrashed', true);
  expect(deleted.missingFrom(todos)).toEqual([]);
  deleted.see([['To-dos', 'a milk']]);
  expect(kindsOf(deleted.missingFrom(todos))).toEqual(['lost']);
});

test('of what was added at one moment there is all or nothing', () => {
  const ledger = new Ledger();
  ledger.wishNew(['a milk', 'b bread']);
  expect(ledger.missingFrom([])).toEqual([]);
  expect(kindsOf(ledger.missingFrom([item('a', { t: 'a milk' })]))).toEqual(['lost']);
});

test('"saved" is untrue while what is shown was acknowledged to nobody', () => {
  const committed = byId([item('a', { t: 'a milk' }), item('b', { t: 'b bread' })]);
  const trafficOf = (titles: readonly string[]) => ({
    committed: new Map(committed),
    hasCommitted: (_: ItemId, key: string, value: unknown) =>
      key === 't' && titles.includes(String(value)),
  });
  expect(written().unsaid(trafficOf(['a milk', 'b bread']))).toEqual([]);
  expect(written().unsaid(trafficOf(['a oat milk', 'b bread']))).toEqual([]);
  expect(kindsOf(written().unsaid(trafficOf(['a milk'])))).toEqual(['untrue']);
});

test('to-dos under two ids and copies that differ are found', () => {
  const one = item('a', { t: 'a milk' });
  const two = item('b', { t: 'a oat milk' });
  expect(duplicatesIn('here', byId([one]))).toEqual([]);
  expect(kindsOf(duplicatesIn('here', byId([one, two])))).toEqual(['duplicated']);
  expect(differences('here', byId([one]), byId([{ ...one, rev: 2 }]))).toEqual([]);
  expect(kindsOf(differences('here', byId([one]), byId([one, two])))).toEqual(['undrained']);
});
