/** What a page can show: the items of all lists, by name. */

import type { Item } from '../domain/register.ts';
import type { Mirror } from '../replica/mirror.ts';
import { nameOf } from './oracles/stored-registers.ts';

export function itemsShown(mirror: Mirror): ReadonlyMap<string, Item> {
  const items = new Map<string, Item>();
  for (const list of mirror.lists) {
    for (const item of mirror.itemsOf(list).values()) items.set(nameOf(list, item.id), item);
  }
  return items;
}
