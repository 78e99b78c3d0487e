/**
 * A list that the server has called another one three times within ten minutes is not asked for any more, until there is
 * room in the window again or a person taps. What waits for it stays: that is outbox.ts's to see.
 */

import { isListRecord, listOfKey } from '../../replica/records.ts';
import type { World } from '../world.ts';
import type { Oracle } from './oracle.ts';

const MANY = 3;
const WINDOW_MS = 600_000;

/** The device noted a reset between these two, by its own clock: as long as its storage let it wait. */
interface Reset {
  readonly saidMs: number;
  readonly storedMs: number;
}

export function breakerOracle({ report }: Pick<World, 'report'>): Oracle {
  /** Those that each device has heard of, by `device list`. */
  const heard = new Map<string, readonly Reset[]>();
  /** The last word of the server on a list, and when by the device's clock it was said. */
  const answers = new Map<string, { readonly code: string | undefined; readonly atMs: number }>();
  const generations = new Map<string, number>();

  return {
    answered: ({ request: { device }, list, code }) => {
      if (device) answers.set(`${device.name} ${list}`, { code, atMs: device.nowMs() });
    },
    wrote: ({ device, write }) => {
      for (const [key, record] of write.put) {
        if (!key.startsWith('list/') || !isListRecord(record)) continue;
        const place = `${device.name} ${listOfKey(key)}`;
        const before = generations.get(place);
        generations.set(place, record.generation);
        // A tap, or a list that was left.
        if (record.resetsMs === undefined) heard.delete(place);
        if (before === undefined || record.generation <= before) continue;
        const answer = answers.get(place);
        if (answer?.code !== 'reset' || record.isLeft) continue;
        const reset = { saidMs: answer.atMs, storedMs: device.nowMs() };
        // What was out of the window then is forgotten, and does not come back when the clock is set back.
        const remembered = (heard.get(place) ?? []).filter(
          (each) => isRecent(each, reset.saidMs) && isRecent(each, reset.storedMs),
        );
        heard.set(place, [...remembered, reset]);
      }
    },
    asked: ({ device, path, body }) => {
      if (!device || path !== '/api/sync' || body === undefined) return;
      const { ls } = JSON.parse(body) as { readonly ls: readonly { readonly l: string }[] };
      const nowMs = device.nowMs();
      for (const { l: list } of ls) {
        const recent = (heard.get(`${device.name} ${list}`) ?? []).filter((each) =>
          isRecent(each, nowMs),
        );
        if (recent.length >= MANY)
          report(`${device.name} asked for ${list} after ${recent.length} resets in ten minutes`);
      }
    },
    losing: ({ name }) => {
      for (const place of heard.keys()) if (place.startsWith(`${name} `)) heard.delete(place);
      for (const place of generations.keys())
        if (place.startsWith(`${name} `)) generations.delete(place);
    },
  };
}

/** Whenever the device noted it: it need not count a moment that is just out of the window. */
function isRecent({ saidMs, storedMs }: Reset, nowMs: number): boolean {
  return [saidMs, storedMs].every((atMs) => Math.abs(nowMs - atMs) < WINDOW_MS);
}
