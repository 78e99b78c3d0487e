/** Pushes that no replica of ours would send. */

import { expect, test } from 'vitest';
import { limits } from '../domain/limits.ts';
import { stampFromParts } from '../domain/stamp-parts.ts';
import { dump, listOfAnna } from './list-dump.fixture.ts';
import type { SqlDatabase } from './sql-database.ts';
import { addMember, at, BEN, CONTEXT, itemId, NOW_MS, push, run, sync } from './sync.fixture.ts';

const X = itemId('x');
const Y = itemId('y');

test('P63 a stamp of another time, length or alphabet is refused, and nothing changes', async () => {
  const ports = await listOfAnna();
  await push(ports, [X, { c: ['anna', at(0)], t: ['a', at(0)] }]);
  const before = await dump(ports);
  const good = at(1);
  const malformed = [
    good.slice(1),
    `${good}A`,
    `${good.slice(1)}!`,
    `${good.slice(1)}é`,
    '',
    7,
    null,
  ];
  for (const stamp of malformed) {
    const part = await sync(ports, { e: [[X, { t: ['b', stamp] }]] });
    expect(part.no, String(stamp)).toEqual([[0, 'type']]);
  }
  for (const ms of [Date.UTC(2099, 0), NOW_MS + limits.stampLeadMs + 1]) {
    const stamp = stampFromParts({ ms, counter: 0, node: 'AAAAA' });
    expect(await push(ports, [X, { t: ['b', stamp] }])).toEqual({ code: 'clock' });
  }
  expect(await dump(ports)).toEqual(before);
});

test('P64 an edit with too large a value, too many registers or a key that is none is refused alone', async () => {
  const ports = await listOfAnna();
  const many = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, key) => [`g.${key}`, [true, at(0)]]),
  );
  const named = (key: string): unknown => JSON.parse(`{"${key}":["b","${at(1)}"]}`);
  const bad: readonly (readonly [registers: unknown, reason: string])[] = [
    [{ n: ['x'.repeat(1_000_000), at(0)] }, 'size'],
    [many, 'type'],
    [named('__proto__'), 'type'],
    [named('constructor'), 'type'],
    [named("t' OR 1=1"), 'type'],
    [{}, 'type'],
  ];
  for (const [registers, reason] of bad) {
    const part = await sync(ports, {
      e: [
        [X, registers],
        [Y, { c: ['anna', at(0)] }],
      ],
    });
    expect(part.no).toEqual([[0, reason]]);
  }
  expect(await run(ports.db, 'SELECT id FROM items')).toEqual([{ id: Y }]);
  expect(Object.prototype).not.toHaveProperty('b');
});

test('P34 G10 an order key of any shape takes only its own to-do with it', async () => {
  const ports = await listOfAnna();
  const tooLong = '0'.repeat(limits.valueBytes);
  const part = await push(
    ports,
    [X, { c: ['anna', at(0)], o: [['', tooLong], at(0)] }],
    [Y, { c: ['anna', at(0)], o: [['', 'V0'], at(0)] }],
  );
  expect(part.no).toEqual([[0, 'size']]);
  expect((await sync(ports)).ch?.map(([id]) => id)).toEqual([Y]);
});

test('P61 D06 a member who becomes a reader between check and batch writes nothing', async () => {
  const ports = await listOfAnna();
  await push(ports, [X, { c: ['anna', at(0)], t: ['a', at(0)] }]);
  await addMember(ports.db, BEN, 'editor');
  const held = await dump(ports);
  const demote = "UPDATE members SET role = 'viewer' WHERE account_id = ?1";
  const demoting: SqlDatabase = {
    prepare: (sql) => ports.db.prepare(sql),
    batch: async (statements) => {
      await run(ports.db, demote, BEN);
      return ports.db.batch(statements);
    },
  };
  const edits = [
    [X, { t: ['b', at(1)] }],
    [Y, { c: ['ben', at(1)] }],
  ];
  await sync({ ...ports, db: demoting }, { e: edits }, { accountId: BEN });
  const [lists, , ...rest] = await dump(ports);
  const [listsBefore, , ...restBefore] = held;
  expect([lists, ...rest]).toEqual([listsBefore, ...restBefore]);
});

test('P65 a removed member’s request of before is refused when it comes again', async () => {
  const ports = await listOfAnna();
  await push(ports, [X, { c: ['anna', at(0)], t: ['a', at(0)] }]);
  await addMember(ports.db, BEN, 'editor');
  const request = { e: [[X, { t: ['b', at(1, 'BBBBB'), at(0)] }]] };
  expect((await sync(ports, request, { accountId: BEN })).to).toBe(2);
  await run(ports.db, 'UPDATE members SET removed_at = 1 WHERE account_id = ?1', BEN);
  const before = await dump(ports);
  expect(await sync(ports, request, { accountId: BEN })).toEqual({ code: 'member' });
  expect(await dump(ports)).toEqual(before);
});

test('P69 a thousand pushes stamped 299 s ahead do not carry the list’s clock past the server’s', async () => {
  const ports = await listOfAnna();
  for (let number = 0; number < 1000; number += 1) {
    const nowMs = NOW_MS + number;
    const stamp = at(number + 299_000);
    const context = { ...CONTEXT, nowMs, sentMs: nowMs };
    expect((await sync(ports, { e: [[X, { c: ['a', stamp] }]] }, context)).code).toBeUndefined();
    const [list] = await run(ports.db, 'SELECT hlc FROM lists');
    expect(Number(list?.['hlc'])).toBeLessThanOrEqual(nowMs);
  }
});
