/** How many bytes each layout takes for the sample: keys and values in V8's format, before the browser compresses. */

import { serialize } from 'node:v8';
import type { Item } from '../domain/register.ts';
import { keys } from '../replica/records.ts';
import { segmentFromItems } from '../replica/segment.ts';
import { columnChunks, jsonChunks } from './chunk-layout.ts';
import { sampleListId, sampleTodos } from './sample-todos.ts';
import { PAGE_ROWS } from './segment-layout.ts';
import type { LayoutName } from './storage-page.ts';

/** Bytes a to-do, by layout; the plain JSON of a to-do beside them. */
export function storedBytes(count: number): ReadonlyMap<LayoutName | 'json', number> {
  const todos = sampleTodos(count);
  const perTodo = (bytes: number): number => bytes / count;
  const chunked = (rows: number, keyed: (part: readonly Item[], at: number) => number): number => {
    let bytes = 0;
    for (let at = 0; at < count; at += rows) bytes += keyed(todos.slice(at, at + rows), at / rows);
    return perTodo(bytes);
  };
  const segment = (part: readonly Item[], number: number): number =>
    sizeOf(keys.segment(sampleListId, number, part.length), segmentFromItems(part));
  return new Map([
    [
      'json',
      perTodo(new TextEncoder().encode(todos.map((todo) => JSON.stringify(todo)).join('')).length),
    ],
    ['records', chunked(1, ([todo]) => sizeOf(todo?.id, todo))],
    ['jsonChunks', chunked(jsonChunks.rows, (part, at) => sizeOf(at, jsonChunks.encode(part)))],
    [
      'columnChunks',
      chunked(columnChunks.rows, (part, at) => sizeOf(at, columnChunks.encode(part))),
    ],
    ['segments', chunked(PAGE_ROWS, segment)],
    ['folded', chunked(count, segment)],
  ]);
}

function sizeOf(key: unknown, value: unknown): number {
  return serialize(key).length + serialize(value).length;
}
