import { expect, test } from 'vitest';
import { LIST_ITEM_ID, isItemId } from './ids.ts';
import type { ItemId, ListId } from './ids.ts';
import { recoveredId } from './recovered-id.ts';

const list = 'AbCdEfGhIjKlMnOp' as ListId;
const item = 'qRsTuVwXyZ012345' as ItemId;

test('a recovered to-do has an id of its own, the same wherever it is recovered', () => {
  const id = recoveredId(list, item);
  expect(isItemId(id)).toBe(true);
  expect(id).not.toBe(item);
  expect(recoveredId(list, item)).toBe(id);
});

test('to-dos of different lists are recovered under different ids', () => {
  expect(recoveredId('u:AbCdEfGhIjKlMnOq' as ListId, item)).not.toBe(recoveredId(list, item));
});

test('a list’s settings are recovered under an id like any other, which is not the list’s', () => {
  const id = recoveredId(list, LIST_ITEM_ID as ItemId);
  expect(id).toHaveLength(16);
  expect(isItemId(id)).toBe(true);
  expect(id).not.toBe(list);
});
