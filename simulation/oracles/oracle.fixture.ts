/** What an oracle is told of, made by hand. */

import type { Device } from '../device.ts';
import type { SentRequest } from '../exchange.ts';
import type { Answered, Written } from './oracle.ts';

export function writeOf(
  device: Device,
  put: readonly (readonly [key: string, record: unknown])[],
  gone: readonly (readonly [key: string, record: unknown])[] = [],
): Written {
  const changed = { put: new Map(put), gone: new Map(gone), replaced: new Map() };
  return { device, store: 'store', write: { ...changed, durability: 'relaxed' } };
}

export function requestOf(device: Device, body: unknown): SentRequest {
  const text = JSON.stringify(body);
  return { device, method: 'POST', path: '/api/sync', cookies: new Map(), body: text };
}

export function answeredOf(device: Device, list: string, said: Partial<Answered>): Answered {
  const request = requestOf(device, { ls: [{ l: list }] });
  const nothing = {
    edits: [],
    taken: [],
    refused: [],
    code: undefined,
    to: undefined,
    changes: [],
  };
  return { request, list, cursor: ['', 0], ...nothing, ...said };
}

/** Commits the write on the device's disk, as a context of it would; answers what is told of it. */
export async function written(
  device: Device,
  put: Readonly<Record<string, unknown>>,
  gone: readonly string[] = [],
): Promise<Written> {
  let seen: Written | undefined;
  device.disk.onCommit = (store, write) => {
    seen = { device, store, write };
  };
  const faults = { gate: () => Promise.resolve(), failure: () => undefined };
  await device.disk.open('store', faults).write('relaxed', async (records) => {
    for (const [key, record] of Object.entries(put)) records.put(key, record);
    for (const key of gone) records.delete(key);
  });
  if (!seen) throw new Error('nothing was committed');
  return seen;
}
