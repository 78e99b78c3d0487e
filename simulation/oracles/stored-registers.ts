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

export type Records = ReadonlyMap<string, unknown>;

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

/** But for what is offered again. */
export function registersOfOwnEdits(records: Records): Iterable<Entry> {
  return registersOfEdits(
    new Map([...records].filter(([, record]) => isEditRecord(record) && !record.isOffer)),
  );
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

/** The records of items and edits, by their list. */
export function recordsByList(records: Records): ReadonlyMap<string, Records> {
  const byList = new Map<string, Map<string, unknown>>();
  for (const [name, record] of records) {
    const list = isEditRecord(record)
      ? record.list
      : name.startsWith('items/')
        ? name.split('/')[1]
        : undefined;
    if (list === undefined) continue;
    const part = byList.get(list) ?? new Map<string, unknown>();
    byList.set(list, part.set(name, record));
  }
  return byList;
}

/** Of the records that go, those of lists that go as a whole because their account was taken off them. */
export function leftRecords(put: Records, gone: Records): Records {
  const left = [...put].filter(
    ([key, record]) => key.startsWith('list/') && isListRecord(record) && record.isLeft,
  );
  if (left.length === 0) return new Map();
  const byList = recordsByList(gone);
  return new Map(left.flatMap(([key]) => [...(byList.get(key.slice('list/'.length)) ?? [])]));
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
