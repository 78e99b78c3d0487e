/** Nobody hammers the server: a device's requests in any minute are bounded by what its people do in it. */

import type { World } from '../world.ts';
import type { Oracle } from './oracle.ts';

const MINUTE_MS = 60_000;
/** Without any edit: several pages that start, look around, and meet a reset or two. */
const IDLE_REQUESTS = 60;
const REQUESTS_AN_EDIT = 4;

export function trafficOracle({ report, scheduler }: World): Oracle {
  const minutes = new Map<string, { minute: number; requests: number; commits: number }>();
  const minuteOf = (device: string): { requests: number; commits: number } => {
    const minute = Math.floor(scheduler.nowMs() / MINUTE_MS);
    const held = minutes.get(device);
    if (held?.minute === minute) return held;
    // The edits of the minute before may still be on their way.
    const fresh = { minute, requests: 0, commits: held?.commits ?? 0 };
    minutes.set(device, fresh);
    return fresh;
  };
  return {
    committed: ({ page }) => {
      minuteOf(page.device.name).commits += 1;
    },
    // Whatever becomes of it: one that is refused or never arrives is no less of a burden on a battery.
    asked: ({ device }) => {
      if (!device) return;
      const minute = minuteOf(device.name);
      minute.requests += 1;
      if (minute.requests === IDLE_REQUESTS + minute.commits * REQUESTS_AN_EDIT)
        report(`${device.name}: ${minute.requests} requests in a minute`);
    },
  };
}
