/** What the facts are told with: comparing values, and the shortest ways to fill a store and look into it. */

import type { RecordStore } from './record-store.ts';

/** @throws {Error} unless both are the same, part for part */
export function equal(actual: unknown, expected: unknown): void {
  const [found, wanted] = [textOf(actual), textOf(expected)];
  if (found !== wanted) {
    throw new Error(`found ${found.slice(0, 400)}\ninstead of ${wanted.slice(0, 400)}`);
  }
}

export function putAll(
  store: RecordStore,
  records: Readonly<Record<string, unknown>>,
): Promise<void> {
  return store.write('strict', async ({ put }) => {
    for (const [key, value] of Object.entries(records)) put(key, value);
  });
}

export function readAll(
  store: RecordStore,
  prefix = '',
): Promise<readonly (readonly [key: string, value: unknown])[]> {
  return store.read((records) => records.entries(prefix));
}

/** What a promise rejects with; undefined when it does not. */
export async function outcomeOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    return error;
  }
}

/** One text for each value, another for every other; JSON writes lone surrogates as escapes. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (Object.is(value, -0)) return '-0';
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Date) return `Date ${value.getTime()}`;
  if (value instanceof Map || value instanceof Set || value instanceof Uint8Array) {
    return `${value.constructor.name} ${textOf([...value])}`;
  }
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  const parts = Object.entries(value).map(
    ([key, part]) => `${JSON.stringify(key)}:${textOf(part)}`,
  );
  return `{${parts.toSorted().join()}}`;
}
