import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dateOfDayNumber } from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';
import { completionOf } from './completion.ts';
import type { ItemId } from './ids.ts';
import { mergeRegisters } from './merge.ts';
import { nextOccurrenceId } from './next-occurrence-id.ts';
import type { Json, Registers } from './register.ts';
import { stampFromParts } from './stamp-parts.ts';
import { todoFromItem, valuesFromChange } from './todo.ts';
import type { Todo, TodoChange } from './todo.ts';

const id = 'ABCDEFGHIJKLMNOP' as ItemId;
const MONDAY = '2026-11-23' as CivilDate;
const TUESDAY = '2026-11-24' as CivilDate;
const WEDNESDAY = '2026-11-25' as CivilDate;

const WATER: Readonly<Record<string, Json>> = {
  t: 'Water the plants',
  n: 'Not the cactus',
  w: [MONDAY, '09:30', 'Europe/Berlin'],
  r: ['FREQ=DAILY', 'due'],
  p: 2,
  o: ['PONMLKJIHGFEDCBA', 'V0abc'],
  'g.aG9tZQ': true,
};

function registersAt(ms: number, values: Readonly<Record<string, Json>>): Registers {
  const stamp = stampFromParts({ ms, counter: 0, node: '00000' });
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, [value, stamp]]));
}

function read(id: ItemId, registers: Registers): Todo {
  const todo = todoFromItem({ id, rev: 0, registers });
  if (!todo) throw new Error('it has no title');
  return todo;
}

const todoOf = (values: Readonly<Record<string, Json>>) => read(id, registersAt(1, values));

test('a to-do that does not repeat is done', () => {
  expect(completionOf(todoOf({ t: 'Milk' }), MONDAY)).toEqual({
    change: { isDone: true },
    next: undefined,
  });
});

test('a to-do that repeats is done, and the next one is as it was, on its day', () => {
  const { change, next } = completionOf(todoOf(WATER), MONDAY);
  expect(valuesFromChange(change)).toEqual({ d: true });
  expect(next?.id).toBe(nextOccurrenceId(id));
  expect(valuesFromChange(next?.change ?? {})).toEqual({
    ...WATER,
    w: [TUESDAY, '09:30', 'Europe/Berlin'],
    r: ['FREQ=DAILY', 'due', TUESDAY],
  });
});

test('a to-do without a day gets one', () => {
  const { next } = completionOf(todoOf({ t: 'Water', r: ['FREQ=DAILY', 'done'] }), MONDAY);
  expect(valuesFromChange(next?.change ?? {})).toMatchObject({ w: [TUESDAY] });
});

test('the last of a series is done, and nothing follows', () => {
  const last = todoOf({ ...WATER, r: ['FREQ=DAILY;COUNT=1', 'due'] });
  expect(completionOf(last, MONDAY)).toEqual({ change: { isDone: true }, next: undefined });
});

test('what was completed before and opened again has its next one already', () => {
  const held = read(nextOccurrenceId(id), registersAt(2, WATER));
  expect(completionOf(todoOf(WATER), MONDAY, held)).toEqual({
    change: { isDone: true },
    next: undefined,
  });
});

test('a next one that went to Trash when the completion was undone comes back as new', () => {
  const values = { ...WATER, t: 'Old', x: true, d: true, 'g.b2xk': true };
  const held = read(nextOccurrenceId(id), registersAt(2, values));
  const { next } = completionOf(todoOf(WATER), MONDAY, held);
  expect(valuesFromChange(next?.change ?? {})).toMatchObject({
    t: 'Water the plants',
    x: false,
    d: false,
    'g.aG9tZQ': true,
    'g.b2xk': false,
  });
});

interface Device {
  /** The to-do as this device had it when it completed it. */
  readonly values: Readonly<Record<string, Json>>;
  readonly doneOn: CivilDate;
  readonly ms: number;
}

/** What all devices hold once each has synced: the next to-dos by id. */
function mergedNext(devices: readonly Device[]): ReadonlyMap<ItemId, Todo> {
  const registersById = new Map<ItemId, Registers>();
  for (const { values, doneOn, ms } of devices) {
    const { next } = completionOf(todoOf(values), doneOn);
    if (!next) continue;
    const created = registersAt(ms, valuesFromChange(next.change));
    registersById.set(next.id, mergeRegisters(registersById.get(next.id) ?? {}, created));
  }
  return new Map([...registersById].map(([id, registers]) => [id, read(id, registers)]));
}

test('P35 two devices that complete one occurrence have one next to-do, in whatever order they sync', () => {
  const early: Device = { values: WATER, doneOn: MONDAY, ms: 10 };
  const late: Device = { values: WATER, doneOn: WEDNESDAY, ms: 20 };
  for (const devices of [
    [early, late],
    [late, early],
  ]) {
    const [next, ...others] = mergedNext(devices).values();
    expect(others).toEqual([]);
    expect(next?.when?.day).toBe('2026-11-26');
    expect(next?.repeat?.seriesDay).toBe('2026-11-26');
  }
});

test('P35 one that edited rule, day and title before it completed has the same next to-do, and day and rule of one device', () => {
  const weekly = { ...WATER, t: 'Water them', w: [TUESDAY], r: ['FREQ=WEEKLY', 'due'] };
  const edited: Device = { values: weekly, doneOn: TUESDAY, ms: 10 };
  const late: Device = { values: WATER, doneOn: WEDNESDAY, ms: 20 };
  const [lateWins, ...none] = mergedNext([edited, late]).values();
  expect(none).toEqual([]);
  expect(lateWins).toMatchObject({ title: 'Water the plants', when: { day: '2026-11-26' } });
  expect(lateWins?.repeat?.rule.frequency).toBe('DAILY');
  const [editWins] = mergedNext([{ ...edited, ms: 30 }, late]).values();
  expect(editWins).toMatchObject({ title: 'Water them', when: { day: '2026-12-01' } });
  expect(editWins?.repeat).toMatchObject({
    rule: { frequency: 'WEEKLY' },
    seriesDay: '2026-12-01',
  });
});

test('P35 however many devices complete a series on whatever days, it has one open to-do', () => {
  const rule = fc.constantFrom('FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO,FR', 'FREQ=MONTHLY');
  const device = fc.record({
    rule,
    from: fc.constantFrom('due', 'done'),
    due: fc.integer({ min: 20_000, max: 20_100 }),
    doneAfter: fc.integer({ min: -10, max: 60 }),
    steps: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(fc.array(device, { minLength: 1, maxLength: 5 }), (devices) => {
      const doneById = new Map<ItemId, boolean>();
      for (const { rule, from, due, doneAfter, steps } of devices) {
        let todo = todoOf({ ...WATER, w: [dateOfDayNumber(due)], r: [rule, from] });
        for (let step = 0; step < steps; step += 1) {
          const { next } = completionOf(todo, addDays(todo.when?.day ?? MONDAY, doneAfter));
          if (!next) throw new Error('none of these rules ends');
          doneById.set(todo.id, true);
          if (!doneById.has(next.id)) doneById.set(next.id, false);
          todo = followedBy(next.id, next.change);
        }
      }
      expect([...doneById.values()].filter((isDone) => !isDone)).toHaveLength(1);
    }),
  );
});

function followedBy(id: ItemId, change: TodoChange): Todo {
  return read(id, registersAt(1, valuesFromChange(change)));
}
