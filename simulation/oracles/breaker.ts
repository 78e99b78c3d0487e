/**
 * A list that the server has called another one three times within ten minutes is not asked for any more, until there is
 * room in the window again or a person taps. What waits for it stays: that is outbox.ts's to see.
 */

import { isListRecord, listOfKey } from '../../replica/records.ts';
import type { World } from '../world.ts';
import type { Oracle } from './oracle.ts';

const MANY = 3;
const WINDOW_MS = 600_000;

export function breakerOracle({ report }: Pick<World, 'report'>): Oracle {
  /** When each device heard of resets, by its own clock; by `device list`. */
  const heardMs = new Map<string, readonly number[]>();
  /** The last word of the server on a list. */
  const answers = new Map<string, string | undefined>();
  const generations = new Map<string, number>();

  return {
    answered: ({ request: { device }, list, code }) => {
      if (device) answers.set(`${device.name} ${list}`, code);
    },
    wrote: ({ device, write }) => {
      for (const [key, record] of write.put) {
        if (!key.startsWith('list/') || !isListRecord(record)) continue;
        const place = `${device.name} ${listOfKey(key)}`;
        const before = generations.get(place);
        generations.set(place, record.generation);
        // A tap, or a list that was left.
        if (record.resetsMs === undefined) heardMs.delete(place);
        if (before === undefined || record.generation <= before) continue;
        if (answers.get(place) !== 'reset' || record.isLeft) continue;
        heardMs.set(place, [...(heardMs.get(place) ?? []), device.nowMs()]);
      }
    },
    asked: ({ device, path, body }) => {
      if (!device || path !== '/api/sync' || body === undefined) return;
      const { ls } = JSON.parse(body) as { readonly ls: readonly { readonly l: string }[] };
      const nowMs = device.nowMs();
      for (const { l: list } of ls) {
        const recent = (heardMs.get(`${device.name} ${list}`) ?? []).filter(
          (atMs) => Math.abs(nowMs - atMs) < WINDOW_MS,
        );
        if (recent.length >= MANY)
          report(`${device.name} asked for ${list} after ${recent.length} resets in ten minutes`);
      }
    },
    losing: ({ name }) => {
      for (const place of heardMs.keys()) if (place.startsWith(`${name} `)) heardMs.delete(place);
      for (const place of generations.keys())
        if (place.startsWith(`${name} `)) generations.delete(place);
    },
  };
}
