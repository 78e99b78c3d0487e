import { expect, test } from 'vitest';
import type { ItemId, ListId } from '../domain/ids.ts';
import { stampFromParts } from '../domain/stamp-parts.ts';
import type { Stamp } from '../domain/stamp.ts';
import { countTodos, takeBatches } from './outbox.ts';
import type { EditRecord, ListRecord } from './records.ts';

const list = 'LLLLLLLLLLLLLLLL' as ListId;
const milk = 'AAAAAAAAAAAAAAAA' as ItemId;
const eggs = 'BBBBBBBBBBBBBBBB' as ItemId;
const at = (ms: number): Stamp => stampFromParts({ ms, counter: 0, node: '00000' });
const lists = new Map<ListId, ListRecord>([[list, { cursor: ['e', 1, 0, 0, ''], generation: 2 }]]);
const record = (edits: EditRecord['edits'], generation = 2): EditRecord => ({
  list,
  generation,
  edits,
});

test('the latest value of a register goes out, over the base of the earliest', () => {
  const [batch] = takeBatches(
    [
      ['edit/1', record([[milk, { t: ['a', at(1), at(0)], d: [true, at(1)] }, 7]])],
      ['edit/2', record([[milk, { t: ['b', at(2), at(1)] }, 7]])],
    ],
    lists,
  );
  expect(batch?.edits).toEqual([[milk, { t: ['b', at(2), at(0)], d: [true, at(1)] }, 7]]);
  expect(batch?.keys).toEqual(['edit/1', 'edit/2']);
});

test('registers that were set at different times go out together', () => {
  const [batch] = takeBatches(
    [
      ['edit/1', record([[milk, { t: ['a', at(1)] }, 7]])],
      ['edit/2', record([[milk, { d: [true, at(2), at(0)] }, 7]])],
    ],
    lists,
  );
  expect(batch?.edits).toEqual([[milk, { t: ['a', at(1)], d: [true, at(2), at(0)] }, 7]]);
});

test('what the first of several values had no base for, the latest has none for', () => {
  const [batch] = takeBatches(
    [
      ['edit/1', record([[milk, { t: ['a', at(1)] }, 7]])],
      ['edit/2', record([[milk, { t: ['b', at(2), at(1)] }, 7]])],
    ],
    lists,
  );
  expect(batch?.edits).toEqual([[milk, { t: ['b', at(2)] }, 7]]);
});

test('an earlier value never replaces a later one, whatever the order of the records', () => {
  const [batch] = takeBatches(
    [
      ['edit/1', record([[milk, { t: ['late', at(9)] }, 0]])],
      ['edit/2', record([[milk, { t: ['early', at(1)] }, 0]])],
    ],
    lists,
  );
  expect(batch?.edits).toEqual([[milk, { t: ['late', at(9)] }, 0]]);
});

test('a revision of an earlier reading of the list is not sent', () => {
  const [batch] = takeBatches([['edit/1', record([[milk, { d: [true, at(1)] }, 7]], 1)]], lists);
  expect(batch?.edits).toEqual([[milk, { d: [true, at(1)] }]]);
});

test('a request takes whole records while they fit, and always the first', () => {
  const big = record([[milk, { n: ['x'.repeat(1000), at(1)] }, 0]]);
  const room = { edits: 200, bytes: 2500 };
  expect(
    takeBatches(
      [
        ['edit/1', big],
        ['edit/2', big],
        ['edit/3', big],
      ],
      lists,
      room,
    )[0]?.keys,
  ).toEqual(['edit/1', 'edit/2']);
  expect(takeBatches([['edit/1', big]], lists, { edits: 1, bytes: 10 })[0]?.keys).toEqual([
    'edit/1',
  ]);
});

test('each list has a batch of its own', () => {
  const other = 'MMMMMMMMMMMMMMMM' as ListId;
  const edit = record([[milk, { d: [true, at(1)] }, 0]]);
  const batches = takeBatches(
    [
      ['edit/1', edit],
      ['edit/2', { ...edit, list: other }],
    ],
    lists,
  );
  expect(batches.map((batch) => [batch.list, batch.keys])).toEqual([
    [list, ['edit/1']],
    [other, ['edit/2']],
  ]);
});

test('to-dos are counted, not edits', () => {
  const both = record([
    [milk, { d: [true, at(1)] }, 0],
    [eggs, { d: [true, at(1)] }, 0],
  ]);
  expect(countTodos([both, both])).toBe(2);
});
