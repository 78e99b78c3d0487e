import { expect, test } from 'vitest';
import { CURSOR_START } from '../protocol/sync-request.ts';
import type { Cursor } from '../protocol/sync-request.ts';
import { memoryDatabase } from './memory-database.fixture.ts';
import { cursorAfter, EPOCH, itemId, run } from './sync.fixture.ts';
import type { SentEdit, SentPart } from './sync.fixture.ts';
import { calendarOf } from './tidying.fixture.ts';
import type { Calendar } from './tidying.fixture.ts';

const id = (index: number) => itemId(`i${index}`);

/** A list of many to-dos, of which the last few were put into Trash on the first day. */
async function calendarWith(count: number, trashed = 0): Promise<Calendar> {
  const calendar = await calendarOf(await memoryDatabase());
  const { stamp, push } = calendar;
  const edits = Array.from({ length: count }, (_, index): SentEdit => {
    const isTrashed = index >= count - trashed;
    return [id(index), { c: ['a', stamp()], ...(isTrashed && { x: [true, stamp()] }) }];
  });
  for (let from = 0; from < count; from += 200) await push(...edits.slice(from, from + 200));
  return calendar;
}

/** A replica that holds nothing and reads page by page; what it asks next is all that it keeps. */
class Reader {
  cursor: Cursor = CURSOR_START;
  h = 0;
  readonly ids = new Set<string>();
  readonly pages: SentPart[] = [];
  readonly #calendar: Calendar;

  constructor(calendar: Calendar) {
    this.#calendar = calendar;
  }

  async readPage(): Promise<SentPart> {
    const page = await this.#calendar.sync({ c: this.cursor, h: this.h });
    this.pages.push(page);
    if (page.code) return page;
    this.h = page.h ?? this.h;
    this.cursor = cursorAfter(page, this.cursor);
    for (const [itemId, , registers] of page.ch ?? []) {
      if (registers?.['x']) this.ids.delete(itemId);
      else this.ids.add(itemId);
    }
    return page;
  }

  async readAll(): Promise<readonly SentPart[]> {
    while ((await this.readPage()).m === 1);
    return this.pages;
  }
}

test('P08 a first load goes on where it was cut off, and knows from its first page how long it is', async () => {
  const calendar = await calendarWith(1300);
  const reader = new Reader(calendar);
  expect(await reader.readPage()).toMatchObject({ to: 500, m: 1, n: 1300, h: 1300 });
  expect(await reader.readPage()).toMatchObject({ to: 1000, m: 1 });
  // Killed in the middle: what was not stored is asked for again, with the same words.
  const again = new Reader(calendar);
  Object.assign(again, { cursor: reader.cursor, h: reader.h });
  expect(await again.readPage()).toMatchObject({ to: 1300 });
  for (const page of [reader.pages[1], again.pages[0]]) {
    expect([page?.n, page?.h]).toEqual([undefined, undefined]);
  }
  expect(again.ids.size).toBe(300);
});

test('what a first load skips does not count; a list of one page needs neither count nor mark', async () => {
  const calendar = await calendarWith(900, 300);
  await calendar.pass(30);
  calendar.skip(1 / 24);
  await calendar.tidy();
  const reader = new Reader(calendar);
  const pages = await reader.readAll();
  expect(pages.map(({ n, h, ch }) => [n, h, ch?.length])).toEqual([
    [600, 1200, 500],
    [undefined, undefined, 100],
  ]);
  const small = await calendarWith(20);
  const [page] = await new Reader(small).readAll();
  expect([page?.to, page?.n, page?.h]).toEqual([20, undefined, undefined]);
});

test('only what begins at revision 0 is counted; a re-read sees the tombstones', async () => {
  const calendar = await calendarWith(900, 300);
  await calendar.pass(30);
  calendar.skip(1 / 24);
  await calendar.tidy();
  const first = await calendar.sync();
  expect(first).toMatchObject({ m: 1, n: 900 });
  expect(first.h).toBeUndefined();
  const second = await calendar.sync({ c: cursorAfter(first) });
  expect(second.n).toBeUndefined();
  expect(second.ch?.length).toBe(400);
});

test('P39 a purge between two pages of a first load neither starts it again nor leaves a ghost', async () => {
  const calendar = await calendarWith(900, 150);
  await calendar.pass(30);
  await calendar.pass(398);
  const reader = new Reader(calendar);
  expect(await reader.readPage()).toMatchObject({ to: 500, m: 1, n: 750 });
  expect(await calendar.pass(3)).toMatchObject({ purged: 150 });
  const rest = await reader.readAll();
  expect(rest.map(({ code }) => code)).toEqual(rest.map(() => undefined));
  expect(rest).toHaveLength(2);
  expect(reader.ids).toEqual(new Set(Array.from({ length: 750 }, (_, index) => id(index))));
  const [list] = await run(calendar.ports.db, 'SELECT gc_rev FROM lists');
  expect(reader.cursor[2]).toBe(list?.['gc_rev']);
  expect(await calendar.sync({ c: reader.cursor })).toEqual({});
});

test('P39 what was emptied after a first load began, and purged before it ended, starts it again once', async () => {
  const calendar = await calendarWith(900, 150);
  const reader = new Reader(calendar);
  await reader.readPage();
  // The first page held this one, which nothing but its tombstone could take away again.
  await calendar.push([id(3), { x: [true, calendar.stamp()] }]);
  await calendar.pass(440);
  expect(await reader.readPage()).toEqual({ code: 'reset', ep: EPOCH });
  const again = new Reader(calendar);
  expect((await again.readAll()).map(({ code }) => code)).toEqual([undefined, undefined]);
  expect(again.ids.has(id(3))).toBe(false);
});

test('P70 what is deleted or emptied between two pages is no ghost on the new device', async () => {
  const calendar = await calendarWith(900, 150);
  await calendar.pass(29);
  const reader = new Reader(calendar);
  await reader.readPage();
  await calendar.push([id(3), { x: [true, calendar.stamp()] }]);
  expect(await calendar.pass(1)).toMatchObject({ emptied: 150 });
  const pages = await reader.readAll();
  const emptied = pages.flatMap(
    ({ ch }) => ch?.filter(([, , registers]) => registers?.['e']) ?? [],
  );
  expect(emptied).toHaveLength(150);
  expect(reader.ids.size).toBe(749);
  expect(reader.ids.has(id(3))).toBe(false);
});
