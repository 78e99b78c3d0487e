/** That everybody ends up the same. */

import { expect } from 'vitest';
import type { ItemId, ListId } from '../../domain/ids.ts';
import { compareUtf8 } from '../../domain/merge.ts';
import { registerKeys } from '../../domain/register.ts';
import type { Registers } from '../../domain/register.ts';
import type { Person } from './person.fixture.ts';
import type { Scene } from './scene.fixture.ts';

/** Everybody syncs until they have heard of each other; then all hold what the server holds, stamps included. */
export async function expectSame(scene: Scene, ...people: readonly Person[]): Promise<void> {
  for (const person of [...people, ...people]) await person.sync();
  for (const person of people) await expectAsServer(scene, person, person.inbox);
}

/** The same for another list than the Inbox. */
export async function expectSameIn(
  scene: Scene,
  list: ListId,
  ...people: readonly Person[]
): Promise<void> {
  for (const person of [...people, ...people]) await person.sync();
  for (const person of people) await expectAsServer(scene, person, list);
}

async function expectAsServer(scene: Scene, person: Person, list: ListId): Promise<void> {
  const { name } = person.device;
  expect(person.waiting, `${name} has sent everything`).toBe(0);
  const there = sorted(await scene.itemsOf(list));
  expect(sorted(person.registersIn(list)), `${name} holds what the server does`).toEqual(there);
}

/** Values and stamps of every register, in one order. A device may keep what is left of emptied to-dos for longer. */
function sorted(items: ReadonlyMap<ItemId, Registers>): Readonly<Record<string, unknown>> {
  const kept = [...items].filter(([, registers]) => !registers[registerKeys.emptied]);
  return Object.fromEntries(
    inOrder(kept).map(([id, registers]) => [
      id,
      Object.fromEntries(inOrder(Object.entries(registers))),
    ]),
  );
}

function inOrder<T>(entries: readonly (readonly [string, T])[]): readonly (readonly [string, T])[] {
  return entries.toSorted(([a], [b]) => compareUtf8(a, b));
}
