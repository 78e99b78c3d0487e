/**
 * How a story must end once nothing fails any more: everything that was told to be saved is there, every device holds
 * what the server holds for it, and nobody waits for anything.
 */

import type { ItemId, ListId } from '../../domain/ids.ts';
import { compareUtf8 } from '../../domain/merge.ts';
import type { Item } from '../../domain/register.ts';
import { itemsFromEdits } from '../../replica/edited-items.ts';
import { isEditRecord, listOfKey } from '../../replica/records.ts';
import { itemsFromSegment, mergeInto } from '../../replica/segment.ts';
import type { SyncStatus } from '../../replica/sync-status.ts';
import { currentStore, unsentOf } from '../outcome.ts';
import type { Person } from './person.ts';
import { brokenPromises } from './promises.ts';
import { holdingsOf } from './holdings.ts';
import type { Holdings } from './holdings.ts';
import type { Stage } from './stage.ts';
import type { Story } from './story.ts';

const REST_MS = 30 * 60_000;

/** Heals the world, waits until it is at rest, and answers what is wrong then. */
export async function endingOf(stage: Stage, story: Story): Promise<readonly string[]> {
  stage.faults.heal();
  const people = [...stage.people.values()];
  for (const { device } of people) device.setOnline(true);
  for (const person of people) await person.redo();
  for (const person of people) await person.look();
  if (!(await stage.until(() => people.every(isAtRest), REST_MS))) {
    return people.filter((person) => !isAtRest(person)).map(complaintOf);
  }
  // Once around for each, so that everybody has heard of what the last one sent.
  for (const person of [...people, ...people]) {
    if (!(await person.sync())) return [`${person.device.name} syncs without end`];
  }
  const server = await holdingsOf(stage);
  return [
    ...people.flatMap((person) => differences(person, server)),
    ...(story.isRefusing ? [] : people.flatMap(refusals)),
    ...brokenPromises(people, server),
    ...((await story.check?.(stage)) ?? []),
  ];
}

/** What a page shows while it has not said its last word. */
const RESTLESS: ReadonlySet<SyncStatus['kind']> = new Set([
  'unstored',
  'blocked',
  'sending',
  'offline',
  'waiting',
  'paused',
  'receiving',
]);

function isAtRest({ device }: Person): boolean {
  const isCalm = device.pages.some(({ replica }) => {
    return replica?.view.isLoaded === true && !RESTLESS.has(replica.status.kind);
  });
  return isCalm && unsentOf(device) === 0;
}

function complaintOf({ device }: Person): string {
  const shown = device.pages.map(({ replica }) => JSON.stringify(replica?.status));
  return `${device.name} is stuck: ${unsentOf(device)} records wait, its pages show ${shown.join()}`;
}

function differences({ device, friend }: Person, server: Holdings): readonly string[] {
  const store = currentStore(device);
  const friends = friend && currentStore(friend.device)?.accountId;
  if (friends && store?.accountId !== friends) return [`${device.name} is in another account`];
  if (!store) return [];
  const held = itemsByList(store.records);
  const theirs = server.listsByAccount.get(store.accountId) ?? new Set();
  const wrong: string[] = [];
  for (const list of new Set([...held.keys(), ...theirs])) {
    const there = theirs.has(list) ? digest(server.itemsByList.get(list)) : '';
    if (digest(held.get(list)) !== there) wrong.push(`${device.name} holds another ${list}`);
    for (const { replica } of device.pages) {
      const shown = digest(replica?.view.mirror?.itemsOf(list));
      if (shown !== there) wrong.push(`${device.name} shows another ${list}`);
    }
  }
  return wrong;
}

function refusals({ device }: Person): readonly string[] {
  const keys = [...(currentStore(device)?.records.keys() ?? [])];
  const refused = keys.filter((key) => key.startsWith('refused/'));
  return refused.map((key) => `${device.name} was refused ${key}`);
}

function itemsByList(
  records: ReadonlyMap<string, unknown>,
): ReadonlyMap<ListId, Map<ItemId, Item>> {
  const held = new Map<ListId, Map<ItemId, Item>>();
  const take = (list: ListId, items: readonly Item[]): void => {
    const known = held.get(list) ?? new Map<ItemId, Item>();
    held.set(list, known);
    mergeInto(known, items);
  };
  for (const [key, record] of records) {
    if (key.startsWith('items/')) take(listOfKey(key), itemsFromSegment(record));
    else if (isEditRecord(record)) take(record.list, itemsFromEdits(record.edits));
  }
  return held;
}

/** Values and stamps of every register, in one order. */
function digest(items: ReadonlyMap<string, Item> | undefined): string {
  const lines = Array.from(items?.values() ?? [], ({ id, registers }) => {
    const sorted = Object.entries(registers).toSorted(([a], [b]) => compareUtf8(a, b));
    return `${id} ${JSON.stringify(sorted)}`;
  });
  return lines.toSorted().join('\n');
}
