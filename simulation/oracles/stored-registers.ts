/**
 * The registers in a device's records, whatever kind of record they lie in.
 *
 * Here and in all oracles an item goes by its name: its id, which is unlike every other; but a list's settings, which have
 * the same id in every list, and what lies in an account's own list by the list and that.
 */

import { LIST_ITEM_ID } from '../../domain/ids.ts';
import type { Register } from '../../domain/register.ts';
import {
  isEditRecord,
  isKeptRecord,
  isListRecord,
  isRefusedRecord,
} from '../../replica/records.ts';
import { itemsFromSegment } from '../../replica/segment.ts';

export type Entry = readonly [item: string, key: string, register: Register];

type Records = ReadonlyMap<string, unknown>;

export function* registersOfEdits(records: Records): Iterable<Entry> {
  for (const record of records.values()) {
    if (!isEditRecord(record)) continue;
    for (const [id, registers] of record.edits) {
      const item = nameOf(record.list, id);
      for (const [key, [value, stamp]] of Object.entries(registers))
        yield [item, key, [value, stamp]];
    }
  }
}

export function* registersOfSegments(records: Records): Iterable<Entry> {
  for (const [name, record] of records) {
    if (!name.startsWith('items/')) continue;
    const list = name.split('/')[1] ?? '';
    for (const { id, registers } of itemsFromSegment(record)) {
      const item = nameOf(list, id);
      for (const [key, register] of Object.entries(registers)) yield [item, key, register];
    }
  }
}

/** To-dos that a person is asked about. */
export function* registersOfKept(records: Records): Iterable<Entry> {
  for (const [name, record] of records) {
    if (!name.startsWith('kept/') || !isKeptRecord(record)) continue;
    for (const { id, registers } of itemsFromSegment(record.items))
      for (const [key, register] of Object.entries(registers))
        yield [nameOf(record.list, id), key, register];
  }
}

export function* registersOfRefusals(records: Records): Iterable<Entry> {
  for (const [name, record] of records) {
    if (!name.startsWith('refused/') || !isRefusedRecord(record)) continue;
    for (const [key, register] of Object.entries(record.registers))
      yield [nameOf(record.list, record.id), key, register];
  }
}

/** What lay in the lists that go as a whole, because their account was taken off them. */
export function* itemsOfLeftLists(put: Records, gone: Records): Iterable<string> {
  for (const [key, listRecord] of put) {
    if (!key.startsWith('list/') || !isListRecord(listRecord) || !listRecord.isLeft) continue;
    const list = key.slice('list/'.length);
    for (const [name, record] of gone) {
      const isOfList =
        name.startsWith(`items/${list}/`) || (isEditRecord(record) && record.list === list);
      const part = new Map(isOfList ? [[name, record]] : []);
      for (const kind of [registersOfEdits, registersOfSegments])
        for (const [item] of kind(part)) yield item;
    }
  }
}

/** The to-do that a recovered one was made from, where this is one. */
export function originOf(
  registers: Readonly<Record<string, readonly unknown[]>>,
): string | undefined {
  const [origin] = registers['f'] ?? [];
  return Array.isArray(origin) ? nameOf(String(origin[0]), String(origin[1])) : undefined;
}

export function nameOf(list: string, id: string): string {
  return id === LIST_ITEM_ID || list.startsWith('u:') ? `${list}:${id}` : id;
}
