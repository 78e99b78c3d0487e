/**
 * How a story must end once nothing fails any more: everything that was told to be saved is on the server, every device
 * holds what the server holds, and nobody waits for anything.
 */

import type { ItemId } from '../../domain/ids.ts';
import { compareUtf8 } from '../../domain/merge.ts';
import type { Item, Json, Registers } from '../../domain/register.ts';
import { itemsFromEdits } from '../../replica/edited-items.ts';
import { isEditRecord } from '../../replica/records.ts';
import { itemsFromSegment, mergeInto } from '../../replica/segment.ts';
import { currentStore, unsentOf } from '../outcome.ts';
import type { Deed, Person } from './person.ts';
import type { Stage } from './stage.ts';

const MINUTE_MS = 60_000;
const REST_MS = 30 * MINUTE_MS;

/** Heals the world, waits until it is at rest, and answers what is wrong then. */
export async function endingOf(stage: Stage): Promise<readonly string[]> {
  stage.faults.heal();
  const people = [...stage.people.values()];
  for (const { device } of people) device.setOnline(true);
  for (const person of people) await person.redo();
  for (const person of people) await person.look();
  const end = stage.scheduler.nowMs() + REST_MS;
  if (!(await stage.scheduler.runUntilTrue(() => people.every(isAtRest), end))) {
    return people.filter((person) => !isAtRest(person)).map(complaintOf);
  }
  // Once around for each, so that everybody has heard of what the last one sent.
  for (const person of [...people, ...people]) {
    if (!(await person.sync())) return [`${person.device.name} syncs without end`];
  }
  const wrong: string[] = [];
  const inbox = inboxOf(people);
  const there = await itemsOnServer(stage, inbox);
  for (const person of people) wrong.push(...differences(person, there, inbox));
  const history = stage.wasRestored ? undefined : await historyOf(stage);
  wrong.push(...brokenPromises(people, there, history));
  return wrong;
}

/** Empty where nobody could write anything. */
function inboxOf(people: readonly Person[]): string {
  const [first] = people;
  return (first && currentStore(first.device)?.inboxId) ?? '';
}

function isAtRest({ device }: Person): boolean {
  const isSaved = device.pages.some(({ replica }) => {
    const kind = replica?.view.status.kind;
    return kind === 'saved' || (kind === 'empty' && replica?.view.isLoaded === true);
  });
  return isSaved && unsentOf(device) === 0;
}

function complaintOf({ device }: Person): string {
  const shown = device.pages.map(({ replica }) => JSON.stringify(replica?.view.status));
  return `${device.name} is stuck: ${unsentOf(device)} records wait, its pages show ${shown.join()}`;
}

async function itemsOnServer(stage: Stage, inbox: string): Promise<ReadonlyMap<string, Item>> {
  const rows = await stage.server.select(
    'SELECT id, rev, registers FROM items WHERE list_id = ?1',
    inbox,
  );
  return new Map(
    rows.map(({ id, rev, registers }) => {
      const read = JSON.parse(String(registers)) as Registers;
      return [String(id), { id: String(id) as ItemId, rev: Number(rev), registers: read }];
    }),
  );
}

function differences(
  { device }: Person,
  there: ReadonlyMap<string, Item>,
  inbox: string,
): readonly string[] {
  const store = currentStore(device);
  if (!store && inbox === '') return [];
  if (store?.inboxId !== inbox) return [`${device.name} works for another account`];
  const held = new Map<ItemId, Item>();
  const refused: string[] = [];
  for (const [key, record] of store.records) {
    if (key.startsWith(`items/${inbox}/`)) mergeInto(held, itemsFromSegment(record));
    else if (isEditRecord(record)) mergeInto(held, itemsFromEdits(record.edits));
    else if (key.startsWith('refused/')) refused.push(`${device.name} was refused ${key}`);
  }
  const onServer = digest(there.values());
  const wrong = refused;
  if (digest(held.values()) !== onServer) wrong.push(`${device.name} holds something else`);
  for (const { replica } of device.pages) {
    const shown = digest(replica?.view.mirror?.items.values() ?? []);
    if (shown !== onServer) wrong.push(`${device.name} shows something else`);
  }
  return wrong;
}

/** Values and stamps of every register, in one order. */
function digest(items: Iterable<Item>): string {
  const lines = Array.from(items, ({ id, registers }) => {
    const sorted = Object.entries(registers).toSorted(([a], [b]) => compareUtf8(a, b));
    return `${id} ${JSON.stringify(sorted)}`;
  });
  return lines.toSorted().join('\n');
}

/** `item key value` of everything that was overwritten. */
async function historyOf(stage: Stage): Promise<ReadonlySet<string>> {
  const rows = await stage.server.select('SELECT item_id, key, value FROM history');
  return new Set(
    rows.map(({ item_id, key, value }) => `${String(item_id)} ${String(key)} ${String(value)}`),
  );
}

/**
 * Each device's last word on a register that was told to be saved is the server's, or has lost to another device's and
 * is in history. What a person does not know the fate of may have come after it.
 */
function brokenPromises(
  people: readonly Person[],
  there: ReadonlyMap<string, Item>,
  history: ReadonlySet<string> | undefined,
): readonly string[] {
  const lastWords = people.map(({ deeds }) => lastWordsOf(deeds));
  const wrong: string[] = [];
  for (const words of lastWords) {
    for (const [register, values] of words) {
      const now = valueOf(there, register);
      if (now !== undefined && values.includes(now)) continue;
      const isOthers = lastWords.some((others) => others.get(register)?.includes(now ?? ''));
      const isPromised = values[0] !== undefined;
      if (!isPromised && isOthers) continue;
      const isKept = values.some((value) => value && history?.has(`${register} ${value}`));
      if (isPromised && (!isOthers || !(isKept || history === undefined || isPlace(register)))) {
        wrong.push(`${register}: saved as ${values[0]?.slice(0, 60)}, is ${now?.slice(0, 60)}`);
      }
    }
  }
  return wrong;
}

/** Of each register by `item key`: the last value that was stored, if any was, then those that may have been. */
function lastWordsOf(deeds: readonly Deed[]): ReadonlyMap<string, readonly (string | undefined)[]> {
  const words = new Map<string, (string | undefined)[]>();
  for (const { item, values, outcome } of deeds) {
    if (outcome === 'refused') continue;
    for (const [key, value] of Object.entries<Json>(values)) {
      const register = `${item} ${key}`;
      const text = JSON.stringify(value);
      if (outcome === 'stored') words.set(register, [text]);
      else words.set(register, [...(words.get(register) ?? [undefined]), text]);
    }
  }
  return words;
}

function valueOf(there: ReadonlyMap<string, Item>, register: string): string | undefined {
  const [item = '', key = ''] = register.split(' ');
  const held = there.get(item)?.registers[key];
  return held && JSON.stringify(held[0]);
}

/** Of places no history is kept. */
function isPlace(register: string): boolean {
  return register.endsWith(' o');
}
