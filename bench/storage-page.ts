/** The storage benchmark's inside: what runs in the browser, one measurement a call (storage.ts calls). */

import type { Item } from '../domain/register.ts';
import { stampFromParts } from '../domain/stamp-parts.ts';
import { createBrowserPorts } from '../replica/browser-ports.ts';
import { createBrowserViewPorts } from '../replica/browser-view-ports.ts';
import { createDatabase } from '../replica/database.ts';
import { chunkLayout, columnChunks, jsonChunks } from './chunk-layout.ts';
import { openRawPut } from './raw-put.ts';
import { recordLayout } from './record-layout.ts';
import { sampleTodos } from './sample-todos.ts';
import { PAGE_ROWS, segmentLayout } from './segment-layout.ts';
import type { PlacedTodo, StorageLayout } from './storage-layout.ts';
import { countWrites } from './write-counter.ts';
import type { WriteCount } from './write-counter.ts';

export type LayoutName = 'records' | 'jsonChunks' | 'columnChunks' | 'segments' | 'folded';

export type Operation =
  | 'writeAll'
  | 'readAll'
  | 'readFirstScreen'
  | 'changeOne'
  | 'rawPut'
  | 'applyPage'
  | 'fold';

export interface StoragePage {
  /** Makes the sample; a page that only reads can do without. */
  readonly prepare: (count: number) => void;
  /** Deletes what the layout has stored. */
  readonly clear: (layout: LayoutName) => Promise<void>;
  /** Does it `times` times, one after the other. Answers the milliseconds of each. */
  readonly time: (
    layout: LayoutName,
    operation: Operation,
    times: number,
  ) => Promise<readonly number[]>;
  /** How many to-dos the layout reads back, for a check that it keeps them all. */
  readonly count: (layout: LayoutName) => Promise<number>;
  readonly writesOfOneChange: (layout: LayoutName) => Promise<WriteCount>;
}

declare global {
  var storagePage: StoragePage;
}

type RawPut = Awaited<ReturnType<typeof openRawPut>>;

const ports = createBrowserPorts(createBrowserViewPorts());
const world = { indexedDB, after: ports.after };
const opened = new Map<LayoutName, StorageLayout>();
let sample: readonly Item[] = [];
/** Each change takes another to-do. */
let changed = 0;
let raw: { readonly put: RawPut; readonly record: unknown } | undefined;

globalThis.storagePage = {
  prepare: (count) => {
    sample = sampleTodos(count);
  },
  clear: async (layout) => {
    opened.get(layout)?.close();
    opened.delete(layout);
    raw = undefined;
    await deleteDatabase(databaseName(layout));
    // Opening is not what is measured.
    await layoutOf(layout).readAll();
  },
  time: async (layout, operation, times) => {
    const taken: number[] = [];
    for (let round = 0; round < times; round += 1) {
      const work = await workOf(layoutOf(layout), layout, operation);
      const started = performance.now();
      await work();
      taken.push(performance.now() - started);
    }
    return taken;
  },
  count: async (layout) => (await layoutOf(layout).readAll()).size,
  writesOfOneChange: (layout) =>
    countWrites(globalThis, () => layoutOf(layout).changeOne(changeAt(0))),
};

function layoutOf(name: LayoutName): StorageLayout {
  const held = opened.get(name) ?? createLayout(name);
  opened.set(name, held);
  return held;
}

function createLayout(name: LayoutName): StorageLayout {
  switch (name) {
    case 'records':
      return recordLayout(createDatabase(databaseName(name), world));
    case 'jsonChunks':
      return chunkLayout(createDatabase(databaseName(name), world), jsonChunks);
    case 'columnChunks':
      return chunkLayout(createDatabase(databaseName(name), world), columnChunks);
    case 'segments':
      return segmentLayout(ports, databaseName(name), PAGE_ROWS);
    case 'folded':
      return segmentLayout(ports, databaseName(name), Number.MAX_SAFE_INTEGER);
  }
}

function databaseName(layout: LayoutName): string {
  return `bench-${layout}`;
}

/** Everything that is not to be measured is done before this resolves. */
async function workOf(
  layout: StorageLayout,
  name: LayoutName,
  operation: Operation,
): Promise<() => Promise<unknown>> {
  switch (operation) {
    case 'writeAll':
      return () => layout.writeAll(sample);
    case 'readAll':
      return layout.readAll;
    case 'readFirstScreen':
      return layout.readFirstScreen;
    case 'changeOne': {
      const change = nextChange();
      return () => layout.changeOne(change);
    }
    case 'rawPut':
      return rawPutOfOneChange(layout, name);
    case 'applyPage':
      return layout.receive(pageOfChanges());
    case 'fold':
      return layout.fold ?? (() => Promise.resolve());
  }
}

/** The bytes the layout writes for one change, put without it. */
async function rawPutOfOneChange(
  layout: StorageLayout,
  name: LayoutName,
): Promise<() => Promise<void>> {
  if (!raw) {
    const { records } = await countWrites(globalThis, () => layout.changeOne(nextChange()));
    raw = { put: await openRawPut(databaseName(name), 'records'), record: records[0]?.[1] };
  }
  const { put, record } = raw;
  changed += 1;
  const key = `raw/${String(changed).padStart(17, '0')}`;
  return () => put(key, record);
}

/** A to-do somewhere in the list, completed or opened again. */
function nextChange(): PlacedTodo {
  changed += 1;
  return changeAt((changed * 7919) % sample.length);
}

/** As many as one answer brings, evenly spread over the list. */
function pageOfChanges(): readonly PlacedTodo[] {
  const step = sample.length / PAGE_ROWS;
  return Array.from({ length: PAGE_ROWS }, (_, row) => changeAt(Math.floor(row * step)));
}

function changeAt(at: number): PlacedTodo {
  const todo = sample[at];
  if (!todo) throw new RangeError('the sample was not prepared');
  const isDone = todo.registers['d']?.[0] === true;
  const rev = todo.rev + sample.length;
  return { at, todo: { ...todo, rev, registers: { ...todo.registers, d: [!isDone, LATER] } } };
}

const LATER = stampFromParts({ ms: Date.UTC(2026, 10, 22), counter: 0, node: 'later' });

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.addEventListener('success', () => resolve());
    request.addEventListener('error', () => reject(request.error ?? new Error('not deleted')));
  });
}
