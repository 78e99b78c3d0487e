import { expect, test } from 'vitest';
import { retention } from '../domain/retention.ts';
import { memoryDatabase } from './memory-database.fixture.ts';
import { cursorAfter, EPOCH, itemId, NOW_MS, run } from './sync.fixture.ts';
import { calendarOf, DAY_MS } from './tidying.fixture.ts';
import type { Calendar } from './tidying.fixture.ts';

const X = itemId('x');

const newCalendar = async (): Promise<Calendar> => calendarOf(await memoryDatabase());

const valuesKept = async ({ ports }: Calendar, key: string): Promise<number> => {
  const sql = 'SELECT count(*) AS count FROM history WHERE key = ?1';
  const [row] = await run(ports.db, sql, key);
  return Number(row?.['count']);
};

test('D17 all values of 90 days are kept, of older ones the newest twenty of each register', async () => {
  const calendar = await newCalendar();
  const { push, stamp, pass } = calendar;
  await push([X, { c: ['a', stamp()], t: ['t', stamp()], n: ['n', stamp()] }]);
  for (let day = 0; day < 60; day += 1) {
    await pass(1);
    await push([X, { t: [`t${day}`, stamp()], ...(day < 15 && { n: [`n${day}`, stamp()] }) }]);
  }
  expect([await valuesKept(calendar, 't'), await valuesKept(calendar, 'n')]).toEqual([60, 15]);
  await pass(32);
  // Of day 1 and 2: 90 days old, with more than twenty newer ones.
  expect([await valuesKept(calendar, 't'), await valuesKept(calendar, 'n')]).toEqual([58, 15]);
  await pass(90);
  expect([await valuesKept(calendar, 't'), await valuesKept(calendar, 'n')]).toEqual([20, 15]);
  const [oldest] = await run(
    calendar.ports.db,
    "SELECT value FROM history WHERE key = 't' ORDER BY stamp LIMIT 1",
  );
  expect(oldest).toEqual({ value: '"t39"' });
});

test('much history is looked through in pieces, day by day, and from the start again', async () => {
  const calendar = await newCalendar();
  const { push, stamp, pass, ports } = calendar;
  const ids = Array.from({ length: 100 }, (_, index) =>
    itemId(`i${String(index).padStart(3, '0')}`),
  );
  await push(...ids.map((id) => [id, { c: ['a', stamp()] }] as const));
  const rows = ids.flatMap((id) =>
    Array.from({ length: 25 }, (_, at) => [id, `${String(at).padStart(2, '0')}${'-'.repeat(14)}`]),
  );
  await run(
    ports.db,
    `INSERT INTO history SELECT ?1, value ->> 0, 't', value ->> 1, 'true', 0, ?2 FROM json_each(?3)`,
    'listlistlistlist',
    NOW_MS,
    JSON.stringify(rows),
  );
  const swept = async () =>
    (await run(ports.db, 'SELECT swept_item_id AS id FROM lists'))[0]?.['id'];
  const kept: number[] = [];
  const ends: unknown[] = [];
  for (let day = 0; day < 91; day += 1) await pass(1);
  for (let day = 0; day < 4; day += 1) {
    await pass(1);
    kept.push(await valuesKept(calendar, 't'));
    ends.push(await swept());
  }
  expect(kept.at(-1)).toBe(2000);
  expect(new Set(ends).size).toBeGreaterThan(1);
  const perRegister = await run(
    ports.db,
    'SELECT DISTINCT count(*) AS count FROM history GROUP BY item_id',
  );
  expect(perRegister).toEqual([{ count: retention.historyValues }]);
});

test('every head of 45 days is known, then the newest of each day, after 400 days one', async () => {
  const calendar = await newCalendar();
  const { push, stamp, pass, sync, skip, ports } = calendar;
  const cursors = [];
  await push([X, { c: ['a', stamp()] }]);
  for (let day = 0; day < 450; day += 1) {
    for (const hour of [1, 2, 3]) {
      skip(1 / 24);
      cursors.push([day, hour, cursorAfter(await push([X, { d: [hour, stamp()] }]))] as const);
    }
    skip(-3 / 24);
    await pass(1);
  }
  const nowMs = NOW_MS + 450 * DAY_MS;
  const heads = await run(ports.db, 'SELECT at FROM pushes ORDER BY at');
  const ages = heads.map((row) => (nowMs - Number(row['at'])) / DAY_MS);
  const within = (from: number, to: number) => ages.filter((age) => age > from && age <= to).length;
  expect(within(-1, 44)).toBe(44 * 3);
  expect(within(46, 399)).toBe(353);
  expect(within(401, 999)).toBe(0);
  for (const [day, hour, cursor] of cursors) {
    const isRecent = day > 450 - 44;
    const isDaily = day > 52 && hour === 3;
    if (!isRecent && !isDaily) continue;
    expect((await sync({ c: cursor })).code, `${day} ${hour}`).toBeUndefined();
  }
  expect(await sync({ c: cursors[30]?.[2] ?? cursors[0]?.[2] ?? ['', 0, 0, 0, ''] })).toEqual({
    code: 'reset',
    ep: EPOCH,
  });
}, 60_000);
