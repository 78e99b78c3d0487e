import { expect, test } from 'vitest';
import { limits } from '../domain/limits.ts';
import { serverLimits } from '../domain/server-limits.ts';
import { CURSOR_START } from '../protocol/sync-request.ts';
import type { Cursor } from '../protocol/sync-request.ts';
import { memoryDatabase } from './memory-database.fixture.ts';
import type { ServerPorts } from './server-ports.ts';
import {
  at,
  createListOf,
  cursorAfter,
  EPOCH,
  itemId,
  portsOf,
  push,
  run,
  sync,
} from './sync.fixture.ts';
import type { SentEdit, SentPart } from './sync.fixture.ts';

async function listOf(count: number, notes = ''): Promise<ServerPorts> {
  const ports = portsOf(await memoryDatabase());
  await createListOf(ports.db);
  const edits = Array.from({ length: count }, (_, index): SentEdit => [
    itemId(`i${index}`),
    { c: ['a', at(0)], n: [notes, at(0)] },
  ]);
  const step = notes ? 4 : limits.editsPerRequest;
  for (let from = 0; from < count; from += step) {
    await push(ports, ...edits.slice(from, from + step));
  }
  return ports;
}

async function readAll(ports: ServerPorts): Promise<readonly SentPart[]> {
  const pages: SentPart[] = [];
  let cursor: Cursor = CURSOR_START;
  for (let isMore = true; isMore;) {
    const page = await sync(ports, { c: cursor });
    pages.push(page);
    cursor = cursorAfter(page, cursor);
    isMore = page.m === 1;
  }
  return pages;
}

test('a long list comes in pages of 500, each under the head of the list', async () => {
  const ports = await listOf(1100);
  const pages = await readAll(ports);
  expect(pages.map(({ to, m, n, ch }) => [to, m, n, ch?.length])).toEqual([
    [500, 1, 1100, 500],
    [1000, 1, undefined, 500],
    [1100, undefined, undefined, 100],
  ]);
  // A page may end within a push, and the head of the one before it would not tell that it has gone.
  expect(pages.map(({ hd }) => hd?.[0])).toEqual([1100, undefined, undefined]);
  const ids = pages.flatMap(({ ch }) => ch?.map(([id]) => id));
  expect(new Set(ids).size).toBe(1100);
});

test('a list that fits exactly is one page', async () => {
  const ports = await listOf(500);
  expect(await readAll(ports)).toHaveLength(1);
});

test('a page of large items ends at a megabyte and holds at least one', async () => {
  const ports = await listOf(40, 'x'.repeat(60_000));
  const pages = await readAll(ports);
  expect(pages.map(({ ch }) => ch?.length)).toEqual([17, 17, 6]);
  for (const page of pages) {
    expect(JSON.stringify(page.ch).length).toBeLessThan(serverLimits.pageBytes + 1000);
  }
  await run(
    ports.db,
    'UPDATE items SET registers = ?1',
    JSON.stringify({ n: ['y'.repeat(1_100_000), at(0)] }),
  );
  expect((await sync(ports)).ch).toHaveLength(1);
});

test('D09 a restore in the middle of a first load is noticed', async () => {
  const ports = await listOf(1100);
  const cursor = cursorAfter(await sync(ports));
  await run(ports.db, 'DELETE FROM items WHERE rev > 200');
  await run(ports.db, 'DELETE FROM pushes WHERE rev > 200');
  await run(ports.db, 'DROP TRIGGER lists_remember_head');
  await run(ports.db, 'UPDATE lists SET rev = 200, tag = (SELECT tag FROM pushes WHERE rev = 200)');
  expect(await sync(ports, { c: cursor })).toEqual({ code: 'reset', ep: EPOCH });
});

test('D09 so is one to within the page, even when others have pushed as much since', async () => {
  const ports = await listOf(1100);
  const cursor = cursorAfter(await sync(ports));
  expect(cursor[1]).toBe(500);
  const [head] = await run(ports.db, 'SELECT tag FROM pushes WHERE rev = 400');
  await run(ports.db, 'DELETE FROM items WHERE rev > 400');
  await run(ports.db, 'DELETE FROM pushes WHERE rev >= 400');
  await run(ports.db, 'UPDATE lists SET rev = 400, tag = ?1', String(head?.['tag']));
  const others = Array.from({ length: 200 }, (_, index): SentEdit => [
    itemId(`o${index}`),
    { c: ['a', at(1)] },
  ]);
  expect(await push(ports, ...others)).toMatchObject({ m: 1 });
  expect(await sync(ports, { c: cursor })).toEqual({ code: 'reset', ep: EPOCH });
});

test('P70 a to-do that changes between two pages is not missed', async () => {
  const ports = await listOf(600);
  const cursor = cursorAfter(await sync(ports));
  await push(ports, [itemId('i3'), { d: [true, at(1)] }]);
  const rest = await sync(ports, { c: cursor });
  expect(rest.ch?.length).toBe(101);
  expect(rest.ch?.at(-1)?.[0]).toBe(itemId('i3'));
});

test('a push from far behind is acknowledged before its page comes', async () => {
  const ports = await listOf(600);
  const part = await sync(ports, { e: [[itemId('i599'), { d: [true, at(1)] }]] });
  expect(part).toMatchObject({ to: 500, m: 1, n: 600 });
  expect(part.no).toBeUndefined();
  const [row] = await run(
    ports.db,
    "SELECT registers ->> '$.d[0]' AS done FROM items WHERE rev = 601",
  );
  expect(row).toEqual({ done: 1 });
});
