/** The registers in a device's records, whatever kind of record they lie in. */

import type { Register } from '../../domain/register.ts';
import { isEditRecord, isRefusedRecord } from '../../replica/records.ts';
import { itemsFromSegment } from '../../replica/segment.ts';

export type Entry = readonly [item: string, key: string, register: Register];

type Records = ReadonlyMap<string, unknown>;

export function* registersOfEdits(records: Records): Iterable<Entry> {
  for (const record of records.values()) {
    if (!isEditRecord(record)) continue;
    for (const [id, registers] of record.edits) {
      for (const [key, [value, stamp]] of Object.entries(registers))
        yield [id, key, [value, stamp]];
    }
  }
}

export function* registersOfSegments(records: Records): Iterable<Entry> {
  for (const [name, record] of records) {
    if (!name.startsWith('items/')) continue;
    for (const { id, registers } of itemsFromSegment(record)) {
      for (const [key, register] of Object.entries(registers)) yield [id, key, register];
    }
  }
}

export function* registersOfRefusals(records: Records): Iterable<Entry> {
  for (const [name, record] of records) {
    if (!name.startsWith('refused/') || !isRefusedRecord(record)) continue;
    for (const [key, register] of Object.entries(record.registers))
      yield [record.id, key, register];
  }
}

/** The to-do that a recovered one was made from, where this is one. */
export function originOf(
  registers: Readonly<Record<string, readonly unknown[]>>,
): string | undefined {
  const [origin] = registers['f'] ?? [];
  return Array.isArray(origin) ? String(origin[1]) : undefined;
}
