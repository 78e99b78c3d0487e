import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ReactiveControllerHost } from 'lit';
import { idFromBytes } from '../domain/random-id.ts';
import type { ItemId } from '../domain/ids.ts';
import type { Todo } from '../domain/todo.ts';
import { HeldRows } from './held-rows.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const [one, two, three] = [1, 2, 3].map((number): Todo => ({
  id: idFromBytes<ItemId>(new Uint8Array(12).fill(number)),
  title: String(number),
  notes: '',
  isDone: false,
  isTrashed: false,
  when: undefined,
  repeat: undefined,
  priority: 0,
  tags: [],
  parentId: undefined,
  orderKey: String(number),
  createdMs: 0,
  doneMs: 0,
  trashedMs: 0,
})) as [Todo, Todo, Todo];

function heldRows(): HeldRows {
  const host: ReactiveControllerHost = {
    addController: () => undefined,
    removeController: () => undefined,
    requestUpdate: () => undefined,
    updateComplete: Promise.resolve(true),
  };
  return new HeldRows(host);
}

test('a completed row stays where it was for a moment, and then goes', () => {
  const rows = heldRows();
  const done = { ...two, isDone: true };
  rows.hold({ group: 'open', index: 1, todo: done }, () => undefined);
  expect(rows.in('open', [one, three])).toEqual([one, done, three]);
  expect(rows.in('done', [done])).toEqual([]);
  vi.advanceTimersByTime(600);
  expect(rows.in('open', [one, three])).toEqual([one, three]);
  expect(rows.in('done', [done])).toEqual([done]);
});

test('a row that is taken back meanwhile shows what the store says', () => {
  const rows = heldRows();
  rows.hold({ group: 'open', index: 1, todo: { ...two, isDone: true } }, () => undefined);
  expect(rows.in('open', [one, two, three])).toEqual([one, two, three]);
});

test('a row toggled twice is let go once, at the end', () => {
  const rows = heldRows();
  const letGo = vi.fn<() => void>();
  rows.hold({ group: 'open', index: 1, todo: two }, letGo);
  vi.advanceTimersByTime(300);
  rows.hold({ group: 'open', index: 1, todo: two }, letGo);
  vi.advanceTimersByTime(599);
  expect(letGo).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(letGo).toHaveBeenCalledOnce();
});
