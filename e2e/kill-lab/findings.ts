/** What the witnesses have noted, held against what is there. */

import type { ItemId } from '../../domain/ids.ts';
import type { Item } from '../../domain/register.ts';
import { todoFromItem } from '../../domain/todo.ts';
import type { Finding } from './tally.ts';
import type { Traffic } from './traffic.ts';

type Items = ReadonlyMap<ItemId, Item>;

/** What the server has acknowledged and does not hold. A later value in its place is no loss. */
export function lostOnServer(traffic: Traffic, server: Items): readonly Finding[] {
  const lost: Finding[] = [];
  for (const { id, registers } of traffic.committed.values()) {
    for (const [key, [value, stamp]] of Object.entries(registers)) {
      const held = server.get(id)?.registers[key];
      if (held && held[1] >= stamp) continue;
      const acknowledged = `acknowledged ${id}.${key} = ${JSON.stringify(value)} of ${stamp}`;
      lost.push({ kind: 'lost', evidence: `${acknowledged}, the server holds ${text(held)}` });
    }
  }
  return lost;
}

/** Pushes that the kill cut off, of which the server holds a part and not the rest. */
export function tornOnServer(traffic: Traffic, server: Items): readonly Finding[] {
  return traffic.unansweredAdditions().flatMap((ids): readonly Finding[] => {
    const there = ids.filter((id) => server.has(id)).length;
    if (there === 0 || there === ids.length) return [];
    return [{ kind: 'lost', evidence: `of one push of ${ids.length} to-dos ${there} were stored` }];
  });
}

/** To-dos that are there under more than one id. A title's first word names its to-do for good. */
export function duplicatesIn(where: string, items: Items): readonly Finding[] {
  const titles = [...items.values()].flatMap((item) => todoFromItem(item)?.title ?? []);
  return [...Map.groupBy(titles, keyOfTitle)].flatMap(([key, same]): readonly Finding[] =>
    same.length === 1
      ? []
      : [{ kind: 'duplicated', evidence: `${key} ${same.length} times on ${where}` }],
  );
}

/** Where two copies of a list differ that should be the same by now. */
export function differences(where: string, copy: Items, server: Items): readonly Finding[] {
  return [...new Set([...copy.keys(), ...server.keys()])].flatMap((id): readonly Finding[] => {
    const [here, there] = [describe(copy.get(id)), describe(server.get(id))];
    if (here === there) return [];
    return [{ kind: 'undrained', evidence: `${id} on ${where} ${here}, on the server ${there}` }];
  });
}

export function keyOfTitle(title: string): string {
  return title.split(' ', 1)[0] ?? '';
}

export function byId(items: readonly Item[]): Items {
  return new Map(items.map((item) => [item.id, item]));
}

function describe(item: Item | undefined): string {
  if (!item) return 'is not there';
  const registers = Object.entries(item.registers).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(registers);
}

function text(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
