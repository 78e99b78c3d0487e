/** What the witnesses have noted, held against what is there. */

import type { ItemId } from '../../domain/ids.ts';
import type { Item } from '../../domain/register.ts';
import { todoFromItem } from '../../domain/todo.ts';
import type { Finding } from './tally.ts';
import type { Traffic } from './traffic.ts';

type Items = ReadonlyMap<ItemId, Item>;

/** To-dos of which the server has acknowledged what it does not hold. A later value in its place is no loss. */
export function lostOnServer(traffic: Traffic, server: Items): readonly Finding[] {
  return [...traffic.committed.values()].flatMap(({ id, registers }): readonly Finding[] => {
    const held = server.get(id)?.registers;
    const lost = Object.entries(registers).filter(([key, [, stamp]]) => {
      const there = held?.[key];
      return !there || there[1] < stamp;
    });
    if (lost.length === 0) return [];
    const acknowledged = JSON.stringify(Object.fromEntries(lost));
    const evidence = `acknowledged ${id} ${acknowledged}, the server holds ${JSON.stringify(held ?? null)}`;
    return [{ kind: 'lost', evidence }];
  });
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
